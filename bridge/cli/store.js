// The commands' way to what the relay keeps. Here alone it is said that this is a SQLite file.
import { chmodSync, existsSync, linkSync, rmSync } from "node:fs";
import { backup, DatabaseSync } from "node:sqlite";
import { StoreError } from "../store/errors.js";
import { SqliteStore } from "../store/sqlite.js";

/** @typedef {import("../config/types.d.ts").Config} Config */
/** @typedef {{records: number, last: number, erased: number}} Extent `last`: the last record's number; `erased`: up to which only the snapshot tells */

const stepPages = 16384; // 64 MiB: as long as a relay's writing waits
const allPages = 2 ** 31 - 1;
const restartsMax = 3;

/** To change what is there: no relay may be running. @param {Config} config */
export const openStore = (config) => new SqliteStore(config.database);

/** To read beside a running relay, a short moment at a time. @param {Config} config */
export function openReader(config) {
  const database = reading(config.database);
  /** @param {string} sql @param {string} bridge */
  const one = (sql, bridge) => database.prepare(sql).get(bridge);
  return {
    /** @param {string} bridge @returns {Extent} */
    extent(bridge) {
      const row = one("SELECT count(*) AS records, coalesce(max(seq), 0) AS last FROM record WHERE bridge = ?", bridge);
      const erased = one("SELECT seq FROM erased WHERE bridge = ?", bridge)?.seq ?? 0;
      return { records: Number(row?.records), last: Number(row?.last), erased: Number(erased) };
    },
    /** The snapshot that stands for erased records. @param {string} bridge @returns {Uint8Array | null} */
    snapshot: (bridge) =>
      /** @type {Uint8Array | undefined} */ (one("SELECT bytes FROM snapshot WHERE bridge = ?", bridge)?.bytes) ?? null,
    /** In order, up to the number `last`. @param {string} bridge @param {number} last @returns {Generator<string[]>} */
    *lines(bridge, last, part = 2000) {
      const select = database.prepare(
        "SELECT seq, line FROM record WHERE bridge = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
      );
      for (let after = 0; ;) {
        const rows = select.all(bridge, after, last, part);
        if (rows.length === 0) return;
        after = Number(rows[rows.length - 1].seq);
        yield rows.map(({ line }) => String(line));
      }
    },
    /** What SQLite itself finds wrong with the file; nothing when all is well. @returns {string[]} */
    damage: () =>
      database
        .prepare("PRAGMA integrity_check(5)")
        .all()
        .map((row) => String(row.integrity_check))
        .filter((line) => line !== "ok"),
    close: () => database.close(),
  };
}

/**
 * A copy of all that is kept, as of one moment, while a relay goes on writing. It is there whole, or not at all.
 * @param {Config} config @param {string} to must not exist @param {(done: number, total: number) => void} progress in pages
 */
export async function copyStore(config, to, progress) {
  if (existsSync(to)) throw new StoreError(`${to} is there already: nothing was written`);
  const part = `${to}.${process.pid}.part`;
  const database = reading(config.database);
  try {
    try {
      await copied(database, part, progress, stepPages);
    } catch (error) {
      if (!(error instanceof Restless)) throw error;
      await copied(database, part, progress, allPages);
    }
    chmodSync(part, 0o600);
    const copy = reading(part);
    const damage = copy.prepare("PRAGMA integrity_check(1)").get()?.integrity_check;
    copy.close();
    if (damage !== "ok") throw new Error(`the copy is damaged: ${damage}`);
    linkSync(part, to); // unlike a rename it takes nothing's place
  } catch (error) {
    throw new StoreError(`the database cannot be copied to ${to}: ${/** @type {Error} */ (error).message}`);
  } finally {
    database.close();
    for (const suffix of ["", "-journal", "-wal", "-shm"]) rmSync(part + suffix, { force: true });
  }
}

/** Written to faster than it is copied: SQLite begins anew at each write. */
class Restless extends Error {}

/** @param {DatabaseSync} database @param {string} to @param {(done: number, total: number) => void} progress @param {number} rate */
async function copied(database, to, progress, rate) {
  let left = Infinity;
  let restarts = 0;
  await backup(database, to, {
    rate,
    progress({ totalPages, remainingPages }) {
      if (remainingPages >= left && ++restarts > restartsMax) throw new Restless();
      left = remainingPages;
      progress(totalPages - remainingPages, totalPages);
    },
  });
}

/** @param {string} file */
function reading(file) {
  if (!existsSync(file)) throw new StoreError(`the database ${file} is not there: no relay has run with it yet`);
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    database.prepare("SELECT 1 FROM sqlite_master").all();
    return database;
  } catch (error) {
    throw new StoreError(`the database ${file} cannot be opened: ${/** @type {Error} */ (error).message}`);
  }
}
