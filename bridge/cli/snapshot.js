// plein snapshot: a copy of the database, made while the relay runs.
import { statSync } from "node:fs";
import path from "node:path";
import { loadConfig } from "../config/load.js";
import { exits } from "./exit.js";
import { copyStore } from "./store.js";

/** @type {import("./command.d.ts").Command} */
export const snapshot = {
  summary: "copies the database while the relay runs",
  usage: `Usage: plein snapshot --config plein.json [--to FILE]

Copies the database as of one moment; the relay may go on meanwhile. Without --to the copy is put beside the database, named after the
time. To go back to it: stop the relay, and put the copy in the database's place, without the files ending in -wal and -shm.
What people ask to be forgotten later stays in a copy: delete copies in time.
Exit codes: 0 done, 1 could not be done, 2 wrong usage or configuration.`,
  options: { config: { type: "string" }, to: { type: "string" } },
  needed: ["config"],
  async run(options, { out, err }) {
    const config = loadConfig(String(options.config));
    const time = new Date().toISOString().replaceAll(/[:.]/g, "");
    const to = options.to === undefined ? `${config.database}.${time}` : path.resolve(String(options.to));
    let tenth = 0;
    await copyStore(config, to, (done, total) => {
      if (total < 65536 || Math.floor((done / total) * 10) <= tenth) return;
      tenth = Math.floor((done / total) * 10);
      err.write(`${tenth * 10} %\n`);
    });
    out.write(`copied the database to ${to} (${statSync(to).size} bytes)\n`);
    return exits.done;
  },
};
