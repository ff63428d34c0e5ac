// The relay: node bridge/main.js --config plein.json. The same as `plein serve`.
import { runCommand } from "./cli/run.js";

const code = await runCommand(["serve", ...process.argv.slice(2)]);
if (code !== null) process.exitCode = code;
