// What the person is writing in one widget: drafts by thread, and what happens when they send them.
import { emit } from "./events.js";
import { personOf } from "./session/outbox.js";
import { SignIn } from "./sign-in.js";

/** @import { PostView } from "../wasm/engine.js" */
/** @import { PleinFeed } from "./feed-element.js" */

/**
 * @typedef {object} Draft
 * @property {string} title
 * @property {string} text
 * @property {PostView} [to] the post it replies to, when that is not the thread's first
 */

/** Codes with which a relay refuses a token. */
const signedOut = new Set(["unauthorized", "unauthenticated", "http_401"]);

export class Writing {
  /** @param {PleinFeed} widget */
  constructor(widget) {
    this.widget_ = widget;
    /** @type {Map<string, Draft>} by thread id, or "" for a new question */
    this.drafts_ = new Map();
    this.signIn = new SignIn(widget);
  }

  /** Who is signed in, if anybody is. */
  get person() {
    return this.widget_.token ? personOf(this.widget_.token) : undefined;
  }

  /** @param {string} key @returns {Draft} */
  draft(key) {
    return this.drafts_.get(key) ?? { title: "", text: "" };
  }

  /** @param {string} key @param {Partial<Draft>} change */
  write(key, change) {
    this.drafts_.set(key, { ...this.draft(key), ...change });
    this.widget_.requestUpdate();
  }

  /** @param {PostView} post */
  replyTo(post) {
    if (!this.person) return this.signIn.want("reply");
    this.write(post.thread, { to: post.parent ? post : undefined });
    this.widget_.focusLater(`[data-composer="${post.thread}"] textarea`);
  }

  /** @param {string} key */
  send(key) {
    const { session } = this.widget_;
    const draft = this.draft(key);
    const text = draft.text.trim();
    if (!session?.outbox || !text) return;
    const thread = session.thread(key);
    const root = thread && typeof thread !== "string" ? thread.root : undefined;
    if (key && !root) return;
    this.drafts_.delete(key);
    const written = key ? { parent: draft.to ?? root, text } : { title: draft.title.trim(), text };
    const sending = session.outbox.post(written, this.widget_.token ?? "");
    if (!key) this.widget_.stopAsking();
    return this.confirm_(sending);
  }

  /** @param {PostView} post @param {string} [place] of the copy that failed; without: the post itself */
  retry(post, place) {
    return this.confirm_(this.widget_.session?.outbox?.retry(post, place, this.widget_.token ?? ""));
  }

  /** @param {PostView} post */
  discard(post) {
    this.widget_.session?.outbox?.discard(post);
  }

  /** @param {Promise<PostView | undefined> | undefined} sending */
  async confirm_(sending) {
    try {
      const post = await sending;
      if (!post) return;
      this.widget_.announce("sentAnnouncement");
      emit(this.widget_, "plein-posted", { post });
    } catch (error) {
      const { code = "unexpected", message = "" } = /** @type {{ code?: string, message?: string }} */ (error);
      this.widget_.announce("failedAnnouncement");
      emit(this.widget_, "plein-error", { code, message });
      if (signedOut.has(code)) this.signIn.want("reply");
    }
  }
}
