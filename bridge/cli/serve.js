// plein serve: the relay, until it is told to stop.
import { pino } from "pino";
import { loadConfig } from "../config/load.js";
import { startRelay } from "../relay.js";

const stopMaxMs = 6000;

/** @type {import("./command.d.ts").Command} */
export const serve = {
  summary: "runs the relay",
  usage: `Usage: plein serve --config plein.json

Runs the relay until it is told to stop (SIGTERM, SIGINT). Safe to kill at any time.
Writes its log to its output, a JSON object a line; PLEIN_LOG sets the level (info).
Exit codes: 0 stopped, 1 could not start or could not go on, 2 wrong usage or configuration.`,
  options: { config: { type: "string" } },
  needed: ["config"],
  async run(options, { env }) {
    const config = loadConfig(String(options.config));
    const log = pino({ level: env.PLEIN_LOG ?? "info", base: undefined });
    const relay = await startRelay(config, {
      env,
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
    return null;
  },
};
