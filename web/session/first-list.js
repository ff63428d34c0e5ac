// The first page of a list, which is shown before there is a session. Widgets that show the same ask for it once, and so does the
// session that continues it.
import { ask, query, understood } from "./ask.js";
import { readFeed } from "./readable.js";

/** @import { Feed } from "../../wasm/engine.js" */
/** @import { Selection } from "./feed-list.js" */

/** @typedef {Partial<Selection> & { after?: string | null, pageSize?: number }} Page */

const keptMs = 10_000;

/** @type {Map<string, Promise<Feed>>} */
const asked = new Map();

/** @param {{ relay: string, config: string, bridge: string }} address @returns {string} of the bridge, without a slash at its end; without a relay: of its configuration */
export const baseOf = ({ relay, config, bridge }) =>
  config || `${relay.replace(/\/+$/, "")}/v1/bridges/${encodeURIComponent(bridge)}`;

/** @param {string} base @param {Page} page */
export const feedAddress = (base, { sort, place, tag, status, after, pageSize }) =>
  `${base}/feed${query({ sort, place, tag, status, after, page_size: pageSize })}`;

/** @param {string} address @returns {Promise<Feed>} throws RelayError */
export const askFeed = async (address) => understood(readFeed(await ask(address)));

/** @param {string} base @param {Page} page @returns {Promise<Feed>} throws RelayError */
export function firstPage(base, page) {
  const address = feedAddress(base, page);
  let feed = asked.get(address);
  if (!feed) {
    asked.set(address, (feed = askFeed(address)));
    const forget = () => asked.delete(address);
    feed.catch(forget);
    setTimeout(forget, keptMs);
  }
  return feed;
}
