// What comes from a relay, made readable: it may mean ill, or be of another version. A post that is none is left out, and so is
// what is no text in its text; what is behind this door need not look again. What is of the right kind stays as it is.

/** @import { Feed, FeedEvent, PostView, RichNode, RichText, Search, ThreadSummary } from "../../wasm/engine.js" */
/** @import { ThreadPage } from "./thread-pages.js" */

/** Deeper is shown nowhere, and no relay of ours nests that deep. */
const deepest = 24;

/** @param {unknown} value @returns {value is Record<string, any>} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @param {unknown} value */
const isText = (value) => typeof value === "string";
/** As the engine makes them. @param {unknown} value */
const isId = (value) => isText(value) && /^[0-9a-f][0-9a-hjkmnp-tv-z]{12}$/.test(/** @type {string} */ (value));
/** What a Date can hold. @param {unknown} value */
const isTime = (value) => Number.isSafeInteger(value) && Math.abs(/** @type {number} */ (value)) <= 8.64e15;
/** @param {unknown} value @param {(value: any) => boolean} is */
const absentOr = (value, is) => value === undefined || is(value);
/** @param {unknown} value @returns {any[]} */
const listOf = (value) => (Array.isArray(value) ? value : []);

/** @param {any} post @returns {post is PostView} */
function isPost(post) {
  return (
    isObject(post) &&
    [post.id, post.thread].every(isId) &&
    absentOr(post.parent, isId) &&
    [post.place, post.remote, post.url].every(isText) &&
    [post.key, post.title].every((text) => absentOr(text, isText)) &&
    isTime(post.created_at) &&
    absentOr(post.edited_at, isTime) &&
    isObject(post.author) &&
    [post.author.key, post.author.name, post.author.role].every(isText) &&
    (post.removed === true || isId(post.author.key)) &&
    [post.author.handle, post.author.avatar].every((text) => absentOr(text, isText))
  );
}

/** @param {any} post @returns {PostView[]} one, or none */
export function readPost(post) {
  if (!isPost(post)) return [];
  const copies = listOf(post.copies).filter(
    (copy) =>
      isObject(copy) &&
      isText(copy.place) &&
      isText(copy.state) &&
      [copy.url, copy.reason].every((text) => absentOr(text, isText)),
  );
  const reactions = Number.isSafeInteger(post.reactions?.count) ? post.reactions : undefined;
  return [{ ...post, body: readText(post.body), copies, reactions }];
}

/** @param {any} body @returns {RichText} */
export function readText(body) {
  if (!isObject(body)) return readNodes(body, 0);
  const blocks = readNodes(body.b, 0);
  return isText(body.l) ? { b: blocks, l: body.l } : blocks;
}

/** @param {unknown} nodes @param {number} depth @returns {RichNode[]} */
const readNodes = (nodes, depth) => (depth > deepest ? [] : listOf(nodes).flatMap((node) => readNode(node, depth)));

/** @param {any} node @param {number} depth @returns {RichNode[]} one, or none */
function readNode(node, depth) {
  if (isText(node)) return [node];
  if (!isObject(node) || !isText(node.t)) return [];
  const { t, s, u, n, c } = node;
  /** @type {any} */
  const read = { t };
  if (isText(s)) read.s = s;
  if (isText(u)) read.u = u;
  if (Number.isSafeInteger(n)) read.n = n;
  if (c !== undefined) read.c = readNodes(c, depth + 1);
  return [read];
}

/** @param {any} counts */
const areCounts = ({ replies, last_at, answered_by }) =>
  Number.isSafeInteger(replies) && isTime(last_at) && (answered_by === null || isText(answered_by));

/** @param {any} summary @returns {ThreadSummary[]} one, or none */
function readSummary(summary) {
  if (!isObject(summary) || !areCounts(summary)) return [];
  return readPost(summary.root).map((root) => ({ .../** @type {any} */ (summary), root }));
}

/** @param {any} places */
const readPlaces = (places) =>
  listOf(places).filter(
    (place) =>
      isObject(place) &&
      [place.id, place.kind, place.platform, place.name, place.url].every(isText) &&
      absentOr(place.failing, isText) &&
      absentOr(place.since, isTime),
  );

/** @param {any} feed @returns {Feed | undefined} undefined: it is none */
export function readFeed(feed) {
  if (!isText(feed.seq) || !Array.isArray(feed.threads) || !Array.isArray(feed.places)) return undefined;
  const threads = feed.threads.flatMap(readSummary);
  return { ...feed, threads, next: isText(feed.next) ? feed.next : null, places: readPlaces(feed.places) };
}

/** @param {any} thread @returns {ThreadPage | undefined} undefined: it is none */
export function readThread(thread) {
  const [root] = readPost(thread.root);
  if (!root || !isText(thread.seq) || !Array.isArray(thread.posts)) return undefined;
  const [posts, above] = [thread.posts, listOf(thread.above)].map((some) => some.flatMap(readPost));
  return { ...thread, root, posts, above, accepted: readPost(thread.accepted)[0] };
}

/** @param {any} found @returns {Search | undefined} undefined: it is none */
export function readSearch(found) {
  if (!Array.isArray(found.results)) return undefined;
  const results = found.results.flatMap((/** @type {any} */ result) => {
    if (!isObject(result) || !isText(result.title) || !areCounts(/** @type {any} */ (result))) return [];
    const excerpt = listOf(result.excerpt).map(String);
    return readPost(result.post).map((post) => ({ ...result, post, excerpt }));
  });
  return { ...found, results, next: isText(found.next) ? found.next : null };
}

/** @param {any} event @returns {FeedEvent[]} one, or none */
export function readEvent(event) {
  if (!isObject(event) || !isText(event.seq)) return [];
  const read = { .../** @type {any} */ (event) };
  if (event.places !== undefined) read.places = readPlaces(event.places);
  if (
    event.summary !== undefined &&
    !(isObject(event.summary) && isId(event.summary.thread) && areCounts(event.summary))
  )
    return [];
  if (event.post === undefined) return [read];
  return readPost(event.post).map((post) => ({ ...read, post }));
}
