// Runs files of Node's test runner, one after another, and counts.
import { execFile } from "node:child_process";
import { root } from "./run.js";

/** @typedef {{ passed: number, failed: number, output: string }} Result `output`: of what failed, else all of it */

/** @param {string[]} files @param {{ maxMs?: number }} [how] of a test @returns {Promise<Result>} */
export function nodeTests(files, { maxMs = 300000 } = {}) {
  const args = ["--test", "--test-concurrency=1", `--test-timeout=${maxMs}`, "--test-reporter=tap", ...files];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root, encoding: "utf8", maxBuffer: 256 << 20 }, (error, out, err) => {
      const output = out + err;
      /** @param {string} word */
      const total = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, "m").exec(output)?.[1] ?? 0);
      const failed = total("fail") + total("cancelled");
      // What went wrong outside a test is said before the test that comes next.
      const told = output.split(/^(?=# Subtest: )/m).filter((each) => /^(not ok|# Error|# Warning)/m.test(each));
      resolve({
        passed: total("pass"),
        // A runner that broke off has failed, whatever it counted.
        failed: error && failed === 0 ? 1 : failed,
        output: told.length > 0 ? `${told.join("")}${err}` : output,
      });
    });
  });
}
