// plein import: takes in what was exported, into a bridge that holds nothing yet. All of it, or nothing.
import path from "node:path";
import { builtEngine } from "../built-engine.js";
import { engineConfig } from "../config/for-engine.js";
import { loadConfig } from "../config/load.js";
import { bridgeOf } from "./bridge.js";
import { exits } from "./exit.js";
import { PortableError, readPortable } from "./portable.js";
import { openStore } from "../store/open.js";

const partMax = 5000;

/** @type {import("./command.d.ts").Command} */
export const importing = {
  summary: "takes in an export, into an empty bridge",
  usage: `Usage: plein import --config plein.json [--bridge ID] --from FILE

Takes in what \`plein export\` wrote: all of it, or nothing. The relay must not be running, and the bridge must hold no records. The
relay that it was exported from must not run any more: two would post everything twice.
Exit codes: 0 done, 1 could not be done and nothing was changed, 2 wrong usage or configuration.`,
  options: { config: { type: "string" }, bridge: { type: "string" }, from: { type: "string" } },
  needed: ["config", "from"],
  async run(options, { env, out }) {
    const config = loadConfig(String(options.config));
    const bridge = bridgeOf(config, options.bridge);
    const file = path.resolve(String(options.from));
    const read = await readPortable(file);
    if (read.bridge !== bridge.id)
      throw new PortableError(`${file}: found bridge "${read.bridge}", expected "${bridge.id}": ids never change`);
    await tried(read, engineConfig(config, bridge), file);
    const store = await openStore(config, env);
    try {
      await store.fill(bridge.id, read.lines, read.snapshot);
    } finally {
      await store.close();
    }
    out.write(
      `took in ${read.lines.length} records${read.snapshot ? " and a snapshot" : ""} of bridge "${bridge.id}"\n`,
    );
    return exits.done;
  },
};

/** Whether an engine can read it all. @param {{snapshot: Uint8Array | null, lines: string[]}} read @param {import("../../wasm/engine.d.ts").BridgeConfig} config @param {string} file */
async function tried({ snapshot, lines }, config, file) {
  const engine = (await builtEngine())();
  /** @param {import("../../wasm/engine.d.ts").Reply} reply @param {string} what */
  const expect = (reply, what) => {
    if (!reply.ok) throw new PortableError(`${file}: ${what} cannot be read: ${reply.error.message}`);
  };
  try {
    const now = Date.now();
    expect(engine.call({ op: "configure", now, config }), "the configuration");
    if (snapshot) expect(engine.load(snapshot), "the snapshot");
    for (let at = 0; at < lines.length; at += partMax) {
      const records = lines.slice(at, at + partMax);
      expect(engine.call({ op: "restore", now, records }), `a record from ${at + 1} on`);
    }
  } finally {
    engine.close();
  }
}
