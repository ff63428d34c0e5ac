// What readers did in the weeks before the demo begins: told to the engine day by day, as a relay tells it, and kept in its database while no relay
// runs. Of who they were there is nothing to tell: the demo made them up.
import { randomBytes } from "node:crypto";
import { builtEngine } from "../bridge/built-engine.js";
import { engineConfig } from "../bridge/config/for-engine.js";
import { DaySalt, dayMs } from "../bridge/counting/day-salt.js";
import { restore } from "../bridge/restore.js";
import { Keys } from "../bridge/sealing.js";
import { openStore } from "../bridge/store/open.js";

/** @import { Call, Command, Engine, ThreadSummary, Via } from "../wasm/engine.d.ts" */

const daysBefore = 41;

/** Of a hundred visits. @type {[Via, number][]} */
const whence = [
  ["direct", 37],
  ["search", 26],
  ["bluesky", 19],
  ["nodebb", 10],
  ["other", 8],
];
const returning = 0.36;
/** Of the threads of a day's list, the newest first, how often each is seen in a visit. */
const seen = [0.9, 0.6, 0.45, 0.35, 0.25, 0.2, 0.15, 0.1, 0.1, 0.1];

/** Between 0.85 and 1.15, always the same for a day. @param {number} day */
const chance = (day) => 0.85 + (((day * 2_654_435_761) >>> 0) / 2 ** 32) * 0.3;

/**
 * @param {import("../bridge/config/types.d.ts").Config} config its first bridge is meant, which has nothing left to write
 * @param {Record<string, string | undefined>} env @param {number} now
 */
export async function recordReaders(config, env, now) {
  const [bridge] = config.bridges;
  const store = await openStore(config, env);
  try {
    const from = { makeEngine: await builtEngine(), id: bridge.id, config: engineConfig(config, bridge), store };
    const { engine } = await restore({ ...from, log: console, now: () => now });
    try {
      const { threads } = ask(engine, {
        op: "query",
        now,
        query: { view: "feed", sort: "new", page_size: 100 },
      }).result;
      const today = Math.floor(now / dayMs);
      const salt = new DaySalt(new Keys(null), bridge.id);
      // Nothing waits to be written: what it would read, the relay does.
      const { effects } = ask(engine, { op: "start", now, seed: randomBytes(16).toString("hex") });
      /** @type {string[]} */
      const records = effects?.append ?? [];
      for (let day = today - daysBefore; day < today; day++) {
        const call = {
          op: /** @type {const} */ ("command"),
          now: day * dayMs,
          command: readersOf(day, today, threads, salt),
        };
        records.push(...(ask(engine, call).effects?.append ?? []));
      }
      await store.append(bridge.id, records);
    } finally {
      engine.close();
    }
  } finally {
    await store.close();
  }
}

/** @param {Engine} engine @param {Call} call @returns {any} the reply */
function ask(engine, call) {
  const reply = engine.call(call);
  if (!reply.ok) throw new Error(`the readers of the past: ${reply.error.message}`);
  return reply;
}

/** @param {number} day @param {number} today @param {ThreadSummary[]} threads the newest first @param {DaySalt} salt @returns {Command} */
function readersOf(day, today, threads, salt) {
  const isWeekend = [0, 6].includes(new Date(day * dayMs).getUTCDay());
  const grown = 1 + (daysBefore - (today - day)) * 0.008;
  const visits = Math.round((isWeekend ? 430 : 640) * grown * chance(day));
  /** @type {Extract<Command, { do: "count" }>["counts"]} */
  const counts = [];
  /** @param {number} n @param {Omit<typeof counts[number], "n">} what */
  const add = (n, what) => Math.round(n) > 0 && counts.push({ ...what, n: Math.round(n) });
  for (const [via, share] of whence) {
    const came = (visits * share) / 100;
    add(came * (1 - returning), { what: "visit", via });
    add(came * returning, { what: "return_visit", via });
  }
  add(visits * 0.11, { what: "search" });
  add(visits * 0.11 * 0.46, { what: "search_answered" });
  add(visits * 0.012, { what: "conversion" });
  add(chance(day + 1) > 1 ? 1 : 0, { what: "left" });
  const there = threads.filter(({ root }) => root.created_at < day * dayMs);
  for (const [i, { root, answered_by: answered }] of there.slice(0, seen.length).entries()) {
    const views = visits * seen[i] * chance(day + i);
    const reads = views * 0.16;
    add(views, { what: "impression", thread: root.id });
    add(reads, { what: "read", thread: root.id });
    if (answered) add(reads * 0.7, { what: "answer_read", thread: root.id });
    add(reads * 0.05, { what: "click", thread: root.id, via: "other" });
    add(reads * 0.02, { what: "share", thread: root.id });
  }
  const visitors = Array.from({ length: Math.round(visits * 0.84) }, (_, n) => salt.visitor(day, `reader ${n}`, ""));
  return { do: "count", day, counts, visitors };
}
