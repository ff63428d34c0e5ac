// The relay's HTTP API as functions that answer data or throw a RelayError. No state.
import { ask, query, understood } from "./ask.js";
import { askFeed, feedAddress, firstPage } from "./first-list.js";
import { readSearch, readThread } from "./readable.js";

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
    return isFirst ? firstPage(this.base, page) : askFeed(feedAddress(this.base, page));
  }

  /**
   * @param {string} id of a thread, or of any post of it
   * @param {{ after?: string, before?: string, around?: string, pageSize?: number }} [page] without: all of it
   * @returns {Promise<import("./thread-pages.js").ThreadPage>}
   */
  async thread(id, { after, before, around, pageSize } = {}) {
    const page = query({ after, before, around, page_size: pageSize });
    return understood(readThread(await this.ask_(`/threads/${encodeURIComponent(id)}${page}`)));
  }

  /**
   * @param {Record<string, string | number | boolean | undefined>} wanted
   * @param {AbortSignal} signal
   * @returns {Promise<Search>}
   */
  async search(wanted, signal) {
    return understood(readSearch(await this.ask_(`/search${query(wanted)}`, { signal })));
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
