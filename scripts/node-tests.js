// Runs files of Node's test runner, one after another, and counts.
import { spawnSync } from "node:child_process";
import { root } from "./run.js";

/** @param {string[]} files @param {{ maxMs?: number }} [how] of a test @returns {{passed: number, failed: number, output: string}} */
export function nodeTests(files, { maxMs = 300000 } = {}) {
  const args = ["--test", "--test-concurrency=1", `--test-timeout=${maxMs}`, "--test-reporter=tap", ...files];
  const done = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", maxBuffer: 256 << 20 });
  const output = (done.stdout ?? "") + (done.stderr ?? "");
  /** @param {string} word */
  const total = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, "m").exec(output)?.[1] ?? 0);
  const failed = total("fail") + total("cancelled");
  // A runner that broke off has failed, whatever it counted.
  return { passed: total("pass"), failed: done.status !== 0 && failed === 0 ? 1 : failed, output };
}
