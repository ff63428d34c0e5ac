// Makes a bridge's damaged log readable again: what stands before the damage is kept, the rest is given up, and the places are read anew.
import { builtEngine } from "./built-engine.js";
import { steadyClock } from "./clock.js";
import { ConfigError } from "./config/load.js";
import { engineConfig } from "./config/for-engine.js";
import { DamagedError } from "./engine-error.js";
import { giveUp, restore } from "./restore.js";
import { openStore } from "./store/open.js";

/**
 * @param {import("./config/types.d.ts").Config} config
 * @param {string} id of the bridge
 * @param {{say: (line: string) => void, env?: Record<string, string | undefined>, makeEngine?: () => import("../wasm/engine.d.ts").Engine, now?: () => Date}} options
 */
export async function mend(config, id, { say, env = {}, makeEngine, now = () => new Date() }) {
  const bridge = config.bridges.find((one) => one.id === id);
  if (!bridge) {
    const known = config.bridges.map((one) => one.id).join(", ");
    throw new ConfigError([`${config.file}: there is no bridge "${id}", expected one of: ${known}`]);
  }
  const engines = makeEngine ?? (await builtEngine());
  const store = await openStore(config, env);
  /** @type {import("./restore.js").From["log"]} */
  const log = { warn: ({ reason }, message) => say(`${message} (${reason})`) };
  const from = { makeEngine: engines, id, config: engineConfig(config, bridge), store, log, now: steadyClock() };
  try {
    const damage = await damageOf(from);
    if (damage === null) return say(`every record of bridge "${id}" can be read: nothing was changed`);
    say(damage.message);
    if (damage.newer) throw new Error("only the newer Plein can read it: nothing was changed");
    const copy = await store.setAside(id, now().toISOString().replaceAll(/[:.]/g, ""));
    say(`copied ${copy}; what people ask to be forgotten later stays in it: delete it in time`);
    const { restored, given } = await giveUp(from, damage);
    restored.engine.close();
    say(
      `kept ${restored.records} records${restored.snapshot > 0 ? ` and the snapshot of all up to ${restored.snapshot}` : ""}`,
    );
    say(`gave up ${given} records${damage.record === null ? ", all there were" : `, from ${damage.record} on`}`);
    say("at its next start the relay reads every place anew before it writes anything");
  } finally {
    await store.close();
  }
}

/** @param {import("./restore.js").From} from @returns {Promise<DamagedError | null>} */
async function damageOf(from) {
  try {
    (await restore({ ...from, keepTorn: true })).engine.close();
    return null;
  } catch (error) {
    if (error instanceof DamagedError) return error;
    throw error;
  }
}
