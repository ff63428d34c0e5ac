// What the engine shows, with the numbers that are durable. A reader goes on from a number: one of what is lost after all would stand for
// something else later.

/** @typedef {import("../wasm/engine.d.ts").FeedEvent} FeedEvent */

/** @param {string} seq */
const numberOf = (seq) => Number(seq.slice(seq.lastIndexOf("-") + 1));

/** @param {any} result a view with a `seq`, or any other @param {FeedEvent[][]} open what is not durable yet, in order */
export function clipped(result, open) {
  const first = open.find((events) => events.length > 0)?.[0];
  if (!first || typeof result?.seq !== "string") return result;
  const last = numberOf(first.seq) - 1;
  if (numberOf(result.seq) <= last) return result;
  const seq = `${first.seq.slice(0, first.seq.lastIndexOf("-"))}-${last}`;
  if (!result.events) return { ...result, seq };
  const events = result.events.filter((/** @type {FeedEvent} */ event) => numberOf(event.seq) <= last);
  return { ...result, seq, events, more: false };
}
