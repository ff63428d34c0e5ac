// Records and snapshots in one SQLite file. A batch is one transaction, on disk before `append` returns (WAL, full sync). The file has one
// relay at a time, as two would post everything twice: a lock on a file beside it, which ends with the process however it ends. Others may read.
// What is deleted is overwritten, and an erasure is not done before no file holds what was erased; one that was cut short is ended when the
// file is opened again. Numbers of records are never given twice: a snapshot says by number what it covers.
import { constants, copyFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { StoreError } from "./errors.js";
import { migrate } from "./migrations.js";
import { SqliteLinks } from "./sqlite-links.js";

const lockWaitMs = 4000;
const ofAct = " AND did LIKE ? AND status < 300";

/** @typedef {import("./store.d.ts").Store} Store */

/** @implements {Store} */
export class SqliteStore {
  #database;
  #insert;
  #lock;
  /** The last number given to a record, of whichever bridge. */
  #last = 0;

  /** @param {string} file @param {{busyMs?: number}} [options] how long to wait for who reads it */
  constructor(file, { busyMs = 5000 } = {}) {
    this.file = file;
    this.#lock = lockOf(file);
    try {
      this.#database = new DatabaseSync(file);
      this.#database.exec(`
        PRAGMA secure_delete = ON;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA busy_timeout = ${busyMs};
      `);
      migrate(this.#database);
      this.#insert = this.#database.prepare("INSERT INTO record (seq, bridge, line) VALUES (?, ?, ?)");
      const last = this.#database.prepare(
        `SELECT max(seq) AS seq FROM (SELECT max(seq) AS seq FROM record
          UNION ALL SELECT max(seq) FROM snapshot UNION ALL SELECT max(seq) FROM erased)`,
      );
      this.#last = Number(last.get()?.seq ?? 0);
      this.links = new SqliteLinks(this.#database, (work) => this.#whole(work));
      if (this.#database.prepare("SELECT 1 FROM erased WHERE done = 0").get()) this.#sweepOut();
    } catch (error) {
      this.#lock.close();
      throw new StoreError(`the database ${file} cannot be opened: ${/** @type {Error} */ (error).message}`);
    }
  }

  /** @param {string} bridge @param {string[]} lines */
  append(bridge, lines) {
    this.#whole(() => this.#add(bridge, lines));
  }

  /** Deletes the records from number `from` on, and appends others. @param {string} bridge @param {number} from @param {string[]} lines @returns {number} how many were deleted */
  cut(bridge, from, lines) {
    return this.#whole(() => {
      const { changes } = this.#database.prepare("DELETE FROM record WHERE bridge = ? AND seq >= ?").run(bridge, from);
      // It would stand for records that are not there any more.
      this.#database.prepare("DELETE FROM snapshot WHERE bridge = ? AND seq >= ?").run(bridge, from);
      this.#database.prepare("DELETE FROM erased WHERE bridge = ? AND seq >= ?").run(bridge, from);
      this.#add(bridge, lines);
      return Number(changes);
    });
  }

  /**
   * What another store held, all or nothing. `snapshot` stands for what was erased there. Refuses a bridge that holds something.
   * @param {string} bridge @param {string[]} lines @param {Uint8Array | null} snapshot
   */
  fill(bridge, lines, snapshot) {
    this.#whole(() => {
      if (this.lastSeq(bridge) > 0) throw new Error(`bridge "${bridge}" holds records already, and they are kept`);
      if (snapshot) {
        this.saveSnapshot(bridge, ++this.#last, snapshot);
        this.#database.prepare("INSERT INTO erased (bridge, seq, done) VALUES (?, ?, 1)").run(bridge, this.#last);
      }
      this.#add(bridge, lines);
    });
  }

  /** All records give way to a snapshot of what they made; nothing in any file tells any more what they held. @param {string} bridge @param {Uint8Array} bytes */
  erase(bridge, bytes) {
    this.#whole(() => {
      this.saveSnapshot(bridge, this.#last, bytes);
      this.#database.prepare("DELETE FROM record WHERE bridge = ?").run(bridge);
      this.#database
        .prepare("INSERT OR REPLACE INTO erased (bridge, seq, done) VALUES (?, ?, 0)")
        .run(bridge, this.#last);
    });
    try {
      this.#sweepOut();
    } catch (error) {
      throw new StoreError(`the database cannot be rewritten: ${/** @type {Error} */ (error).message}`);
    }
  }

  /** Up to which record only the snapshot tells; 0: all records are there. @param {string} bridge */
  erasedUpTo(bridge) {
    return Number(this.#database.prepare("SELECT seq FROM erased WHERE bridge = ?").get(bridge)?.seq ?? 0);
  }

  /** @typedef {import("../http/audit.js").AuditEntry} AuditEntry */

  /** What somebody decided. @param {string} bridge @param {Omit<AuditEntry, "id">} entry */
  note(bridge, { at, who, role, did, about, status, source }) {
    this.#whole(() => {
      this.#database
        .prepare(
          "INSERT INTO audit (bridge, at, who, role, did, about, status, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .run(bridge, at, who, role, did, about, status, source);
    });
  }

  /** The latest first. @param {string} bridge @param {number} before an id @param {number} most @param {string} [act] @returns {AuditEntry[]} */
  notes(bridge, before, most, act) {
    const list = this.#database.prepare(
      `SELECT id, at, who, role, did, about, status, source FROM audit
       WHERE bridge = ? AND id < ?${act === undefined ? "" : ofAct} ORDER BY id DESC LIMIT ?`,
    );
    const wanted = act === undefined ? [] : [`${act} %`];
    return /** @type {any} */ (list.all(bridge, before, ...wanted, most));
  }

  /** Brings all into the one file, and copies that. @param {string} _bridge @param {string} time for its name @returns {string} what was copied, and where to */
  setAside(_bridge, time) {
    const to = `${this.file}.before-repair-${time}`;
    try {
      this.#empty();
      copyFileSync(this.file, to, constants.COPYFILE_EXCL);
      return `the database to ${to}`;
    } catch (error) {
      throw new StoreError(`the database cannot be copied to ${to}: ${/** @type {Error} */ (error).message}`);
    }
  }

  /** Records after `seq`, in order, in parts. @param {string} bridge @param {number} seq @returns {Generator<{seq: number, line: string}[]>} */
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
      yield rows;
    }
  }

  /** The number of the last record, there or covered by the snapshot. @param {string} bridge */
  lastSeq(bridge) {
    const select = this.#database.prepare(
      "SELECT coalesce((SELECT max(seq) FROM record WHERE bridge = ?1), (SELECT seq FROM snapshot WHERE bridge = ?1), 0) AS seq",
    );
    return Number(select.get(bridge)?.seq);
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

  /** @param {string} id @param {number} until @param {number} now @returns {boolean} */
  spend(id, until, now) {
    return this.#whole(() => {
      this.#database.prepare("DELETE FROM spent WHERE until <= ?").run(now);
      const { changes } = this.#database
        .prepare("INSERT OR IGNORE INTO spent (id, until) VALUES (?, ?)")
        .run(id, until);
      return changes === 1;
    });
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

  /** @param {string} bridge @param {string[]} lines */
  #add(bridge, lines) {
    for (const line of lines) this.#insert.run(++this.#last, bridge, line);
  }

  /** All of it is kept, or nothing. @template T @param {() => T} work @returns {T} */
  #whole(work) {
    const last = this.#last;
    try {
      this.#database.exec("BEGIN IMMEDIATE");
      const outcome = work();
      this.#database.exec("COMMIT");
      return outcome;
    } catch (error) {
      try {
        this.#database.exec("ROLLBACK");
      } catch {
        // SQLite has rolled back already
      }
      this.#last = last;
      throw new StoreError(`the database cannot be written: ${reasonOf(error)}`);
    }
  }

  /** Pages that moved leave stale bytes which only writing the file anew removes; the log beside it holds the old pages until it is emptied. */
  #sweepOut() {
    this.#database.exec("VACUUM");
    this.#empty();
    this.#database.exec("UPDATE erased SET done = 1");
  }

  /** Brings the log beside the file into it. */
  #empty() {
    const outcome = this.#database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
    if (outcome?.busy) throw new Error("somebody has been reading it for too long");
  }
}

/** A quota, or a limit of a file's size, is an I/O error to SQLite. @param {unknown} error */
function reasonOf(error) {
  const { message, errcode = 0 } = /** @type {{message: string, errcode?: number}} */ (error);
  const [full, io] = [13, 10]; // https://sqlite.org/rescode.html
  return errcode === full || (errcode & 0xff) === io ? `${message}; make room on its disk, then start again` : message;
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
