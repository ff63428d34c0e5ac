// One conversation as the widgets on a page share it: its list, its open threads, its live events, its own posts on their
// way. Acquired by address and counted: the last widget that releases it ends the event stream and the engine.
import { FeedStore } from "./feed-store.js";
import { Relay, RelayError } from "./relay.js";

/** @import { PostView, ThreadSummary, ThreadView } from "../../wasm/engine.js" */
/** @import { Store } from "./feed-store.js" */
/** @import { Live } from "./live.js" */

/** @typedef {{ fresh: PostView[] }} News what a listener is told: posts it has not seen, possibly none */

/** @type {Map<string, Session>} */
const sessions = new Map();

/**
 * @param {{ relay: string, config: string, bridge: string, language: string, pageSize: number }} address `config`: without a relay
 * @returns {Session}
 */
export function acquireSession({ relay, config, bridge, language, pageSize }) {
  const base = config || `${relay.replace(/\/+$/, "")}/v1/bridges/${encodeURIComponent(bridge)}`;
  const session = sessions.get(base) ?? new Session(base, bridge, language, pageSize, Boolean(config));
  sessions.set(base, session);
  session.holders_++;
  return session;
}

/** @param {Session} session */
export function releaseSession(session) {
  session.holders_--;
  // Moving an element disconnects and connects it at once: wait until that would have happened.
  queueMicrotask(() => {
    if (session.holders_ || session.closed) return;
    if (sessions.get(session.base_) === session) sessions.delete(session.base_);
    session.close_();
  });
}

export class Session {
  /** @param {string} base @param {string} bridge @param {string} language @param {number} pageSize @param {boolean} direct */
  constructor(base, bridge, language, pageSize, direct) {
    /** Without a relay: it is read only. */
    this.direct = direct;
    this.base_ = base;
    this.bridge = bridge;
    this.language = language;
    this.pageSize = pageSize;
    /** @type {Relay} in direct mode, what answers as one */
    this.relay = new Relay(base);
    /** @type {typeof import("../direct/barred.js").barredBy | undefined} */
    this.barredBy = undefined;
    this.holders_ = 0;
    this.closed = false;
    /** @type {Set<(news: News) => void>} */
    this.listeners_ = new Set();
    /** @type {Store} */
    this.store = new FeedStore();
    /** @type {"loading" | "ready" | "failed"} */
    this.state = "loading";
    /** @type {RelayError | undefined} */
    this.error = undefined;
    /** @type {"waiting" | "ready" | "absent"} */
    this.engine = "waiting";
    /** @type {string | null} */
    this.next = null;
    /** @type {Live | undefined} */
    this.live = undefined;
    /** @type {Map<string, "loading" | "missing" | "failed">} threads that are not here, and why */
    this.missing_ = new Map();
    this.load();
  }

  get outbox() {
    return this.live?.outbox;
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
    if (!this.closed) for (const listener of this.listeners_) listener({ fresh });
  }

  async load() {
    this.state = "loading";
    this.tell();
    try {
      if (this.direct) await this.openDirect_();
      const feed = await this.relay.feed({ pageSize: this.pageSize });
      if (this.closed) return;
      this.store.takeFeed(feed);
      this.next = feed.next;
      this.state = "ready";
      this.tell();
      if (this.engine === "waiting") afterPaint(() => this.comeAlive_());
    } catch (error) {
      this.state = "failed";
      this.error = asRelayError(error);
      this.tell();
    }
  }

  async openDirect_() {
    const { openDirectSource, barredBy } = await import("../direct/direct-source.js");
    const source = await openDirectSource(this.base_, () => this.live?.refreshSoon_());
    if (this.closed) return source.close();
    this.barredBy = barredBy;
    this.relay = /** @type {any} */ (source);
  }

  startOver() {
    this.store.close();
    this.store = new FeedStore();
    this.engine = "waiting";
    return this.load();
  }

  // Everything after the first list: the engine, live events, writing.
  async comeAlive_() {
    const { Live } = await import("./live.js");
    if (this.closed || this.live) return;
    this.live = new Live(this);
    await this.live.start();
  }

  async more() {
    if (!this.next) return;
    const feed = await this.relay.feed({ after: this.next, pageSize: this.pageSize });
    if (this.closed) return;
    this.next = feed.next;
    this.store.takeFeed(feed);
    this.tell();
  }

  /** @returns {ThreadSummary[]} */
  summaries() {
    const summaries = this.store.summaries();
    return this.outbox?.addQuestions(summaries) ?? summaries;
  }

  /** @param {string} id @returns {ThreadView | "loading" | "missing" | "failed" | undefined} */
  thread(id) {
    const thread = this.store.thread(id);
    return (this.outbox ? this.outbox.addReplies(id, thread) : thread) ?? this.missing_.get(id);
  }

  /** @param {string} id */
  async openThread(id) {
    if (this.thread(id) && this.missing_.get(id) !== "failed") return;
    this.missing_.set(id, "loading");
    this.tell();
    try {
      const thread = await this.relay.thread(id);
      if (this.closed) return;
      this.store.takeThread(thread);
      this.missing_.delete(id);
    } catch (error) {
      this.missing_.set(id, asRelayError(error).status === 404 ? "missing" : "failed");
    }
    this.tell();
  }

  close_() {
    this.closed = true;
    this.live?.stop();
    this.store.close();
    if (this.direct) /** @type {any} */ (this.relay).close?.();
    this.listeners_.clear();
  }
}

/** @param {any} error */
const asRelayError = (error) =>
  error instanceof RelayError ? error : new RelayError(error.code || "unexpected", String(error.message || error), 0);

/** @param {() => void} then */
export function afterPaint(then) {
  // A hidden tab paints nothing and gets no frames.
  if (document.visibilityState === "hidden") setTimeout(then, 200);
  else requestAnimationFrame(() => setTimeout(then));
}
