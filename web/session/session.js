// One conversation as the widgets on a page share it: its list, its open threads, its live events, its own posts on their
// way. Acquired by address and counted: the last widget that releases it ends the event stream and the engine.
import { afterPaint } from "../after-paint.js";
import { FeedList } from "./feed-list.js";
import { FeedStore } from "./feed-store.js";
import { baseOf } from "./first-list.js";
import { Relay, RelayError } from "./relay.js";
import { Threads } from "./threads.js";

/** @import { Feed, PostView, ThreadSummary } from "../../wasm/engine.js" */
/** @import { Selection } from "./feed-list.js" */
/** @import { Store } from "./feed-store.js" */
/** @import { Live } from "./live.js" */

/** @typedef {{ fresh: PostView[] }} News what a listener is told: posts it has not seen, possibly none */

/** @type {Map<string, Session>} */
const sessions = new Map();

/**
 * @param {{ relay: string, config: string, bridge: string, language: string }} address `config`: without a relay
 * @returns {Session}
 */
export function acquireSession({ relay, config, bridge, language }) {
  const base = baseOf({ relay, config, bridge });
  const session = sessions.get(base) ?? new Session(base, bridge, language, Boolean(config));
  sessions.set(base, session);
  session.holders_++;
  return session;
}

/** @param {Session} session */
export function releaseSession(session) {
  session.holders_--;
  // Moving an element disconnects and connects it at once, and it joins again with its next rendering, which is before the next task.
  setTimeout(() => {
    if (session.holders_ || session.closed) return;
    if (sessions.get(session.base_) === session) sessions.delete(session.base_);
    session.close_();
  });
}

export class Session {
  /** @param {string} base @param {string} bridge @param {string} language @param {boolean} direct */
  constructor(base, bridge, language, direct) {
    /** Without a relay: it is read only. */
    this.direct = direct;
    this.base_ = base;
    this.bridge = bridge;
    this.language = language;
    /** @type {Relay} in direct mode, what answers as one */
    this.relay = new Relay(base);
    /** @type {typeof import("../direct/barred.js").barredBy | undefined} */
    this.barredBy = undefined;
    this.holders_ = 0;
    this.closed = false;
    /** @type {Set<(news: News) => void>} */
    this.listeners_ = new Set();
    /** Grows with every change: what was made of the store may be kept as long as it stays. */
    this.revision = 0;
    /** @type {Store} */
    this.store = new FeedStore();
    /** @type {Map<string, FeedList>} */
    this.lists_ = new Map();
    /** @type {"waiting" | "ready" | "absent"} */
    this.engine = "waiting";
    /** @type {Live | undefined} */
    this.live = undefined;
    /** Of who is signed in. @type {import("./outbox.js").Outbox | undefined} */
    this.outbox = undefined;
    /** When what is here was last seen, where the relay cannot be reached. @type {number | undefined} */
    this.seenAt = undefined;
    /** @type {import("./recovery.js").Recovery | undefined} */
    this.recovery_ = undefined;
    this.threads = new Threads(this);
    /** @type {Promise<void> | undefined} */
    this.opening_ = undefined;
  }

  get writable() {
    return !this.direct && this.engine !== "absent";
  }

  get places() {
    return this.store.places;
  }

  /** @param {(news: News) => void} listener @returns {() => void} */
  subscribe(listener) {
    this.listeners_.add(listener);
    return () => this.listeners_.delete(listener);
  }

  /** Has every widget look again. @param {PostView[]} [fresh] */
  tell(fresh = []) {
    this.revision++;
    if (!this.closed) for (const listener of this.listeners_) listener({ fresh });
  }

  /** A list to show; `releaseList` it. @param {Selection} selection @returns {FeedList} */
  acquireList(selection) {
    const key = JSON.stringify([selection.sort, selection.place, selection.tag, selection.status]);
    const list = this.lists_.get(key) ?? new FeedList(this, selection);
    this.lists_.set(key, list);
    list.holders++;
    return list;
  }

  /** @param {FeedList} list */
  releaseList(list) {
    if (--list.holders) return;
    for (const [key, each] of this.lists_) if (each === list) this.lists_.delete(key);
  }

  /** When the relay was last heard of, where it cannot be reached now. @returns {number | undefined} */
  get lostAt() {
    return this.seenAt ?? this.live?.connection.lostAt;
  }

  /** The lists that somebody shows. */
  get lists() {
    return [...this.lists_.values()];
  }

  /** @param {import("./first-list.js").Page} page @param {boolean} [isFirst] @returns {Promise<Feed>} */
  async readFeed_(page, isFirst) {
    try {
      if (this.direct) await (this.opening_ ??= this.openDirect_());
      const feed = await this.relay.feed(page, isFirst);
      if (this.engine === "waiting" && !this.live) afterPaint(() => this.comeAlive_());
      return feed;
    } catch (error) {
      if (this.direct && this.relay instanceof Relay) this.opening_ = undefined;
      throw asRelayError(error);
    }
  }

  async openDirect_() {
    const { openInto } = await import("../direct/direct-source.js");
    await openInto(this);
  }

  /** A first list could not be read: unless the relay answered, what was last seen has to do. @param {RelayError} error */
  async recover_({ status }) {
    if (this.recovery_ || this.direct || (status && status < 500)) return;
    const later = await import("./live.js").catch(() => undefined);
    if (!later || this.closed || this.recovery_) return;
    this.recovery_ = new later.Recovery(this);
    await this.recovery_.begin();
  }

  // Everything after the first list: the engine, live events, writing.
  async comeAlive_() {
    if (this.closed || this.live) return;
    // What cannot be loaded now is tried again with the next list.
    const later = await import("./live.js").catch(() => undefined);
    if (!later || this.closed || this.live) return;
    this.live = new later.Live(this);
    await this.live.start();
  }

  /** Questions of one's own that are on their way stand first. @param {Selection} selection @param {ThreadSummary[]} summaries */
  withOwn_({ place, tag, status }, summaries) {
    if ((place && place !== "site") || tag || status === "answered") return summaries;
    return this.outbox?.addQuestions(summaries) ?? summaries;
  }

  /** @param {string} id @returns {import("./thread-pages.js").OpenThread | import("./threads.js").Absence | undefined} */
  thread(id) {
    return this.threads.get(id);
  }

  /**
   * @param {string} id of a thread, or of any post of it
   * @param {string} [around] the post that is meant
   * @returns {Promise<string>} the thread's id
   */
  openThread(id, around) {
    return this.threads.open(id, around);
  }

  close_() {
    this.closed = true;
    this.recovery_?.stop();
    this.live?.close();
    this.store.close();
    if (this.direct) /** @type {any} */ (this.relay).close?.();
    this.listeners_.clear();
  }
}

/** @param {any} error */
const asRelayError = (error) =>
  error instanceof RelayError ? error : new RelayError(error.code || "unexpected", String(error.message || error), 0);
