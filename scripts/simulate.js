// npm run simulate -- --seeds N --from S
import { run } from "./run.js";

run("node", ["scripts/build.js", "native"]);
run("build/native/plein_simulate", process.argv.slice(2));
