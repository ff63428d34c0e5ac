// npm run repair -- --config plein.json --bridge noordnet
import { parseArgs } from "node:util";
import { ConfigError, loadConfig } from "./config/load.js";
import { mend } from "./mend.js";

const usage = `Usage: npm run repair -- --config plein.json --bridge ID

For a relay that does not start because a record cannot be read, and is not running. Copies the database, deletes the damaged record and
all after it, and has the relay read every place anew at its next start. Posts that only the widget held and that were given up are lost.
Exit codes: 0 done, or nothing to do; 1 could not be done; 2 wrong usage or configuration.`;

/** @param {number} code @param {string} message @returns {never} */
function fail(code, message) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

/** @type {{config?: string, bridge?: string, help?: boolean}} */
let options = {};
try {
  const known = /** @type {const} */ ({
    config: { type: "string" },
    bridge: { type: "string" },
    help: { type: "boolean" },
  });
  options = parseArgs({ options: known }).values;
} catch (error) {
  fail(2, `${/** @type {Error} */ (error).message}\n\n${usage}`);
}
if (options.help) {
  process.stdout.write(`${usage}\n`);
  process.exit(0);
}
if (!options.config || !options.bridge) fail(2, usage);

try {
  await mend(loadConfig(options.config), options.bridge, { say: (line) => process.stdout.write(`${line}\n`) });
} catch (error) {
  fail(error instanceof ConfigError ? 2 : 1, `plein: ${/** @type {Error} */ (error).message}`);
}
