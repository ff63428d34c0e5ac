// What a relay can be held against: bare POSTs to a server that does nothing but answer, and bare durable writes, in the same run.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Agent, request } from "undici";
import { Part } from "./process.js";

// About what a copy is: its request, and the records of it.
const body = JSON.stringify({ _uid: 2, cid: 2, title: "t".repeat(60), content: "c".repeat(200) });
const line = "r".repeat(400);

export class Bare {
  #folder = mkdtempSync(path.join(tmpdir(), "plein-bare-"));
  #database = new DatabaseSync(path.join(this.#folder, "bare.db"));
  #insert;
  #agent = new Agent({ connections: 1, pipelining: 1 });
  #server;
  #url;

  static async start() {
    const server = await Part.start("bare-server.js");
    return new Bare(server, await server.ask("where"));
  }

  /** @param {Part} server @param {string} url */
  constructor(server, url) {
    this.#server = server;
    this.#url = url;
    this.#database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE record (seq INTEGER PRIMARY KEY, line TEXT)",
    );
    this.#insert = this.#database.prepare("INSERT INTO record (line) VALUES (?)");
  }

  /** One round trip over the loopback. @returns {Promise<number>} milliseconds */
  async post() {
    const begin = performance.now();
    const headers = { "content-type": "application/json" };
    const answer = await request(this.#url, { dispatcher: this.#agent, method: "POST", headers, body });
    await answer.body.text();
    return performance.now() - begin;
  }

  /** One transaction that is on disk when this returns. @returns {number} milliseconds */
  write() {
    const begin = performance.now();
    this.#insert.run(line);
    return performance.now() - begin;
  }

  /** So many of both, one after another. @param {number} count @returns {Promise<number>} milliseconds in all */
  async both(count) {
    const begin = performance.now();
    for (let i = 0; i < count; i++) {
      await this.post();
      this.write();
    }
    return performance.now() - begin;
  }

  async stop() {
    this.#server.end();
    this.#database.close();
    await this.#agent.destroy();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
