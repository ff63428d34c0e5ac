// A feed of some threads only. The engine orders threads by their activity and knows no filters: its pages are looked through, so many
// threads at most a request; the answer's `next` goes on from there.
import { HttpError } from "./errors.js";

/** @typedef {import("../../wasm/engine.d.ts").Feed} Feed */
/** @typedef {import("../../wasm/engine.d.ts").RichNode} RichNode */
/** @typedef {{after?: string, page_size?: number, place?: string, tag?: string, status?: "answered" | "unanswered"}} Wanted */

const enginePage = 100;
const lookedThroughMax = 1000; // threads a request
const pageSize = 20;

/** @param {string} text */
const letters = (text) => text.normalize("NFC").toLowerCase();

/** A tag as a platform knows it, or written out: as the rules of a bridge know it too. @param {RichNode} node @param {string} tag @returns {boolean} */
function bears(node, tag) {
  const text = letters(typeof node === "string" ? node : (node.s ?? ""));
  if (typeof node !== "string" && node.t === "#" && text.replace(/^#/, "") === tag) return true;
  const after = text.split(`#${tag}`).slice(1);
  if (after.some((rest) => !/^[\p{L}\p{N}\p{M}_]/u.test(rest))) return true;
  return typeof node !== "string" && (node.c ?? []).some((child) => bears(child, tag));
}

/** @param {Wanted} wanted @returns {(thread: Feed["threads"][0]) => boolean} */
function wanting({ place, tag, status }) {
  const sought = tag === undefined ? null : letters(tag);
  return ({ root, answered_by }) => {
    if (place !== undefined && root.place !== place) return false;
    if (status !== undefined && (answered_by !== null) !== (status === "answered")) return false;
    if (sought === null) return true;
    const said = Array.isArray(root.body) ? root.body : root.body.b;
    return [root.title ?? "", ...said].some((node) => bears(node, sought));
  };
}

/**
 * @param {Pick<import("../host.d.ts").Host, "query">} host
 * @param {Wanted} wanted
 * @returns {Feed} `threads` may be fewer than asked for, or none, with a `next` all the same
 */
export function filteredFeed(host, wanted) {
  const { after, page_size, place, tag, status } = wanted;
  /** @param {string | undefined} from @param {number | undefined} size @returns {Feed} */
  const ask = (from, size) => host.query({ view: "feed", after: from, page_size: size });
  if (place === undefined && tag === undefined && status === undefined) return ask(after, page_size);
  const most = page_size ?? pageSize;
  const fits = wanting(wanted);
  /** @type {Feed["threads"]} */
  const threads = [];
  let from = after;
  for (let looked = 0; ;) {
    const page = ask(from, enginePage);
    if (place !== undefined && place !== "site" && !page.places.some(({ id }) => id === place))
      throw new HttpError(404, "unknown_name", "there is no such place");
    looked += page.threads.length;
    for (const [i, thread] of page.threads.entries()) {
      if (!fits(thread)) continue;
      threads.push(thread);
      // A page that ends where the last one stands says what comes after it.
      if (threads.length === most) return { ...page, threads, next: ask(from, i + 1).next };
    }
    if (page.next === null || looked >= lookedThroughMax) return { ...page, threads };
    from = page.next;
  }
}
