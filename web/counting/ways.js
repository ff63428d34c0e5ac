// Whence a reader came, and whither a link leads: what kind of page it is, and never its address.

/** @typedef {import("../../wasm/engine.js").Via} Via */
/** @typedef {Pick<import("../../wasm/engine.js").PlaceView, "id" | "kind" | "platform" | "url">} Place */

/** @type {[Via, RegExp][]} */
const hosts = [
  ["facebook", /^((.*\.)?(facebook|messenger)\.com|fb\.(com|me))$/],
  ["bluesky", /^(.*\.)?bsky\.(app|social)$/],
  ["mastodon", /^(.*\.)?mastodon\.[a-z]+$/],
  [
    "search",
    /^(.*\.)?(google|bing|duckduckgo|ecosia|qwant|startpage|yahoo|brave|kagi|yandex|baidu)(\.[a-z]{2,3}){1,2}$/,
  ],
];
const platforms = new Set(["facebook", "mastodon", "bluesky", "discourse", "nodebb", "flarum"]);

/** @param {string} address @returns {URL | undefined} */
const parsed = (address) => (URL.canParse(address) ? new URL(address) : undefined);

/** @param {string} address @param {Place[]} places those of the conversation, which are known by their own hosts @returns {Via} */
export function viaOf(address, places) {
  const host = parsed(address)?.host ?? "";
  const place = places.find(({ kind, url }) => kind !== "site" && parsed(url)?.host === host);
  const via = place?.platform ?? hosts.find(([, pattern]) => pattern.test(host))?.[0] ?? "other";
  return platforms.has(via) || via === "search" ? /** @type {Via} */ (via) : "other";
}

/**
 * What the page's own address says comes first (`utm_source`, a place's id or its platform): apps tell no page that one came from.
 * @param {{ href: string, referrer: string }} page @param {Place[]} places @returns {Via | undefined} undefined: from the same website
 */
export function whence({ href, referrer }, places) {
  const said = parsed(href)?.searchParams.get("utm_source") ?? "";
  const source = places.find(({ id, kind }) => kind !== "site" && id === said)?.platform ?? said.toLowerCase();
  if (platforms.has(source)) return /** @type {Via} */ (source);
  if (!referrer) return "direct";
  return parsed(referrer)?.host === parsed(href)?.host ? undefined : viaOf(referrer, places);
}
