// The engine as a reader: it folds the public feed and answers the views. Invariant: what it holds of a post is never
// older than the newest event seen of that post. Counts come from the relay with each event, as not every reply is here.
import { loadEngine } from "../../wasm/engine.js";
import { numberOf } from "./sequence.js";

/** @import { ThreadPage } from "./thread-pages.js" */
/** @import { Engine, Feed, FeedEvent, PostView, Search, ThreadSummary } from "../../wasm/engine.js" */
/** @import { Selection } from "./feed-list.js" */
/** @import { FeedStore, Store } from "./feed-store.js" */

/** The build's name of plein_reader.wasm, beside this file. */
const wasmUrl = () => new URL(PLEIN_WASM, import.meta.url);

/** @type {Promise<() => Engine> | undefined} */
let loading;

/**
 * @param {{ bridge: string, language: string, first: FeedStore }} from `first`: what was loaded before the engine
 * @returns {Promise<Store>}
 */
export async function openEngineStore(from) {
  loading ??= loadEngine(fetch(wasmUrl(), { credentials: "omit", integrity: PLEIN_WASM_INTEGRITY }));
  try {
    const create = await loading;
    return new EngineStore(create(), from);
  } catch (failure) {
    loading = undefined; // the next widget may have a better line
    throw failure;
  }
}

/** @implements {Store} */
class EngineStore {
  /** @param {Engine} engine @param {{ bridge: string, language: string, first: FeedStore }} from */
  constructor(engine, { bridge, language, first }) {
    this.engine_ = engine;
    this.first_ = first;
    /** @type {Set<string>} threads of which every post is here */
    this.whole_ = new Set();
    /** @type {Map<string, { replies: number, last_at: number }>} what the relay last counted, by thread */
    this.counts_ = new Map();
    /** @type {Map<string, number>} the newest event folded, by post */
    this.newest_ = new Map();
    this.places = first.places;
    this.seq = first.seq;
    /** All threads, until something changes. @type {ThreadSummary[] | undefined} */
    this.found_ = undefined;
    /** @type {Map<string, ThreadSummary> | undefined} */
    this.byId_ = undefined;
    const site = { name: "", url: "" };
    const [seed] = crypto.getRandomValues(new Uint32Array(1));
    this.ask_({
      op: "configure",
      now: Date.now(),
      seed: seed || 1,
      config: { role: "reader", id: bridge, language, site, places: [] },
    });
    const threads = [...first.known.values()];
    this.takeFeed({ seq: first.seq, threads, next: null, places: first.places });
    for (const thread of first.whole.values()) this.takeThread(thread);
  }

  /** @param {Feed} feed */
  takeFeed(feed) {
    if (numberOf(feed.seq) >= numberOf(this.seq)) this.places = feed.places;
    for (const { root, replies, last_at } of feed.threads) this.counts_.set(root.id, { replies, last_at });
    const threads = feed.threads.map(({ root, ...counts }) => ({
      seq: feed.seq,
      post: root,
      summary: { thread: root.id, ...counts },
    }));
    this.fold_([{ seq: feed.seq, places: this.places }, ...threads]);
  }

  /** @param {ThreadPage} thread */
  takeThread(thread) {
    this.fold_(thread.posts.map((post) => ({ seq: thread.seq, post })));
    this.whole_.add(thread.root.id);
  }

  /** @param {FeedEvent[]} events */
  takeEvents(events) {
    /** @type {PostView[]} */
    const fresh = [];
    let unsure = false;
    for (const { post, places, summary } of events) {
      if (places) this.places = places;
      if (!post) continue;
      if (this.isFresh_(post, summary)) fresh.push(post);
      if (summary) this.counts_.set(summary.thread, summary);
      // A thread that is not here became active: its place in the list is the relay's to say.
      unsure ||= post.parent !== undefined && !this.newest_.has(post.thread);
    }
    this.fold_(events);
    return { fresh, unsure };
  }

  /**
   * Whether somebody has just written it. An event of a post that is not here may also tell of an old reply whose copy has
   * arrived somewhere: then its thread has no more replies than before, or lies beyond the list that was loaded.
   * @param {PostView} post @param {FeedEvent["summary"]} summary
   */
  isFresh_(post, summary) {
    if (post.removed || this.newest_.has(post.id)) return false;
    if (this.whole_.has(post.thread)) return true;
    const counted = this.counts_.get(post.thread);
    if (counted) return summary ? summary.replies > counted.replies : post.created_at > counted.last_at;
    return (
      !this.counts_.size || post.created_at > Math.min(...Array.from(this.counts_.values(), ({ last_at }) => last_at))
    );
  }

  /** @param {FeedEvent[]} events */
  fold_(events) {
    const newer = events.filter(({ seq, post }) => {
      if (!post) return true;
      const known = this.newest_.get(post.id) ?? -1;
      if (numberOf(seq) < known) return false;
      this.newest_.set(post.id, numberOf(seq));
      return true;
    });
    for (const { seq } of newer) if (numberOf(seq) > numberOf(this.seq)) this.seq = seq;
    // The engine sees one ascending sequence; which version of a post is the newer one has been decided above.
    this.found_ = this.byId_ = undefined;
    const folded = this.ask_({ op: "feed", events: newer.map((event) => ({ ...event, seq: this.seq })) });
    // What hangs under what is not here is not here either: an older page may still bring it.
    for (const id of folded.left_out) this.newest_.delete(id);
  }

  /** A reader's engine orders by activity alone; other orders, and what is chosen, are the relay's to say. @param {Selection} selection */
  ordered({ sort, place, tag, status }) {
    return sort === "active" && !place && !tag && !status ? this.all_() : undefined;
  }

  /** @param {string} id */
  summary(id) {
    if (!this.byId_) this.byId_ = new Map(this.all_().map((summary) => [summary.root.id, summary]));
    return this.byId_.get(id);
  }

  all_() {
    if (this.found_) return this.found_;
    /** @type {ThreadSummary[]} */
    const summaries = [];
    /** @type {string | undefined} */
    let after;
    do {
      /** @type {Feed} */
      const page = this.ask_({ op: "query", now: Date.now(), query: { view: "feed", after, page_size: 100 } });
      summaries.push(...page.threads);
      after = page.next ?? undefined;
    } while (after);
    return (this.found_ = summaries);
  }

  /**
   * Finds in what is here, at once; undefined where this engine cannot.
   * @param {{ text: string, place?: string, answered?: boolean, page_size: number }} wanted
   * @returns {Search | undefined}
   */
  search(wanted) {
    const query = /** @type {const} */ ({ view: "search", ...wanted });
    const reply = this.engine_.call({ op: "query", now: Date.now(), query });
    return reply.ok ? /** @type {Search} */ (reply.result) : undefined;
  }

  /** @param {string} id @returns {ThreadPage | undefined} */
  thread(id) {
    if (!this.whole_.has(id)) return undefined;
    return this.ask_({ op: "query", now: Date.now(), query: { view: "thread", id } });
  }

  /** @param {string} id */
  version(id) {
    return this.newest_.get(id) ?? -1;
  }

  close() {
    this.engine_.close();
  }

  /** @param {import("../../wasm/engine.js").Call} call @returns {any} */
  ask_(call) {
    const reply = this.engine_.call(call);
    if (!reply.ok) throw new Error(`${reply.error.code} ${reply.error.path}: ${reply.error.message}`);
    return reply.result;
  }
}
