// Records and snapshots in one SQLite file. A batch is one transaction, on disk before `append` returns (WAL, full sync). The file has one
// relay at a time, as two would post everything twice: a lock on a file beside it, which ends with the process however it ends. Others may read.
import { DatabaseSync } from "node:sqlite";

const lockWaitMs = 4000;

/** The database cannot keep what it is given: nothing of the batch is kept. */
export class StoreError extends Error {}

export class SqliteStore {
  #database;
  #insert;
  #lock;

  /** @param {string} file */
  constructor(file) {
    this.#lock = lockOf(file);
    try {
      this.#database = new DatabaseSync(file);
      this.#database.exec(`
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA busy_timeout = 5000;
        CREATE TABLE IF NOT EXISTS record (seq INTEGER PRIMARY KEY, bridge TEXT NOT NULL, line TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS record_by_bridge ON record (bridge, seq);
        CREATE TABLE IF NOT EXISTS snapshot (bridge TEXT PRIMARY KEY, seq INTEGER NOT NULL, bytes BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS session (account TEXT PRIMARY KEY, sealed BLOB NOT NULL) WITHOUT ROWID;
      `);
      this.#insert = this.#database.prepare("INSERT INTO record (bridge, line) VALUES (?, ?)");
    } catch (error) {
      this.#lock.close();
      throw new StoreError(`the database ${file} cannot be opened: ${/** @type {Error} */ (error).message}`);
    }
  }

  /** @param {string} bridge @param {string[]} lines */
  append(bridge, lines) {
    try {
      this.#database.exec("BEGIN IMMEDIATE");
      for (const line of lines) this.#insert.run(bridge, line);
      this.#database.exec("COMMIT");
    } catch (error) {
      try {
        this.#database.exec("ROLLBACK");
      } catch {
        // SQLite has rolled back already
      }
      throw new StoreError(`the database cannot be written: ${/** @type {Error} */ (error).message}`);
    }
  }

  /** Records after `seq`, in order, in parts. @param {string} bridge @param {number} seq */
  *records(bridge, seq, part = 5000) {
    const select = this.#database.prepare(
      "SELECT seq, line FROM record WHERE bridge = ? AND seq > ? ORDER BY seq LIMIT ?",
    );
    for (let after = seq; ;) {
      const rows = /** @type {{seq: number, line: string}[]} */ (
        /** @type {unknown} */ (select.all(bridge, after, part))
      );
      if (rows.length === 0) return;
      after = rows[rows.length - 1].seq;
      yield rows.map((row) => row.line);
    }
  }

  /** @param {string} bridge */
  lastSeq(bridge) {
    const row = this.#database.prepare("SELECT max(seq) AS seq FROM record WHERE bridge = ?").get(bridge);
    return Number(row?.seq ?? 0);
  }

  /** @param {string} bridge @returns {{seq: number, bytes: Uint8Array} | null} */
  snapshot(bridge) {
    const row = this.#database.prepare("SELECT seq, bytes FROM snapshot WHERE bridge = ?").get(bridge);
    return row ? { seq: Number(row.seq), bytes: /** @type {Uint8Array} */ (row.bytes) } : null;
  }

  /** @param {string} bridge @param {number} seq the last record it covers @param {Uint8Array} bytes */
  saveSnapshot(bridge, seq, bytes) {
    this.#database
      .prepare("INSERT OR REPLACE INTO snapshot (bridge, seq, bytes) VALUES (?, ?, ?)")
      .run(bridge, seq, bytes);
  }

  /** @param {string} account @returns {Uint8Array | null} */
  session(account) {
    const row = this.#database.prepare("SELECT sealed FROM session WHERE account = ?").get(account);
    return row ? /** @type {Uint8Array} */ (row.sealed) : null;
  }

  /** @param {string} account @param {Uint8Array} sealed */
  saveSession(account, sealed) {
    this.#database.prepare("INSERT OR REPLACE INTO session (account, sealed) VALUES (?, ?)").run(account, sealed);
  }

  close() {
    this.#database.close();
    this.#lock.close();
  }
}

/** A lock that the system takes back when its process ends. Waits for a relay that is just stopping. @param {string} file */
function lockOf(file) {
  try {
    const lock = new DatabaseSync(`${file}-lock`, { timeout: lockWaitMs });
    try {
      lock.exec("BEGIN EXCLUSIVE");
    } catch (error) {
      lock.close();
      throw error;
    }
    return lock;
  } catch (error) {
    const reason = /** @type {Error} */ (error).message;
    const why = /locked/.test(reason) ? "another relay is using it" : reason;
    throw new StoreError(`the database ${file} cannot be opened: ${why}`);
  }
}
