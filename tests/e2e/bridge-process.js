// The relay as an operator runs it: a process with a configuration file and a database, which can be stopped, or killed at any instant.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

const main = path.resolve(import.meta.dirname, "../../bridge/main.js");

export class BridgeProcess {
  /** @param {object} config without `database` and `listen` @param {Record<string, string>} secrets */
  constructor(config, secrets) {
    this.folder = mkdtempSync(path.join(tmpdir(), "plein-relay-"));
    this.file = path.join(this.folder, "plein.json");
    this.secrets = secrets;
    this.url = "";
    /** @type {string[]} */
    this.log = [];
    /** @type {import("node:child_process").ChildProcess | null} */
    this.child = null;
    const listen = { host: "127.0.0.1", port: 0 };
    writeFileSync(this.file, JSON.stringify({ listen, database: "plein.db", ...config }));
  }

  /** @returns {Promise<void>} when it listens */
  start() {
    const child = spawn(process.execPath, [main, "--config", this.file], {
      env: { ...process.env, ...this.secrets },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child = child;
    return new Promise((resolve, reject) => {
      child.once("exit", (code) =>
        reject(new Error(`the relay ended with exit code ${code}:\n${this.log.join("\n")}`)),
      );
      createInterface({ input: child.stderr }).on("line", (line) => this.log.push(line));
      createInterface({ input: child.stdout }).on("line", (line) => {
        this.log.push(line);
        const entry = JSON.parse(line);
        if (entry.msg !== "listening") return;
        this.url = entry.url;
        resolve();
      });
    });
  }

  /** @param {"SIGTERM" | "SIGKILL"} signal */
  async end(signal) {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.removeAllListeners("exit");
    const exit = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await exit;
  }

  loseDatabase() {
    for (const end of ["", "-wal", "-shm"]) rmSync(path.join(this.folder, `plein.db${end}`), { force: true });
  }

  /** @param {string} route */
  async get(route) {
    const answer = await fetch(this.url + route);
    return answer.json();
  }

  async remove() {
    await this.end("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}
