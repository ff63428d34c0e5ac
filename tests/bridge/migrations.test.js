// A file of an older relay is taken as it is, and goes on; one of a newer relay is refused, and is left alone.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { StoreError } from "../../bridge/store/errors.js";
import { SqliteStore } from "../../bridge/store/sqlite.js";

/** @param {import("node:test").TestContext} t */
function fileIn(t) {
  const folder = mkdtempSync(path.join(tmpdir(), "plein-migrations-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, "plein.db");
}

test("a file from before its steps were numbered keeps all it holds, and takes what is new", (t) => {
  const file = fileIn(t);
  const old = new DatabaseSync(file);
  old.exec(`
    CREATE TABLE record (seq INTEGER PRIMARY KEY, bridge TEXT NOT NULL, line TEXT NOT NULL);
    CREATE TABLE audit (id INTEGER PRIMARY KEY, bridge TEXT NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL,
      role TEXT NOT NULL, did TEXT NOT NULL, about TEXT NOT NULL, status INTEGER NOT NULL);
    INSERT INTO record VALUES (7, 'b', 'kept');
    INSERT INTO audit (bridge, at, who, role, did, about, status) VALUES ('b', 1, 'Ada', 'moderator', 'hold', 'p', 200);
  `);
  old.close();
  for (const start of ["first", "second"]) {
    const store = new SqliteStore(file);
    const [row] = [...store.records("b", 0)].flat();
    assert.deepEqual({ ...row }, { seq: 7, line: "kept" }, start);
    store.note("b", { at: 2, who: "Bo", role: "manager", did: "hold", about: "q", status: 200, source: "192.0.2.0" });
    const [latest] = store.notes("b", 1000, 5);
    assert.equal(latest.source, "192.0.2.0");
    assert.deepEqual(
      { ...store.notes("b", 2, 5)[0] },
      { id: 1, at: 1, who: "Ada", role: "moderator", did: "hold", about: "p", status: 200, source: "" },
    );
    store.close();
  }
});

test("a file of a newer relay is refused, and nothing of it is changed", (t) => {
  const file = fileIn(t);
  new SqliteStore(file).close();
  const newer = new DatabaseSync(file);
  newer.exec("PRAGMA user_version = 1000; CREATE TABLE later (a TEXT)");
  newer.close();
  assert.throws(
    () => new SqliteStore(file),
    (error) => error instanceof StoreError && /newer Plein/.test(error.message),
  );
  const still = new DatabaseSync(file);
  assert.equal(still.prepare("PRAGMA user_version").get()?.user_version, 1000);
  assert.ok(still.prepare("SELECT 1 FROM sqlite_master WHERE name = 'later'").get());
  still.close();
});
