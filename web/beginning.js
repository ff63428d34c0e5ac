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
    /** Whether it was begun by its button, which is gone then: focus goes to what comes in its place. */
    this.pressed_ = false;
    widget.addController(this);
  }

  hostUpdate() {
    const { renderRoot, begun } = this.widget_;
    if (begun && /** @type {ShadowRoot} */ (renderRoot).activeElement?.matches("[part=load]")) this.pressed_ = true;
  }

  hostUpdated() {
    if (!this.pressed_) return;
    const root = /** @type {ShadowRoot} */ (this.widget_.renderRoot);
    /** @type {HTMLElement | null} */
    const first = root.querySelector("[part=card], [part=again], [part=empty]");
    this.pressed_ = !first;
    // What stands around a button that goes away may have been given the focus meanwhile.
    if (first && (document.activeElement === document.body || root.activeElement?.matches("[part=ask]"))) first.focus();
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
