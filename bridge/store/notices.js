// What relays tell each other through PostgreSQL (LISTEN/NOTIFY): that a bridge has new records, or calls that wait, or answers. A notice is
// a hint and may be lost, as while the connection is made anew: then everybody is told to look.
import pg from "pg";
import { channel } from "./postgres.js";

const againMs = 500;
const beatMs = 5000; // a connection that is cut off without a word is found out

export class Notices {
  #settings;
  /** @type {pg.Client | null} */
  #client = null;
  /** @type {Set<(what: string, bridge: string) => void>} */
  #listeners = new Set();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #closed = false;

  /** @param {import("pg").ClientConfig} settings */
  constructor(settings) {
    this.#settings = settings;
  }

  async open() {
    await this.#connect();
  }

  /** @param {(what: string, bridge: string) => void} listener `what`: "records", "erased", "cut", "call", or "all" of every bridge */
  on(listener) {
    this.#listeners.add(listener);
  }

  async close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => {});
  }

  async #connect() {
    if (this.#closed) return;
    const client = new pg.Client({ ...this.#settings, connectionTimeoutMillis: beatMs, query_timeout: beatMs });
    let over = false;
    const again = () => {
      if (over) return;
      over = true;
      void client.end().catch(() => {});
      if (this.#closed) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#connect(), againMs);
    };
    client.on("error", again).on("end", again);
    client.on("notification", ({ payload = "" }) => {
      const space = payload.indexOf(" ");
      this.#tell(payload.slice(0, space), payload.slice(space + 1));
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
    } catch {
      return again();
    }
    this.#client = client;
    this.#tell("all", "");
    const beat = () => {
      if (over || this.#closed) return;
      client.query("SELECT 1").then(() => (this.#timer = setTimeout(beat, beatMs)), again);
    };
    this.#timer = setTimeout(beat, beatMs);
  }

  /** @param {string} what @param {string} bridge */
  #tell(what, bridge) {
    for (const listener of this.#listeners) listener(what, bridge);
  }
}
