// npm run fuzz -- --seconds N [--only NAME]: libFuzzer over all that reads untrusted bytes, one fuzzer after the other, each for
// so long. Seeds are in tests/fuzz/corpus/; what is found besides is kept in build/fuzz/corpus/, a finding in build/fuzz/.
import { mkdirSync, readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { run } from "./run.js";

const { seconds, only } = parseArgs({
  options: { seconds: { type: "string", default: "60" }, only: { type: "string" } },
}).values;
const names = readdirSync("tests/fuzz")
  .filter((file) => file.endsWith("_fuzz.cpp"))
  .map((file) => file.replace("_fuzz.cpp", ""));
if (only !== undefined && !names.includes(only)) {
  console.error(`fuzz: there is no fuzzer "${only}", expected one of ${names.join(", ")}`);
  process.exit(2);
}
run("node", ["scripts/build.js", "fuzz"]);
for (const name of only === undefined ? names : [only]) {
  console.log(`fuzz: ${name}`);
  mkdirSync(`build/fuzz/corpus/${name}`, { recursive: true });
  run(`build/fuzz/${name}_fuzz`, [
    `-max_total_time=${Number(seconds)}`,
    "-max_len=4096",
    `-artifact_prefix=build/fuzz/${name}-`,
    "-print_final_stats=1",
    `build/fuzz/corpus/${name}`,
    `tests/fuzz/corpus/${name}`,
  ]);
}
