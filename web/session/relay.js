// The relay's HTTP API as functions that answer data or throw a RelayError. No state.
import { ask, query } from "./ask.js";
import { feedAddress, firstPage } from "./first-list.js";

/** @import { Feed, Search } from "../../wasm/engine.js" */
/** @import { Page } from "./first-list.js" */

export { RelayError } from "./ask.js";

export class Relay {
  /** @param {string} base the bridge's address, without a slash at its end */
  constructor(base) {
    this.base = base;
  }

  /** @param {Page} page @param {boolean} [isFirst] it may have been asked for a moment ago @returns {Promise<Feed>} */
  feed(page, isFirst) {
    return isFirst ? firstPage(this.base, page) : ask(feedAddress(this.base, page));
  }

  /**
   * @param {string} id of a thread, or of any post of it
   * @param {{ after?: string, before?: string, around?: string, pageSize?: number }} [page] without: all of it
   * @returns {Promise<import("./thread-pages.js").ThreadPage>}
   */
  thread(id, { after, before, around, pageSize } = {}) {
    return this.ask_(`/threads/${encodeURIComponent(id)}${query({ after, before, around, page_size: pageSize })}`);
  }

  /**
   * @param {Record<string, string | number | boolean | undefined>} wanted
   * @param {AbortSignal} signal
   * @returns {Promise<Search>}
   */
  search(wanted, signal) {
    return this.ask_(`/search${query(wanted)}`, { signal });
  }

  /** @param {string} since */
  eventsUrl(since) {
    return `${this.base}/events?since=${encodeURIComponent(since)}`;
  }

  /** @param {string} path @param {RequestInit} [options] @returns {Promise<any>} */
  ask_(path, options) {
    return ask(this.base + path, options);
  }
}
