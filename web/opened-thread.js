// Which thread a widget has open, in step with the page's address: opening adds to the browser's history, so that Back
// closes; an address with a thread in it opens that thread.
import { linkTo, linkedThread } from "./permalink.js";

/** @import { ReactiveController } from "lit" */
/** @import { PleinFeed } from "./feed-element.js" */

/** @implements {ReactiveController} */
export class OpenedThread {
  /** @param {PleinFeed} widget */
  constructor(widget) {
    this.widget_ = widget;
    this.id = "";
    this.pushed_ = false;
    this.leaving_ = false; // the browser was told to go back, and has not yet: once more would leave the page
    this.followAddress = this.followAddress.bind(this);
    widget.addController(this);
  }

  hostConnected() {
    addEventListener("popstate", this.followAddress);
  }

  hostDisconnected() {
    removeEventListener("popstate", this.followAddress);
    this.leaving_ = false;
  }

  /** @param {string} id @param {MouseEvent} event a click on the thread's link */
  toggle(id, event) {
    // With a key held, the link is the browser's: a new tab, a new window, a download.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (this.id === id) return this.close();
    if (id.startsWith("~")) return;
    if (this.id) history.replaceState({ plein: id }, "", linkTo(id));
    else history.pushState({ plein: id }, "", linkTo(id));
    this.pushed_ ||= !this.id;
    this.show_(id);
  }

  followAddress() {
    this.leaving_ = false;
    const id = linkedThread();
    if (id === this.id) return;
    if (id) this.show_(id, true);
    else this.hide_();
  }

  close() {
    if (this.leaving_) return;
    if (this.pushed_) {
      this.leaving_ = true;
      return history.back();
    }
    history.replaceState(null, "", linkTo(""));
    this.hide_();
  }

  /** @param {string} id @param {boolean} [arrived] by an address */
  async show_(id, arrived) {
    const widget = this.widget_;
    this.id = id;
    widget.fresh.clear();
    widget.requestUpdate();
    await Promise.all([widget.session?.openThread(id), widget.loadConversation()]);
    if (this.id !== id) return;
    widget.requestUpdate();
    await widget.updateComplete;
    const card = widget.renderRoot.querySelector(`.card[data-id="${id}"]`);
    if (arrived) card?.scrollIntoView({ block: "start" });
    /** @type {HTMLElement | null | undefined} */ (card?.querySelector(".post"))?.focus({ preventScroll: true });
  }

  hide_() {
    const id = this.id;
    this.id = "";
    this.pushed_ = false;
    this.widget_.requestUpdate();
    this.widget_.focusLater(`.card[data-id="${id}"] .title a`);
  }
}
