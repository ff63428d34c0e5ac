// npm run fuzz -- --seconds N: libFuzzer over what reads untrusted bytes. A finding is kept in build/fuzz/.
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { run } from "./run.js";

const { seconds } = parseArgs({ options: { seconds: { type: "string", default: "60" } } }).values;
run("node", ["scripts/build.js", "fuzz"]);
mkdirSync("build/fuzz/corpus", { recursive: true });
run("build/fuzz/plein_fuzz", [
  `-max_total_time=${Number(seconds)}`,
  "-max_len=4096",
  "-artifact_prefix=build/fuzz/",
  "-print_final_stats=1",
  "build/fuzz/corpus",
]);
