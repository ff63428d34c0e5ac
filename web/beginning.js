// When a widget begins to load: at once, when it comes near what is seen, or when somebody says so. Once begun, it has begun.

/** @import { ReactiveController } from "lit" */
/** @import { PleinFeed } from "./feed-element.js" */

/** So far from what is seen it begins. */
const near = "400px";

/** @implements {ReactiveController} */
export class Beginning {
  /** @param {PleinFeed} widget */
  constructor(widget) {
    this.widget_ = widget;
    this.begun = false;
    /** @type {IntersectionObserver | undefined} */
    this.observer_ = undefined;
    widget.addController(this);
  }

  /** Before each rendering: the attribute may have changed. */
  look() {
    const { widget_: widget } = this;
    const { loading } = widget.settings;
    if (this.begun || !widget.isConnected) return;
    if (loading === "eager") return this.begin();
    if (loading === "lazy" && !this.observer_) {
      this.observer_ = new IntersectionObserver(
        (entries) => entries.some(({ isIntersecting }) => isIntersecting) && this.begin(),
        { rootMargin: near },
      );
      this.observer_.observe(widget);
    } else if (loading === "manual") this.stop_();
  }

  hostDisconnected() {
    this.stop_();
  }

  begin() {
    this.begun = true;
    this.stop_();
    this.widget_.requestUpdate();
  }

  stop_() {
    this.observer_?.disconnect();
    this.observer_ = undefined;
  }
}
