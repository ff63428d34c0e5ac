// Reading what a relay keeps, beside it, and copying it.
import { chmodSync, existsSync, linkSync, rmSync } from "node:fs";
import { backup, DatabaseSync } from "node:sqlite";
import { isPostgres } from "../config/load.js";
import { StoreError } from "../store/errors.js";
import { openStore } from "../store/open.js";

/** @typedef {import("../config/types.d.ts").Config} Config */
/** @typedef {{records: number, last: number, erased: number}} Extent `last`: the last record's number; `erased`: up to which only the snapshot tells */

const linesAtOnce = 2000;
const stepPages = 16384; // 64 MiB: as long as a relay's writing waits
const allPages = 2 ** 31 - 1;
const restartsMax = 3;

/**
 * @typedef {object} Reader
 * @property {(bridge: string) => Promise<Extent>} extent
 * @property {(bridge: string) => Promise<Uint8Array | null>} snapshot the one that stands for erased records
 * @property {(bridge: string, last: number) => AsyncGenerator<string[]>} lines in order, up to the number `last`
 * @property {() => string[]} damage what SQLite itself finds wrong with its file; nothing when all is well
 * @property {() => unknown} close
 */

/** To read beside a running relay, a short moment at a time. @param {Config} config @param {Record<string, string | undefined>} env @returns {Promise<Reader>} */
export const openReader = async (config, env) =>
  isPostgres(config.database) ? sharedReader(config, env) : fileReader(config);

/** @param {Config} config @param {Record<string, string | undefined>} env @returns {Promise<Reader>} */
async function sharedReader(config, env) {
  const store = await openStore(config, env);
  /** @param {string} bridge @param {number} last */
  async function* lines(bridge, last) {
    for await (const rows of store.records(bridge, 0)) {
      const wanted = rows.filter(({ seq }) => seq <= last);
      if (wanted.length > 0) yield wanted.map(({ line }) => line);
      if (wanted.length < rows.length) return;
    }
  }
  return {
    async extent(bridge) {
      let records = 0;
      let last = 0;
      for await (const rows of store.records(bridge, 0)) {
        records += rows.length;
        last = rows[rows.length - 1].seq;
      }
      return { records, last, erased: await store.erasedUpTo(bridge) };
    },
    snapshot: async (bridge) => (await store.snapshot(bridge))?.bytes ?? null,
    lines,
    damage: () => [],
    close: () => store.close(),
  };
}

/** @param {Config} config @returns {Reader} */
function fileReader(config) {
  const database = reading(config.database);
  /** @param {string} sql @param {string} bridge */
  const one = (sql, bridge) => database.prepare(sql).get(bridge);
  return {
    async extent(bridge) {
      const row = one("SELECT count(*) AS records, coalesce(max(seq), 0) AS last FROM record WHERE bridge = ?", bridge);
      const erased = one("SELECT seq FROM erased WHERE bridge = ?", bridge)?.seq ?? 0;
      return { records: Number(row?.records), last: Number(row?.last), erased: Number(erased) };
    },
    snapshot: async (bridge) =>
      /** @type {Uint8Array | undefined} */ (one("SELECT bytes FROM snapshot WHERE bridge = ?", bridge)?.bytes) ?? null,
    async *lines(bridge, last) {
      const select = database.prepare(
        "SELECT seq, line FROM record WHERE bridge = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
      );
      for (let after = 0; ;) {
        const rows = select.all(bridge, after, last, linesAtOnce);
        if (rows.length === 0) return;
        after = Number(rows[rows.length - 1].seq);
        yield rows.map(({ line }) => String(line));
      }
    },
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
  if (isPostgres(config.database))
    throw new StoreError("a PostgreSQL database is copied by its own pg_dump (docs/operating.md): nothing was written");
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
