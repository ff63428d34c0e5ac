// The threads of a session that somebody has opened: whole ones are the store's, long ones stand here in pages, and of those that
// are not here it is known why.
import { ThreadPages } from "./thread-pages.js";

/** @import { FeedEvent } from "../../wasm/engine.js" */
/** @import { OpenThread } from "./thread-pages.js" */
/** @import { Session } from "./session.js" */

/** @typedef {"loading" | "missing" | "failed"} Absence */

export const pageSize = 50;
/** Of several relays that serve a bridge, one may be so many behind another. */
const eventsKept = 200;

export class Threads {
  /** @param {Session} session */
  constructor(session) {
    this.session_ = session;
    /** @type {Map<string, ThreadPages>} */
    this.pages_ = new Map();
    /** @type {Map<string, Absence>} */
    this.absent_ = new Map();
    /** What was made of the store, and of which revision it is. @type {Map<string, { revision: number, thread: OpenThread | undefined }>} */
    this.made_ = new Map();
    /** The newest events, and all that have come while a page is being read: it may be older than they. @type {FeedEvent[]} */
    this.events_ = [];
    this.reading_ = 0;
  }

  /** @param {string} id @returns {OpenThread | Absence | undefined} */
  get(id) {
    const { revision, outbox, store } = this.session_;
    let made = this.made_.get(id);
    if (made?.revision !== revision) {
      const thread = this.pages_.get(id)?.view() ?? store.thread(id);
      made = { revision, thread: outbox ? outbox.addReplies(id, thread) : thread };
      this.made_.set(id, made);
    }
    return made.thread ?? this.absent_.get(id);
  }

  /**
   * @param {string} id of a thread, or of any post of it
   * @param {string} [around] the post that is meant
   * @returns {Promise<string>} the thread's id, when it is here or known not to be
   */
  async open(id, around = id) {
    const here = this.get(id);
    if (typeof here === "object" && ((!here.earlier && !here.later) || here.posts.some((post) => post.id === around)))
      return id;
    const thread = await this.read_(id, { around });
    return thread?.root.id ?? id;
  }

  /** Reads the page before what is here, or after it. @param {string} id @param {boolean} before */
  async more(id, before) {
    const pages = this.pages_.get(id);
    const cursor = before ? pages?.previous : pages?.next;
    if (cursor) await this.read_(id, before ? { before: cursor } : { after: cursor });
  }

  /** @param {string} id @param {{ after?: string, before?: string, around?: string }} page */
  async read_(id, page) {
    const { session_: session, pages_: pages } = this;
    const { events_: events } = this;
    const before = pages.get(id);
    if (page.around) this.absent_.set(id, "loading");
    session.tell();
    this.reading_++;
    try {
      const thread = await session.relay.thread(id, { ...page, pageSize });
      // The relay may have begun anew, and this is of before.
      if (session.closed || events !== this.events_) return undefined;
      const { root } = thread;
      this.absent_.delete(id);
      if (page.around) pages.set(root.id, new ThreadPages(thread));
      // What it continues may have given way to another stretch meanwhile.
      else if (before && before === pages.get(root.id)) before.take(thread, Boolean(page.before));
      this.fold_(events);
      const read = pages.get(root.id);
      // What is whole is the store's, which knows of each post which version is the newest.
      if (read?.whole && pages.delete(root.id)) session.store.takeThread(read.view());
      return thread;
    } catch (error) {
      if (page.around) this.absent_.set(id, /** @type {any} */ (error).status === 404 ? "missing" : "failed");
      return undefined;
    } finally {
      this.reading_--;
      session.tell();
    }
  }

  /** @param {FeedEvent[]} events */
  take(events) {
    this.fold_(events);
    this.events_.push(...events);
    if (!this.reading_) this.events_.splice(0, this.events_.length - eventsKept);
  }

  /** @param {FeedEvent[]} events */
  fold_(events) {
    for (const { post, seq } of events) if (post) this.pages_.get(post.thread)?.fold(post, seq);
  }

  /** Those that were read. @returns {OpenThread[]} */
  read() {
    return [...this.made_.keys()].map((id) => this.get(id)).filter((thread) => typeof thread === "object");
  }

  /** The relay begins anew: so does what was read. @returns {string[]} those that were open */
  forget() {
    const open = [...this.made_.keys()].filter((id) => this.get(id) && this.get(id) !== "missing");
    this.pages_.clear();
    this.absent_.clear();
    this.made_.clear();
    this.events_ = [];
    return open;
  }
}
