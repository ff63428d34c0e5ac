// How a SQLite file came to be what it is, a step a version; a file says by `user_version` how many were taken. A step is never changed once a
// release had it: files of people were made by it.

/** @type {readonly string[]} */
const steps = [
  // `IF NOT EXISTS`: the first relays numbered no steps.
  `CREATE TABLE IF NOT EXISTS record (seq INTEGER PRIMARY KEY, bridge TEXT NOT NULL, line TEXT NOT NULL);
   CREATE INDEX IF NOT EXISTS record_by_bridge ON record (bridge, seq);
   CREATE TABLE IF NOT EXISTS snapshot (bridge TEXT PRIMARY KEY, seq INTEGER NOT NULL, bytes BLOB NOT NULL) WITHOUT ROWID;
   CREATE TABLE IF NOT EXISTS erased (bridge TEXT PRIMARY KEY, seq INTEGER NOT NULL, done INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE IF NOT EXISTS session (account TEXT PRIMARY KEY, sealed BLOB NOT NULL) WITHOUT ROWID;
   CREATE TABLE IF NOT EXISTS audit (id INTEGER PRIMARY KEY, bridge TEXT NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL,
     role TEXT NOT NULL, did TEXT NOT NULL, about TEXT NOT NULL, status INTEGER NOT NULL);
   CREATE INDEX IF NOT EXISTS audit_by_bridge ON audit (bridge, id);`,
  "ALTER TABLE audit ADD COLUMN source TEXT NOT NULL DEFAULT '';",
  `CREATE TABLE link (bridge TEXT NOT NULL, person TEXT NOT NULL, place TEXT NOT NULL, author TEXT NOT NULL, member TEXT NOT NULL,
     name TEXT NOT NULL, at INTEGER NOT NULL, refused INTEGER NOT NULL DEFAULT 0, until INTEGER, sealed BLOB NOT NULL, session BLOB,
     PRIMARY KEY (bridge, person, place)) WITHOUT ROWID;
   CREATE INDEX link_by_member ON link (bridge, place, member);
   CREATE TABLE spent (id TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;`,
];

/** Takes the steps that are missing, all or none. @param {import("node:sqlite").DatabaseSync} database */
export function migrate(database) {
  const taken = Number(database.prepare("PRAGMA user_version").get()?.user_version ?? 0);
  if (taken > steps.length)
    throw new Error(`it is of a newer Plein (version ${taken}, expected ${steps.length} at most); nothing was changed`);
  if (taken === steps.length) return;
  database.exec("BEGIN IMMEDIATE");
  try {
    for (const step of steps.slice(taken)) database.exec(step);
    database.exec(`PRAGMA user_version = ${steps.length}`);
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}
