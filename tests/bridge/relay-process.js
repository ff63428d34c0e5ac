// The relay as an operator runs it: a process with a configuration file and a database. It may be killed before it listens, too.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

const main = path.resolve(import.meta.dirname, "../../bridge/main.js");

/** A command that the system keeps within bounds. @param {string[]} command @param {string} [ulimit] what the shell's `ulimit` is told: "-n 12000" */
export const limited = (command, ulimit) =>
  ulimit === undefined ? command : ["sh", "-c", `ulimit ${ulimit} && exec "$0" "$@"`, ...command];

export class RelayProcess {
  folder = mkdtempSync(path.join(tmpdir(), "plein-process-"));
  file = path.join(this.folder, "plein.json");
  /** Where it listens; "" while it does not. */
  url = "";
  /** What the last ones wrote. @type {string[]} */
  log = [];
  /** @type {import("node:child_process").ChildProcess | null} */
  #child = null;
  /** As of `limited`, for who is started from now on. @type {string | undefined} */
  ulimit;
  #secrets;

  /**
   * @param {object} config @param {Record<string, string>} secrets
   * @param {{ulimit?: string}} [options] as of `limited`
   */
  constructor(config, secrets, { ulimit } = {}) {
    this.#secrets = secrets;
    this.ulimit = ulimit;
    writeFileSync(this.file, JSON.stringify(config));
  }

  /** Starts it, and does not wait. @param {(url: string) => void} [onListening] */
  start(onListening = () => {}) {
    const [program = "", ...args] = limited([process.execPath, main, "--config", this.file], this.ulimit);
    const child = spawn(program, args, {
      env: { ...process.env, NODE_COMPILE_CACHE: path.join(tmpdir(), "plein-compiled"), ...this.#secrets },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    createInterface({ input: child.stderr }).on("line", (line) => this.#keep(line));
    createInterface({ input: child.stdout }).on("line", (line) => {
      this.#keep(line);
      if (!line.includes('"listening"') || this.#child !== child) return;
      this.url = JSON.parse(line).url;
      onListening(this.url);
    });
  }

  /** @returns {Promise<void>} when it listens */
  startAndWait() {
    return new Promise((resolve, reject) => {
      this.start(() => resolve());
      this.#child?.once("exit", (code) => reject(new Error(`exit code ${code}:\n${this.log.slice(-20).join("\n")}`)));
    });
  }

  get pid() {
    return this.#child?.pid;
  }

  /** Of one that has ended by itself; null while it has not. */
  get exitCode() {
    return this.#child?.exitCode ?? null;
  }

  /** Whether it has ended by itself, which it should only where it cannot keep what it decides. */
  get ended() {
    return this.#child !== null && (this.#child.exitCode !== null || this.#child.signalCode !== null);
  }

  /** @param {"SIGSTOP" | "SIGCONT"} signal */
  signal(signal) {
    this.#child?.kill(signal);
  }

  /** @param {"SIGTERM" | "SIGKILL"} signal */
  async end(signal) {
    const child = this.#child;
    this.#child = null;
    this.url = "";
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await exit;
  }

  async remove() {
    await this.end("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** @param {string} line */
  #keep(line) {
    this.log.push(line);
    if (this.log.length > 2000) this.log.splice(0, 1000);
  }
}
