// Runs the C++ tests, a part of them on each core, and counts.
import { execFile, execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import path from "node:path";
import { root } from "./run.js";

// Mixed, always in the same way: what takes long stands together.
const order = ["--order-by=rand", "--rand-seed=1"];

/** @param {string} preset @returns {Promise<{passed: number, failed: number, output: string}>} */
export async function doctests(preset) {
  const program = path.join(root, `build/${preset}/plein_tests`);
  const cases = Number(
    /unskipped test cases[^:]*: (\d+)/.exec(execFileSync(program, ["--count"], { encoding: "utf8" }))?.[1],
  );
  if (!(cases > 0)) throw new Error(`${program} names no test`);
  const each = Math.ceil(cases / availableParallelism());
  const parts = [];
  for (let first = 1; first <= cases; first += each)
    parts.push(part(program, first, Math.min(cases, first + each - 1)));
  const done = await Promise.all(parts);
  const failed = done.reduce((sum, one) => sum + one.failed, 0);
  return { passed: cases - failed, failed, output: done.map(({ output }) => output).join("") };
}

/** @param {string} program @param {number} first @param {number} last @returns {Promise<{failed: number, output: string}>} */
function part(program, first, last) {
  const args = [...order, `--first=${first}`, `--last=${last}`];
  return new Promise((resolve) => {
    execFile(program, args, { cwd: root, encoding: "utf8", maxBuffer: 256 << 20 }, (error, out, err) => {
      const output = out + err;
      // It counts as passed what other parts run. One that broke off has failed, whatever it counted.
      const failed = Number(/test cases:[^\n]*\|\s*(\d+) failed/.exec(output)?.[1] ?? 0);
      resolve({ failed: error && failed === 0 ? 1 : failed, output });
    });
  });
}
