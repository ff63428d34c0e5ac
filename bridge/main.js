// The relay's command line: node bridge/main.js --config plein.json
import { parseArgs } from "node:util";
import { pino } from "pino";
import { ConfigError, loadConfig } from "./config/load.js";
import { startRelay } from "./relay.js";

const usage = `Usage: node bridge/main.js --config plein.json

Runs the relay until it is told to stop (SIGTERM, SIGINT). Safe to kill at any time.
Exit codes: 0 stopped, 1 could not start or could not go on, 2 wrong usage or configuration.`;

const stopMaxMs = 6000;

/** @param {number} code @param {string} message @returns {never} */
function fail(code, message) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

/** @type {{config?: string, help?: boolean}} */
let options = {};
try {
  options = parseArgs({ options: { config: { type: "string" }, help: { type: "boolean" } } }).values;
} catch (error) {
  fail(2, `${/** @type {Error} */ (error).message}\n\n${usage}`);
}
if (options.help) {
  process.stdout.write(`${usage}\n`);
  process.exit(0);
}
if (!options.config) fail(2, usage);

const log = pino({ level: process.env.PLEIN_LOG ?? "info", base: undefined });
try {
  const config = loadConfig(options.config);
  const relay = await startRelay(config, {
    env: process.env,
    log,
    // What is durable is right; what is in memory is not any more. A supervisor's restart begins from what is durable.
    onBroken: () => setTimeout(() => process.exit(1), 100),
  });
  log.info({ url: relay.url }, "listening");
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGINT"])) {
    process.once(signal, async () => {
      log.info({ signal }, "stopping");
      setTimeout(() => process.exit(1), stopMaxMs).unref(); // as safe as being killed
      await relay.stop();
      process.exit(0);
    });
  }
} catch (error) {
  fail(error instanceof ConfigError ? 2 : 1, `plein: ${/** @type {Error} */ (error).message}`);
}
