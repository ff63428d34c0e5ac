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

/** What the brand decided, once there was anything of it. @type {typeof import("../community.js") | undefined} */
export let community;

/** As `take` of it, which is loaded. @param {string} address @param {object} [feed] */
export const decided = async (address, feed) =>
  (community ??= /** @type {typeof community} */ (await import("../community.js").catch(() => {})))?.take(
    address,
    feed,
  );

/** @param {string} address @returns {Promise<Feed>} throws RelayError */
export async function askFeed(address) {
  const answer = await ask(address);
  // It is there before the list that it is about, which then stands as it will stay.
  if (answer.marked || community) await decided(address, answer);
  return understood(readFeed(answer));
}

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
