// What was last seen of a conversation, kept in the browser (IndexedDB): shown with its age where the relay cannot be reached.
// Within a bound, for a month, and forgotten where the relay begins anew: what is gone there must not stay here.
import { createStore, del, get, set } from "idb-keyval";

/** @import { PlaceView, ThreadSummary } from "../../wasm/engine.js" */
/** @import { FeedList, Selection } from "./feed-list.js" */
/** @import { OpenThread } from "./thread-pages.js" */
/** @import { Session } from "./session.js" */

/**
 * @typedef {object} Seen
 * @property {number} at when
 * @property {string} seq
 * @property {PlaceView[]} places
 * @property {ThreadSummary[]} threads the most recently active first
 * @property {OpenThread[]} whole those that were read
 */

const most = { threads: 200, bytes: 5_000_000, ageMs: 30 * 86_400_000 };
const quietMs = 1_500;

/** @type {ReturnType<typeof createStore> | undefined} */
let store;
/** Private windows refuse; then nothing is kept, and nothing is wrong. @template T @param {(kept: ReturnType<typeof createStore>) => Promise<T>} act */
const kept = async (act) => {
  try {
    store ??= createStore("plein-seen", "seen");
    return await act(store);
  } catch {
    return undefined;
  }
};

/** @param {Session} session @returns {() => void} stops it */
export function remember(session) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const save = () => void kept((into) => set(session.base_, within(seenOf(session)), into));
  const unsubscribe = session.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(save, quietMs);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}

/** @param {Session} session */
export const forget = (session) => kept((from) => del(session.base_, from));

/** @param {Session} session @returns {Promise<Seen | undefined>} */
export async function recall(session) {
  /** @type {Seen | undefined} */
  const seen = await kept((from) => get(session.base_, from));
  if (!seen || !Array.isArray(seen.threads)) return undefined;
  if (Date.now() - seen.at < most.ageMs) return seen;
  await forget(session);
  return undefined;
}

/** @param {Session} session @returns {Seen} */
function seenOf(session) {
  /** @type {Map<string, ThreadSummary>} */
  const threads = new Map();
  for (const list of session.lists) for (const summary of list.summaries()) threads.set(summary.root.id, summary);
  const summaries = [...threads.values()].filter(({ root }) => !root.id.startsWith("~") && !root.removed);
  summaries.sort((a, b) => b.last_at - a.last_at);
  const whole = session.threads.read().filter(({ root }) => !root.id.startsWith("~"));
  return {
    at: Date.now(),
    seq: session.store.seq,
    places: session.places,
    threads: summaries.slice(0, most.threads),
    whole,
  };
}

/** @param {Seen} seen @returns {Seen} of which as much as is kept */
function within(seen) {
  let left = most.bytes;
  /** @param {unknown} each */
  const fits = (each) => (left -= 2 * JSON.stringify(each).length) > 0;
  return { ...seen, threads: seen.threads.filter(fits), whole: seen.whole.filter(fits) };
}

/** @param {Seen} seen @param {Selection} selection @returns {ThreadSummary[]} */
export const chosenOf = ({ threads }, { place, status, tag }) =>
  tag
    ? []
    : threads.filter(
        ({ root, answered_by }) =>
          (!place || root.place === place) && (!status || (status === "answered") === Boolean(answered_by)),
      );
