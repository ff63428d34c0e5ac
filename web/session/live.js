// A session after its first list: brings the engine, feeds it live events, and sends what is written here. Where there can
// be no engine, it asks the relay for the list now and then.
import { Connection } from "./connection.js";
import { listen, poll } from "./event-stream.js";
import { community, decided } from "./first-list.js";
import { forget, remember } from "./last-seen.js";
import { startOver } from "./start-over.js";

/** @import { FeedEvent, PostView } from "../../wasm/engine.js" */
/** @import { FeedStore } from "./feed-store.js" */
/** @import { Session } from "./session.js" */

export { Recovery } from "./recovery.js";

/** Of a list that is read again. */
const firstPage = 20;
const restartMs = 5_000;

export class Live {
  /** @param {Session} session */
  constructor(session) {
    this.session_ = session;
    this.connection = new Connection(session);
    this.forget_ = session.direct ? () => {} : remember(session);
    this.unlisten_ = () => {};
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.again_ = undefined;
  }

  async start() {
    const session = this.session_;
    const first = /** @type {FeedStore} */ (session.store);
    const { bridge, language } = session;
    if (session.direct) return this.refresh_();
    try {
      const { openEngineStore } = await import("./engine-store.js");
      const store = await openEngineStore({ bridge, language, first });
      if (session.closed) return store.close();
      session.store = store;
      session.engine = "ready";
      this.unlisten_ = listen((since) => session.relay.eventsUrl(since), first.seq, {
        changes: (events) => this.take_(events),
        reset: () => this.restart_(),
        decided: () => this.decide_(),
        connected: (is) => {
          this.connection.tell(is);
          // What was taken back meanwhile nobody tells.
          if (is && community) void this.decide_();
        },
      });
    } catch {
      if (session.closed) return;
      session.engine = "absent";
      this.unlisten_ = poll(() => this.refresh_());
    }
    session.tell();
  }

  stop() {
    clearTimeout(this.again_);
    this.unlisten_();
  }

  close() {
    this.stop();
    this.connection.close();
    this.forget_();
  }

  /** The brand decided something. */
  async decide_() {
    await decided(this.session_.base_);
    this.session_.tell();
  }

  /** @param {FeedEvent[]} events */
  take_(events) {
    const { fresh, unsure } = this.session_.store.takeEvents(events);
    this.session_.threads.take(events);
    // Of some lists only the relay knows the order.
    if (unsure || this.session_.lists.some(({ selection }) => !this.session_.store.ordered(selection)))
      this.refreshSoon_();
    const { outbox } = this.session_;
    outbox?.settle(events);
    this.session_.tell(fresh.filter(({ key }) => !key || !outbox?.mine.has(key)));
  }

  /**
   * The event of a post may overtake the answer to our sending it: then the event is the newer one.
   * @param {PostView} post @param {number} version of it that was here when it was sent
   */
  takeConfirmed(post, version) {
    const { store, engine, closed, outbox, threads } = this.session_;
    if (!closed && engine === "ready") {
      const events = store.version(post.id) === version ? [{ seq: store.seq, post }] : [];
      store.takeEvents(events);
      threads.take(events);
      outbox?.settle();
    }
    this.session_.tell();
  }

  // Many readers get the same event at the same moment: they do not all ask again at once.
  refreshSoon_() {
    this.again_ ??= setTimeout(
      () => {
        this.again_ = undefined;
        this.refresh_();
      },
      this.session_.direct ? 200 : 500 + Math.random() * 2_500,
    );
  }

  async refresh_() {
    const session = this.session_;
    const { lists, store } = session;
    try {
      /** @type {Map<string, PostView>} */
      const fresh = new Map();
      for (const list of lists) {
        const feed = await session.readFeed_({ ...list.selection, pageSize: firstPage });
        if (session.closed || session.store !== store) return;
        for (const { root, replies } of feed.threads) {
          if (replies > (store.summary(root.id)?.replies ?? -1)) fresh.set(root.id, root);
        }
        store.takeFeed(feed);
        list.refresh(feed);
      }
      if (session.engine !== "absent" && !session.direct) return session.tell();
      await this.refreshThreads_();
      session.tell([...fresh.values()]);
    } catch {
      // It is a refresh: what stands stays, and the next one may succeed.
    }
  }

  async refreshThreads_() {
    const { store, relay } = this.session_;
    for (const id of /** @type {FeedStore} */ (store).whole.keys()) store.takeThread(await relay.thread(id));
  }

  // The relay was rebuilt: sequence numbers start over, and so does everything that was read.
  async restart_() {
    const session = this.session_;
    this.stop();
    if (!session.direct) void forget(session);
    try {
      await startOver(session);
    } catch {
      this.again_ = setTimeout(() => this.restart_(), restartMs * (0.5 + Math.random()));
      return;
    }
    const open = session.threads.forget();
    await this.start();
    for (const id of open) session.openThread(id);
  }
}
