// One list of a session: threads in one order, of one choice, as far as they have been read from the relay. Widgets that
// show the same share it. The engine orders what it holds; how far that is complete, this knows.

/** @import { Feed, ThreadSummary } from "../../wasm/engine.js" */
/** @import { RelayError } from "./relay.js" */
/** @import { Session } from "./session.js" */

/**
 * @typedef {object} Selection which threads, in which order
 * @property {"active" | "new" | "unanswered" | "top"} sort
 * @property {string} [place] id of the place where they began
 * @property {string} [tag]
 * @property {"answered" | "unanswered"} [status]
 */

const pageMost = 100;
/** A filtered page may be empty and go on all the same: so many are asked for at a time. */
const roundsMost = 12;

/** What may move a thread in any order. @param {ThreadSummary} summary */
const markOf = ({ root, replies, last_at, answered_by, accepted }) =>
  `${last_at} ${replies} ${answered_by} ${accepted} ${root.reactions?.count}`;

export class FeedList {
  /** @param {Session} session @param {Selection} selection */
  constructor(session, selection) {
    this.session_ = session;
    this.selection = selection;
    this.holders = 0;
    /** @type {"loading" | "ready" | "failed"} */
    this.state = "loading";
    /** What went wrong last, with the first page or a further one. @type {RelayError | undefined} */
    this.error = undefined;
    /** Where it continues; null: nowhere; undefined: nothing has been read. @type {string | null | undefined} */
    this.next = undefined;
    /** In the relay's order. @type {string[]} */
    this.ids_ = [];
    /** Those that came by pages, and what they were like. @type {Map<string, string>} */
    this.read_ = new Map();
    this.wanted_ = 0;
    /** @type {Promise<void> | undefined} */
    this.reading_ = undefined;
    this.revision_ = -1;
    /** @type {ThreadSummary[]} */
    this.found_ = [];
  }

  /** Nothing has been read. */
  begin() {
    const fresh = new FeedList(this.session_, this.selection);
    Object.assign(this, fresh, { holders: this.holders });
  }

  /** Reads on until so many threads are here, or there are no more. @param {number} count */
  want(count) {
    this.wanted_ = Math.max(this.wanted_, count);
    this.reading_ ??= this.readOn_().finally(() => (this.reading_ = undefined));
    return this.reading_;
  }

  async readOn_() {
    const session = this.session_;
    if (this.state === "failed") this.state = "loading";
    this.error = undefined;
    try {
      for (let rounds = 0; this.next !== null && this.read_.size < this.wanted_ && rounds < roundsMost; rounds++) {
        const after = this.next;
        const pageSize = Math.min(pageMost, this.wanted_ - this.read_.size);
        const feed = await session.readFeed_({ ...this.selection, after, pageSize }, after === undefined);
        if (session.closed || this.next !== after) return;
        this.take(feed);
        session.tell();
      }
    } catch (error) {
      this.error = /** @type {RelayError} */ (error);
      if (this.next === undefined) {
        this.state = "failed";
        void session.recover_(this.error);
      }
      session.tell();
    }
  }

  /** @param {Feed} feed the page that follows */
  take(feed) {
    this.session_.store.takeFeed(feed);
    for (const summary of feed.threads) {
      if (!this.read_.has(summary.root.id)) this.ids_.push(summary.root.id);
      this.read_.set(summary.root.id, markOf(summary));
    }
    this.next = feed.next;
    this.state = "ready";
  }

  /** @param {Feed} feed the first page, read again */
  refresh({ threads }) {
    const first = new Set(threads.map(({ root }) => root.id));
    this.ids_ = [...first, ...this.ids_.filter((id) => !first.has(id))];
  }

  /** Whether a thread came by a page, and not by an event since. @param {string} id */
  hasRead(id) {
    return this.read_.has(id);
  }

  /** @returns {ThreadSummary[]} as far as they have been read; what is new is among them */
  summaries() {
    const { session_: session } = this;
    if (this.revision_ === session.revision) return this.found_;
    this.revision_ = session.revision;
    const ordered = session.store.ordered(this.selection);
    const found = ordered ? this.complete_(ordered) : this.ids_.flatMap((id) => session.store.summary(id) ?? []);
    this.found_ = session.withOwn_(this.selection, found);
    return this.found_;
  }

  /**
   * The engine also holds threads that other lists have read. Up to the last thread that was read for this one, and has not
   * moved since, nothing is missing.
   * @param {ThreadSummary[]} ordered
   */
  complete_(ordered) {
    if (this.next === null) return ordered;
    const last = ordered.findLastIndex((summary) => this.read_.get(summary.root.id) === markOf(summary));
    return last < 0 ? ordered.filter(({ root }) => this.read_.has(root.id)) : ordered.slice(0, last + 1);
  }
}
