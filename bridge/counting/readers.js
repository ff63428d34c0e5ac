// What readers of one bridge did since the engine was told last. Nothing is written for a reader: sums are handed over every ten seconds, and
// when the relay stops. What is counted meanwhile is lost with the process; it is bounded, whatever is told.
import { EngineError } from "../engine-error.js";
import { DaySalt, dayMs } from "./day-salt.js";

/** @typedef {import("../../wasm/engine.d.ts").PageAct} PageAct */
/** @typedef {import("../../wasm/engine.d.ts").Via} Via */
/** @typedef {{what: PageAct, thread?: string, via?: Via}} PageEvent */
/** @typedef {{counts: Map<string, number>, visitors: Set<string>, members: Set<string>}} Day */

/** Whether it is of a thread, as the engine has it. @type {Record<PageAct, "never" | "maybe" | "always">} */
export const pageActs = {
  visit: "never",
  return_visit: "never",
  impression: "always",
  read: "always",
  answer_read: "always",
  search: "never",
  search_answered: "never",
  click: "maybe",
  share: "maybe",
  conversion: "maybe",
  muted: "maybe",
  left: "never",
};

/** Whence, or whither. @type {Via[]} */
export const vias = ["facebook", "mastodon", "bluesky", "discourse", "nodebb", "flarum", "search", "direct", "other"];
/** Of what it is told. @type {Set<PageAct>} */
export const told = new Set(["visit", "return_visit", "click"]);

/** Who does not want to be told apart. @param {import("node:http").IncomingHttpHeaders} headers */
export const isPrivate = ({ dnt, "sec-gpc": gpc }) => dnt === "1" || gpc === "1";

const everyMs = 10000;
const graceMs = 2000;
const countsMax = 20000; // different ones, of a day
const visitorsMax = 100000; // likewise; and of members
const atOnce = 2000; // of each, in one command
const nMax = 1000000;

export class Readers {
  #host;
  #log;
  #now;
  #salt;
  /** @type {Map<number, Day>} by day since 1970 */
  #days = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  /** @type {Promise<void> | null} */
  #flushing = null;

  /** @param {Pick<import("../host.d.ts").Host, "command">} host @param {{bridge: string, keys: import("../sealing.js").Keys, log: Pick<import("fastify").FastifyBaseLogger, "warn">, now?: () => number}} options */
  constructor(host, { bridge, keys, log, now = Date.now }) {
    this.#host = host;
    this.#log = log;
    this.#now = now;
    this.#salt = new DaySalt(keys, bridge);
  }

  start() {
    this.#timer = setInterval(() => void this.flush(), everyMs).unref();
  }

  /** @param {PageEvent[]} events @param {{address: string, browser: string} | null} reader null: who does not want to be told apart */
  take(events, reader) {
    const day = Math.floor(this.#now() / dayMs);
    const { counts, visitors } = this.#of(day);
    for (const { what, thread = "", via = "" } of events) add(counts, `${what} ${thread} ${via}`, 1);
    if (reader && visitors.size < visitorsMax) visitors.add(this.#salt.visitor(day, reader.address, reader.browser));
  }

  /** Somebody who signed in was here. @param {string} author id of whatever they write on the website */
  came(author) {
    const { members } = this.#of(Math.floor(this.#now() / dayMs));
    if (members.size < visitorsMax) members.add(author);
  }

  /** Tells the engine. Never rejects: what it could not be told now is told with what comes. */
  flush() {
    this.#flushing ??= this.#flush().finally(() => (this.#flushing = null));
    return this.#flushing;
  }

  /** Tells it the last. Never rejects, and keeps nobody. */
  async stop() {
    clearInterval(this.#timer);
    const grace = new Promise((resolve) => setTimeout(resolve, graceMs).unref());
    await Promise.race([this.#flushing?.then(() => this.flush()) ?? this.flush(), grace]);
  }

  /** @param {number} day */
  #of(day) {
    const found = this.#days.get(day) ?? { counts: new Map(), visitors: new Set(), members: new Set() };
    this.#days.set(day, found);
    return found;
  }

  async #flush() {
    const days = this.#days;
    this.#days = new Map();
    const yesterday = Math.floor(this.#now() / dayMs) - 1;
    for (const [day, { counts, visitors, members }] of days) {
      if (day < yesterday) continue; // the engine takes no more of it
      const sums = [...counts];
      const people = [...visitors];
      const known = [...members];
      while (sums.length > 0 || people.length > 0 || known.length > 0) {
        const part = {
          counts: sums.splice(0, atOnce),
          visitors: people.splice(0, atOnce),
          members: known.splice(0, atOnce),
        };
        try {
          await this.#host.command({ do: "count", day, ...part, counts: part.counts.map(counted) });
        } catch (error) {
          const { message: reason } = /** @type {Error} */ (error);
          this.#log.warn({ reason }, "readers not counted");
          if (error instanceof EngineError) continue; // it never will take this part
          this.#keep(day, [...part.counts, ...sums], [...part.visitors, ...people], [...part.members, ...known]);
          break;
        }
      }
    }
  }

  /** For the next time. @param {number} day @param {[string, number][]} sums @param {string[]} people @param {string[]} known */
  #keep(day, sums, people, known) {
    const { counts, visitors, members } = this.#of(day);
    for (const [what, n] of sums) add(counts, what, n);
    for (const visitor of people) if (visitors.size < visitorsMax) visitors.add(visitor);
    for (const author of known) if (members.size < visitorsMax) members.add(author);
  }
}

/** @param {Map<string, number>} counts @param {string} what @param {number} n */
function add(counts, what, n) {
  const before = counts.get(what);
  if (before === undefined && counts.size >= countsMax) return;
  counts.set(what, Math.min(nMax, (before ?? 0) + n));
}

/** @param {[string, number]} sum */
function counted([key, n]) {
  const [what, thread, via] = key.split(" ");
  return {
    what: /** @type {PageAct} */ (what),
    ...(thread ? { thread } : {}),
    ...(via ? { via: /** @type {Via} */ (via) } : {}),
    n,
  };
}
