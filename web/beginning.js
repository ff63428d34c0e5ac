// When a widget begins that is not to begin at once: when it comes near what is seen, or when somebody says so.

/** @import { ReactiveController } from "lit" */
/** @import { PleinFeed } from "./feed-element.js" */

/** So far from what is seen it begins. */
const near = "400px";

/** @implements {ReactiveController} */
export class Beginning {
  /** @param {PleinFeed} widget */
  constructor(widget) {
    this.widget_ = widget;
    /** @type {IntersectionObserver | undefined} */
    this.observer_ = undefined;
    widget.addController(this);
  }

  /** The attribute may have changed. */
  look() {
    const { widget_: widget } = this;
    const { loading } = widget.settings;
    if (loading !== "lazy" || widget.begun || !widget.isConnected) return this.stop_();
    if (this.observer_) return;
    this.observer_ = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.stop_();
        widget.load();
      },
      { rootMargin: near },
    );
    this.observer_.observe(widget);
  }

  hostDisconnected() {
    this.stop_();
  }

  stop_() {
    this.observer_?.disconnect();
    this.observer_ = undefined;
  }
}
