// What is decided in each conversation, as its relay tells it: with the list, and whole when something changed of it. Hostile until read.
// Which announcements somebody closed is kept in their browser.
import { createStore, get, update } from "idb-keyval";
import { ask } from "./ask.js";
import { readFeed, readText } from "./readable.js";

/** @import { Community, IdeaStatus, ThreadSummary } from "../../wasm/engine.js" */

/** @typedef {Community["announcements"][number]} Announcement */
/**
 * @typedef {object} Marks of a thread
 * @property {boolean} locked
 * @property {boolean} featured
 * @property {boolean} pinned
 * @property {boolean} sponsored
 * @property {number} slowMs one reply a person in so long; 0: as many as one likes
 * @property {{ status: IdeaStatus, reason: string } | undefined} idea
 * @property {string[]} tags
 * @property {unknown} poll as it is told (votes.js reads it)
 */

/** @type {IdeaStatus[]} */
const statuses = ["new", "considered", "planned", "done", "declined"];
const closedMost = 100;
const pinnedMost = 3;
/** Many are told at the same moment: they do not all ask at once. */
const spreadMs = 1_500;

/** @param {unknown} value @returns {any[]} of objects */
const objectsOf = (value) => (Array.isArray(value) ? value.filter((one) => one && typeof one === "object") : []);
/** @param {unknown} value @returns {string[]} */
const textsOf = (value) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

/** @type {ReturnType<typeof createStore> | undefined} */
let store;
/** Private windows refuse; then nothing is kept. @template T @param {(kept: ReturnType<typeof createStore>) => Promise<T>} act */
const kept = async (act) => {
  try {
    return await act((store ??= createStore("plein-closed", "closed")));
  } catch {
    return undefined;
  }
};

export class Decided {
  /** @param {string} base of the conversation */
  constructor(base) {
    this.base = base;
    /** @type {Announcement[]} */
    this.announcements = [];
    /** Threads that stand first. @type {ThreadSummary[]} */
    this.pinned = [];
    /** By thread. @type {Map<string, Marks>} */
    this.marks = new Map();
    /** How often it was asked what is so. */
    this.asked = 0;
    /** Announcements that somebody has closed. @type {Set<string>} */
    this.closed = new Set();
    /** Of what is closed, what was kept is read once. */
    this.known_ = kept((from) => get(base, from)).then((ids) => textsOf(ids).forEach((id) => this.closed.add(id)));
  }

  /** @param {any} told a Community @param {boolean} whole not of some threads only */
  async take(told, whole) {
    await this.known_;
    revision++;
    this.announcements = objectsOf(told?.announcements).flatMap(readAnnouncement);
    const pinned = objectsOf(told?.pinned).slice(0, pinnedMost);
    this.pinned = readFeed({ seq: "", next: null, places: [], threads: pinned })?.threads ?? [];
    if (whole) this.marks.clear();
    for (const marks of objectsOf(told?.threads)) this.marks.set(String(marks.thread), readMarks(marks));
    if (!asking && [...this.marks.values()].some(({ poll }) => poll)) void loadAsking();
  }

  /** @param {string} id of an announcement's post */
  close(id) {
    this.closed.add(id);
    const ids = [...this.closed].slice(-closedMost);
    void kept((into) =>
      update(this.base, (others) => [...new Set([...textsOf(others), ...ids])].slice(-closedMost), into),
    );
  }
}

/** What shows polls, where there is one: it is needed when a thread is opened, and not awaited before. @type {typeof import("../asking.js") | undefined} */
export let asking;
export const loadAsking = () => import("../asking.js").then((loaded) => (asking = loaded)).catch(() => undefined);

/** Grows with whatever is decided: what was made of it may be kept as long as it stays. */
export let revision = 0;

/** By the conversation's address. @type {Map<string, Decided>} */
const all = new Map();

/** @param {string} base */
export function decidedIn(base) {
  const decided = all.get(base) ?? new Decided(base);
  all.set(base, decided);
  return decided;
}

/**
 * What came with a list; or, without it, what the relay says now. Never throws: a list is shown without its marks rather than not at all.
 * @param {string} address of the list, or of the conversation @param {{ marked?: unknown }} [feed]
 */
export async function take(address, feed) {
  const decided = decidedIn(address.replace(/\/feed\?[^/]*$/, ""));
  // A list has the marks of its own threads: others stay as they are known, unless nothing is left.
  if (feed) return decided.take(feed.marked, !feed.marked);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * spreadMs));
  const turn = ++decided.asked;
  return ask(`${address}/community`).then(
    // An answer that a later one has overtaken is of the past.
    (told) => (turn === decided.asked ? decided.take(told, true) : undefined),
    () => {}, // what is known stays
  );
}

/** @param {any} told @returns {Announcement[]} one, or none */
function readAnnouncement({ post, title, at, text }) {
  const isTime = Number.isSafeInteger(at) && Math.abs(at) < 8.64e15; // what a Date can hold
  return isTime && textsOf([post, title]).length === 2 ? [{ post, title, at, text: readText(text) }] : [];
}

/** @param {any} told @returns {Marks} */
function readMarks({ locked, featured, pinned, sponsored, slow_ms: slowMs, idea, tags, poll }) {
  const { status, reason } = idea ?? {};
  return {
    locked: locked === true,
    featured: featured === true,
    pinned: pinned === true,
    sponsored: sponsored === true,
    slowMs: Number.isSafeInteger(slowMs) && slowMs > 0 ? slowMs : 0,
    idea: statuses.includes(status) ? { status, reason: typeof reason === "string" ? reason : "" } : undefined,
    tags: textsOf(tags),
    poll: poll && typeof poll === "object" ? poll : undefined,
  };
}
