// Runs the C++ tests in the order of their files, a part of them on each core, and counts.
import { execFile, execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import path from "node:path";
import { root } from "./run.js";

/** More than there are cores: what takes long stands together. */
const parts = 24;

/** @param {string} preset @returns {Promise<{passed: number, failed: number, output: string}>} */
export async function doctests(preset) {
  const program = path.join(root, `build/${preset}/plein_tests`);
  const cases = Number(
    /unskipped test cases[^:]*: (\d+)/.exec(execFileSync(program, ["--count"], { encoding: "utf8" }))?.[1],
  );
  if (!(cases > 0)) throw new Error(`${program} names no test`);
  const size = Math.ceil(cases / parts);
  const starts = Array.from({ length: Math.ceil(cases / size) }, (_, i) => 1 + i * size);
  /** @type {{failed: number, output: string}[]} */
  const done = [];
  const runner = async () => {
    for (let first; (first = starts.shift()) !== undefined;) done.push(await part(program, first, first + size - 1));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, runner));
  const failed = done.reduce((sum, one) => sum + one.failed, 0);
  return { passed: cases - failed, failed, output: done.map(({ output }) => output).join("") };
}

/** @param {string} program @param {number} first @param {number} last @returns {Promise<{failed: number, output: string}>} */
function part(program, first, last) {
  const args = [`--first=${first}`, `--last=${last}`];
  return new Promise((resolve) => {
    execFile(program, args, { cwd: root, encoding: "utf8", maxBuffer: 256 << 20 }, (error, out, err) => {
      const output = out + err;
      // It counts as passed what other parts run. One that broke off has failed, whatever it counted.
      const failed = Number(/test cases:[^\n]*\|\s*(\d+) failed/.exec(output)?.[1] ?? 0);
      resolve({ failed: error && failed === 0 ? 1 : failed, output });
    });
  });
}
