// What the relay last said, as it said it: feeds and whole threads by id. It merges nothing: it serves the first list, and
// all of them where WebAssembly is forbidden. `EngineStore` takes its place when the engine has arrived.

/** @import { ThreadPage } from "./thread-pages.js" */
/** @import { Selection } from "./feed-list.js" */
/** @import { Feed, FeedEvent, PlaceView, PostView, Search, ThreadSummary } from "../../wasm/engine.js" */

/**
 * What a session needs of a store.
 * @typedef {object} Store
 * @property {PlaceView[]} places
 * @property {string} seq where live events continue
 * @property {(feed: Feed) => void} takeFeed
 * @property {(thread: ThreadPage) => void} takeThread
 * @property {(events: FeedEvent[]) => { fresh: PostView[], unsure: boolean }} takeEvents
 *   `fresh`: posts that nobody here has seen; `unsure`: a count may be off until the feed is read again
 * @property {(selection: Selection) => ThreadSummary[] | undefined} ordered all that are here, chosen and in order; undefined: it cannot tell
 * @property {(id: string) => ThreadSummary | undefined} summary
 * @property {(id: string) => ThreadPage | undefined} thread undefined: it has not been loaded whole
 * @property {(id: string) => number} version of a post: it grows with each newer one; -1 when there is none
 * @property {(wanted: { text: string, place?: string, answered?: boolean, page_size: number }) => Search | undefined} [search] in what is here
 * @property {() => void} close
 */

/** @implements {Store} */
export class FeedStore {
  constructor() {
    /** @type {PlaceView[]} */
    this.places = [];
    this.seq = "";
    /** @type {Map<string, ThreadSummary>} */
    this.known = new Map();
    /** @type {Map<string, ThreadPage>} */
    this.whole = new Map();
  }

  /** @param {Feed} feed */
  takeFeed(feed) {
    this.places = feed.places;
    this.seq ||= feed.seq;
    for (const summary of feed.threads) this.known.set(summary.root.id, summary);
  }

  /** @param {ThreadPage} thread */
  takeThread(thread) {
    this.whole.set(thread.root.id, thread);
  }

  takeEvents() {
    return { fresh: [], unsure: true };
  }

  ordered() {
    return undefined;
  }

  /** @param {string} id */
  summary(id) {
    return this.known.get(id);
  }

  /** @param {string} id */
  thread(id) {
    return this.whole.get(id);
  }

  version() {
    return -1;
  }

  close() {}
}
