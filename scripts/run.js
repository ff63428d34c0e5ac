// Runs a command of the build, showing what it prints; a failure ends the script with the command's own words.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{env?: Record<string, string>, quiet?: boolean}} [options] quiet: print only when it fails
 */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...options.env },
    stdio: options.quiet ? "pipe" : "inherit",
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  if (done.error) throw new Error(`${command} cannot be started: ${done.error.message}`);
  if (done.status !== 0) {
    if (options.quiet) process.stderr.write((done.stdout ?? "") + (done.stderr ?? ""));
    process.stderr.write(`\n${command} ${args.join(" ")} failed with exit code ${done.status ?? done.signal}\n`);
    process.exit(1);
  }
}
