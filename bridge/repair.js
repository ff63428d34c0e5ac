// npm run repair -- --config plein.json --bridge noordnet. The same as `plein repair`.
import { runCommand } from "./cli/run.js";

const code = await runCommand(["repair", ...process.argv.slice(2)]);
if (code !== null) process.exitCode = code;
