// Which thread a widget has open, in step with the page's address: opening adds to the browser's history, so that Back
// closes; an address with a post in it opens its thread, and leads to that post. With the attribute `thread` one stands open.
import { emit } from "./events.js";
import { linkTo, linkedPost } from "./permalink.js";

/** @import { ReactiveController } from "lit" */
/** @import { PleinFeed } from "./feed-element.js" */
/** @import { Session } from "./session/session.js" */

/** The widget that an address leads to, where several show the same conversation. @type {WeakMap<Session, PleinFeed>} */
const leads = new WeakMap();

/** @implements {ReactiveController} */
export class OpenedThread {
  /** @param {PleinFeed} widget */
  constructor(widget) {
    this.widget_ = widget;
    /** Id of the thread; until that is known, of a post of it. */
    this.id = "";
    /** The post that somebody was led to. */
    this.post = "";
    /** New posts that wait: among those that are being read they would move these. @type {Set<string>} */
    this.held = new Set();
    /** Keys of posts with which a stretch of its posts begins. @type {Set<string>} */
    this.starts = new Set();
    this.pushed_ = false;
    this.leaving_ = false; // the browser was told to go back, and has not yet: once more would leave the page
    this.follow = this.follow.bind(this);
    widget.addController(this);
  }

  hostConnected() {
    addEventListener("popstate", this.follow);
    this.follow();
  }

  hostDisconnected() {
    removeEventListener("popstate", this.follow);
    this.leaving_ = false;
  }

  /** Does as the attribute says, or the address. */
  follow() {
    const { session, settings } = this.widget_;
    this.leaving_ = false;
    if (!session) return;
    const wanted = settings.thread || (this.isLed_(session) ? linkedPost() : "");
    if (wanted ? [this.id, this.post].includes(wanted) : !this.id) return;
    if (wanted) this.show_(wanted, wanted);
    else this.hide_();
  }

  /** @param {import("../wasm/engine.js").PostView[]} posts new ones of this thread */
  hold(posts) {
    const thread = this.widget_.session?.thread(this.id);
    if (!posts.length || typeof thread !== "object") return;
    const seen = this.seen_();
    const order = thread.posts.map(({ id }) => id);
    const lastSeen = order.findLastIndex((id) => seen.has(id));
    const above = new Set(order.slice(0, Math.max(lastSeen, 0)));
    for (const { id } of posts) if (above.has(id)) this.held.add(id);
  }

  /** The posts that are on the screen. */
  seen_() {
    const shown = this.widget_.renderRoot.querySelectorAll("[data-post]");
    const inView = [...shown].filter((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
    return new Set(inView.map((each) => each.getAttribute("data-post")));
  }

  /** Asks for it again. */
  again() {
    return this.show_(this.id, this.post);
  }

  /** Shows what waits. @returns {boolean} whether anything did */
  release() {
    const [first] = this.held;
    if (!first) return false;
    this.held.clear();
    this.widget_.requestUpdate();
    this.widget_.focusLater(`[data-post="${first}"]`);
    return true;
  }

  /** Its conversation is left. */
  forget() {
    this.id = this.post = "";
    this.held.clear();
    this.pushed_ = false;
  }

  /** @param {Session} session */
  isLed_(session) {
    if (!leads.get(session)?.isConnected) leads.set(session, this.widget_);
    return leads.get(session) === this.widget_;
  }

  /** @param {string} id @param {string} [post] the very one that is meant */
  toggle(id, post) {
    const { session, settings } = this.widget_;
    if (!session || settings.thread || id.startsWith("~")) return;
    if (this.id === id && (!post || this.post === post)) return this.close();
    leads.set(session, this.widget_);
    if (this.id) history.replaceState({ plein: id }, "", linkTo(post ?? id));
    else history.pushState({ plein: id }, "", linkTo(post ?? id));
    this.pushed_ ||= !this.id;
    this.show_(id, post);
  }

  close() {
    if (this.leaving_ || this.widget_.settings.thread) return;
    if (this.pushed_) {
      this.leaving_ = true;
      return history.back();
    }
    history.replaceState(null, "", linkTo(""));
    this.hide_();
  }

  /** @param {string} id of the thread, or of a post of it @param {string} [post] to lead to */
  async show_(id, post) {
    const widget = this.widget_;
    this.id = id;
    this.post = post ?? "";
    widget.fresh.clear();
    this.held.clear();
    this.starts.clear();
    widget.requestUpdate();
    const thread = await widget.session?.openThread(id, post);
    if (this.id !== id || !thread) return;
    this.id = thread;
    const absent = widget.session?.thread(thread);
    if (absent === "missing" || absent === "failed")
      widget.announce(absent === "missing" ? "threadMissing" : "threadFailed");
    // There is nothing to lead to before there are words. Where those that are wanted cannot be had, those of before are here still.
    try {
      do await widget.speaking_.learn("thread");
      while (!widget.language_);
    } catch (error) {
      emit(widget, "plein-error", { code: "unreachable", message: String(error) });
    }
    widget.requestUpdate();
    await widget.updateComplete;
    this.lead_();
    emit(widget, "plein-thread-open", { thread, post: this.post || thread });
  }

  /** Leads to the post that is meant, or to the first. */
  lead_() {
    const root = this.widget_.renderRoot;
    const card = root.querySelector(`.card[data-id="${this.id}"]`);
    /** @type {HTMLElement | null | undefined} */
    const post =
      card?.querySelector(`[data-post="${this.post || this.id}"]`) ?? card?.querySelector(".post, .notice button");
    if (this.post && !this.widget_.settings.thread) {
      const first = this.post === this.id;
      (first ? card : post)?.scrollIntoView({ block: first ? "start" : "center" });
    }
    if (!this.widget_.settings.thread) post?.focus({ preventScroll: true });
  }

  hide_() {
    const id = this.id;
    this.id = this.post = "";
    this.pushed_ = false;
    this.widget_.requestUpdate();
    emit(this.widget_, "plein-thread-close", { thread: id });
    void this.widget_.visit?.focus.first(`.card[data-id="${id}"] .title a`, "[part=card]", "[part=ask]");
  }
}
