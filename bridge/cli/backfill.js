// plein backfill: mirrors what is older than the horizon, and says how far it is.
import { pino } from "pino";
import { horizonFor, readAnew, standing } from "../backfill.js";
import { loadConfig } from "../config/load.js";
import { startRelay } from "../relay.js";
import { bridgeOf } from "./bridge.js";
import { exits, UsageError } from "./exit.js";
import { openStore } from "../store/open.js";
import { openReader } from "./store.js";

const askEveryMs = 500;
const sayEveryMs = 5000;
const settledAsks = 4; // in a row, as a thread that was just read may bring more

/** @type {import("./command.d.ts").Command} */
export const backfill = {
  summary: "mirrors what is older than the horizon",
  usage: `Usage: plein backfill --config plein.json [--bridge ID] --since 2026-01-31

Reads every place of the bridge back to that day (UTC, whole days), and mirrors what stands in one place only; with the bridge's rules, and as
slowly as the platforms' limits ask. It is the relay itself with a wider horizon: stop \`plein serve\` first; visitors are served
meanwhile; it ends when all is mirrored. Stopped or killed before, nothing is lost, and nothing is posted twice when it is run again.
What the bridge has met before as too old stays without a copy; the last line says how much that is.
Exit codes: 0 all is mirrored, 1 could not be done, or stopped before its end, 2 wrong usage or configuration.`,
  options: { config: { type: "string" }, bridge: { type: "string" }, since: { type: "string" } },
  needed: ["config", "since"],
  async run(options, { env, out, err }) {
    const since = dayOf(String(options.since));
    const config = loadConfig(String(options.config));
    const bridge = bridgeOf(config, options.bridge);
    bridge.horizon_days = Math.max(bridge.horizon_days, horizonFor(since, Date.now()));
    const store = await openStore(config, env);
    let begun;
    try {
      begun = await readAnew(config, bridge, store);
    } finally {
      await store.close();
    }
    out.write(`bridge "${bridge.id}": reading ${bridge.horizon_days} days back${begun ? ", every place anew" : ""}\n`);
    const log = pino({ level: env.PLEIN_LOG ?? "warn", base: undefined }, err);
    /** @type {(reason: Error) => void} */
    let end = () => {};
    const ended = new Promise((_resolve, reject) => (end = reject));
    ended.catch(() => {});
    const relay = await startRelay(config, { env, log, onBroken: end });
    const stop = () =>
      end(new Error("stopped before its end: run it again, or let the relay go on with what it has met"));
    process.once("SIGTERM", stop).once("SIGINT", stop);
    try {
      await Promise.race([finished(relay.url, bridge.id, (line) => out.write(`${line}\n`)), ended]);
    } finally {
      process.off("SIGTERM", stop).off("SIGINT", stop);
      await relay.stop();
    }
    const old = await metTooOld(config, env, bridge.id, since);
    if (old > 0) out.write(`${old} posts since then had been met before as too old, and have no copy\n`);
    return exits.done;
  },
};

/** @param {string} url @param {string} id @param {(line: string) => void} say */
async function finished(url, id, say) {
  let said = "";
  let saidAt = -Infinity;
  for (let settled = 0; settled < settledAsks;) {
    const report = await (await fetch(`${url}/healthz`)).json();
    if (report.bridges[id].broken) throw new Error(`bridge "${id}" has stopped: ${report.bridges[id].broken}`);
    const how = standing(report.bridges[id]);
    settled = how.done ? settled + 1 : 0;
    const failing = how.failing.map(({ id: place, reason }) => `; ${place}: ${reason}`).join("");
    const phase = how.adopted ? "mirroring" : "reading";
    const line = `${phase}: ${how.posts} posts met, ${how.sent} copies stand, ${how.open} to go${failing}`;
    if (line !== said && performance.now() - saidAt >= (how.done ? 0 : sayEveryMs)) {
      say(line);
      said = line;
      saidAt = performance.now();
    }
    await new Promise((resolve) => setTimeout(resolve, askEveryMs));
  }
  say("done: all that was found is mirrored as the rules say");
}

/** What no horizon makes younger: it was recorded as old (docs/formats.md). @param {import("../config/types.d.ts").Config} config @param {Record<string, string | undefined>} env @param {string} id @param {number} since */
async function metTooOld(config, env, id, since) {
  const reader = await openReader(config, env);
  const old = new Set();
  try {
    for await (const part of reader.lines(id, (await reader.extent(id)).last)) {
      for (const line of part) {
        if (!line.includes('"old":')) continue;
        const record = JSON.parse(line.replace(/^\S+ \S+ /, ""));
        if (record.k === "posted" && record.old && record.at >= since) old.add(`${record.place} ${record.post[0]}`);
      }
    }
  } finally {
    await reader.close();
  }
  return old.size;
}

/** @param {string} text */
function dayOf(text) {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (!Number.isNaN(day)) return day;
  throw new UsageError(`--since: found "${text}", expected a day: 2026-01-31`);
}
