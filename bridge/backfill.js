// Has a bridge read its places back to a day, further than its horizon, and mirror what it finds. A log that has begun is marked as not to
// be relied on, so that every place is read anew before anything is written; from then on it is an ordinary relay with a wider horizon.
import { builtEngine } from "./built-engine.js";
import { steadyClock } from "./clock.js";
import { engineConfig } from "./config/for-engine.js";
import { EngineError } from "./engine-error.js";
import { restore } from "./restore.js";

const dayMs = 86400000;
const horizonMaxDays = 3650; // as the schema has it

/** @typedef {{lastSeq: (bridge: string) => number | Promise<number>, append: (bridge: string, lines: string[]) => unknown}} Kept */

/** How many days reach back to then; whole ones, as a configuration has them. @param {number} since @param {number} now */
export function horizonFor(since, now) {
  const days = Math.ceil((now - since) / dayMs);
  if (days < 1) throw new Error("--since: found a day that has not passed yet, expected an earlier one");
  if (days > horizonMaxDays) throw new Error(`--since: found more than ${horizonMaxDays} days ago, expected less`);
  return days;
}

/**
 * Before the relay starts: every place is to be read anew. A bridge that has not begun reads everything anyway.
 * @param {import("./config/types.d.ts").Config} config @param {import("./config/types.d.ts").BridgeEntry} bridge
 * @param {Kept & import("./restore.js").From["store"]} store @returns {Promise<boolean>} whether it had begun
 */
export async function readAnew(config, bridge, store) {
  if ((await store.lastSeq(bridge.id)) === 0) return false;
  const now = steadyClock();
  const from = { makeEngine: await builtEngine(), id: bridge.id, config: engineConfig(config, bridge), store, now };
  const { engine } = await restore({ ...from, log: { warn: () => {} }, keepTorn: true });
  try {
    const reply = engine.call({ op: "distrust", now: now() });
    if (!reply.ok) throw new EngineError(reply.error);
    await store.append(bridge.id, reply.effects?.append ?? []);
  } finally {
    engine.close();
  }
  return true;
}

/** How far it is, as a status tells. @param {import("../wasm/engine.d.ts").Status} status */
export function standing({ adopted, posts, places, deliveries }) {
  const open = deliveries.waiting + deliveries.sending + deliveries.unknown;
  const failing = places.filter((place) => place.state === "failing");
  return { done: adopted && open === 0 && failing.length === 0, adopted, posts, open, sent: deliveries.sent, failing };
}
