// plein repair: gives up what cannot be read of a bridge's log, so that the relay starts again.
import { loadConfig } from "../config/load.js";
import { mend } from "../mend.js";
import { exits } from "./exit.js";

/** @type {import("./command.d.ts").Command} */
export const repair = {
  summary: "gives up damaged records, after copying the database",
  usage: `Usage: plein repair --config plein.json --bridge ID

For a relay that does not start because a record cannot be read, and is not running. Copies the database, deletes the damaged record and
all after it, and has the relay read every place anew at its next start. Posts that only the widget held and that were given up are lost.
Exit codes: 0 done, or nothing to do; 1 could not be done; 2 wrong usage or configuration.`,
  options: { config: { type: "string" }, bridge: { type: "string" } },
  needed: ["config", "bridge"],
  async run({ config, bridge }, { env, out }) {
    await mend(loadConfig(String(config)), String(bridge), { env, say: (line) => out.write(`${line}\n`) });
    return exits.done;
  },
};
