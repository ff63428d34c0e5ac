// npm run simulate -- --seeds N --from S: whole conversations in virtual time (tests/simulation). --bugs names the mistakes that can be
// made on purpose, --bug NAME makes one; --compare holds the native engine against the same as WebAssembly, seed by seed.
import { execFileSync } from "node:child_process";
import { run } from "./run.js";

const args = process.argv.slice(2);
const compare = args.includes("--compare");
run("node", ["scripts/build.js", "simulate", ...(compare ? ["simulate-wasm"] : [])]);
if (compare) {
  const rest = [...args.filter((each) => each !== "--compare"), "--hash", "--threads", "1"];
  const options = /** @type {const} */ ({ encoding: "utf8", maxBuffer: 64 << 20 });
  const native = execFileSync("build/native/plein_simulate", rest, options);
  const wasm = execFileSync(process.execPath, ["build/wasm/plein_simulate.cjs", ...rest], options);
  if (native !== wasm) {
    const other = wasm.split("\n");
    const index = native.split("\n").findIndex((line, i) => line !== other[i]);
    console.error(`simulate: the two builds differ: native "${native.split("\n")[index]}", wasm "${other[index]}"`);
    process.exit(1);
  }
  console.log(`${native.trim().split("\n").length} seeds: the same last state natively and as WebAssembly`);
} else {
  run("build/native/plein_simulate", args);
}
