// plein export: a bridge's records, to take to another machine or another store.
import { createWriteStream, linkSync, rmSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import path from "node:path";
import { loadConfig } from "../config/load.js";
import { bridgeOf } from "./bridge.js";
import { exits } from "./exit.js";
import { written } from "./portable.js";
import { openReader } from "./store.js";

/** @type {import("./command.d.ts").Command} */
export const exporting = {
  summary: "writes a bridge's records as NDJSON",
  usage: `Usage: plein export --config plein.json [--bridge ID] --to FILE

Writes all of a bridge's records, with a checksum, for \`plein import\`. The relay may go on meanwhile: what comes later is not in it.
The file holds what people wrote, and what they ask to be forgotten later stays in it: delete it in time. Sessions are not in it.
Exit codes: 0 done, 1 could not be done, 2 wrong usage or configuration.`,
  options: { config: { type: "string" }, bridge: { type: "string" }, to: { type: "string" } },
  needed: ["config", "to"],
  async run(options, { env, out }) {
    const config = loadConfig(String(options.config));
    const { id } = bridgeOf(config, options.bridge);
    const to = path.resolve(String(options.to));
    const part = `${to}.${process.pid}.part`;
    const reader = await openReader(config, env);
    try {
      const before = await reader.extent(id);
      const snapshot = before.erased > 0 ? await reader.snapshot(id) : null;
      if (before.records === 0 && !snapshot) throw new Error(`bridge "${id}" has no records: nothing was written`);
      const what = { bridge: id, records: before.records, snapshot };
      const lines = written(what, reader.lines(id, before.last));
      await pipeline(lines, createWriteStream(part, { flags: "wx", mode: 0o600, flush: true }));
      // Somebody was forgotten meanwhile: the file would tell what must not be told any more.
      if ((await reader.extent(id)).erased !== before.erased)
        throw new Error("records were erased meanwhile: nothing was kept; export again");
      linkSync(part, to); // unlike a rename it takes nothing's place
      out.write(`wrote ${before.records} records${snapshot ? " and a snapshot" : ""} of bridge "${id}" to ${to}\n`);
    } catch (error) {
      const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
      throw new Error(code === "EEXIST" ? `${to} is there already: nothing was changed` : message);
    } finally {
      await reader.close();
      rmSync(part, { force: true });
    }
    return exits.done;
  },
};
