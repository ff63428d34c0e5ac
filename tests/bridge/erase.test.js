// What was erased is in no file any more, before anybody is told so.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { pino } from "pino";
import { EngineHost } from "../../bridge/engine-host.js";
import { StoreError } from "../../bridge/store/errors.js";
import { SqliteStore } from "../../bridge/store/sqlite.js";
import { FakeEngine, LineEngine, fakeRequest } from "./fake-engine.js";

const folder = mkdtempSync(path.join(tmpdir(), "plein-erase-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const log = pino({ level: "silent" });
const word = "Zonnebloemstraat";

/** Files beside and including `name` that hold the word. @param {string} name */
const telling = (name) =>
  readdirSync(folder).filter((file) => file.startsWith(name) && readFileSync(path.join(folder, file)).includes(word));

/** Records of all lengths, between those of another bridge. @param {SqliteStore} store */
function fill(store) {
  for (let i = 0; i < 400; i += 8) {
    const numbers = Array.from({ length: 8 }, (_, j) => i + j);
    store.append(
      "a",
      numbers.map((n) => `1 ${n} ${word} ${"x".repeat((n * 37) % 9000)}`),
    );
    store.append(
      "b",
      numbers.map((n) => `1 ${n} ${"y".repeat((n * 53) % 3000)}`),
    );
    if (i % 96 === 48) store.saveSnapshot("a", store.lastSeq("a"), Buffer.from(`${word} `.repeat(i)));
  }
}

test("a person is forgotten: no file tells of them when the request leaves, the events go out and the command is answered", async () => {
  const file = path.join(folder, "forget.db");
  // What a file holds that was written without care: deleted, and still there.
  const careless = new DatabaseSync(file);
  careless.exec(`PRAGMA secure_delete = OFF;
    CREATE TABLE session (account TEXT PRIMARY KEY, sealed BLOB NOT NULL) WITHOUT ROWID;
    INSERT INTO session VALUES ('a', '${word}'); DELETE FROM session`);
  careless.close();
  assert.deepEqual(telling("forget.db"), ["forget.db"]);
  const store = new SqliteStore(file);
  fill(store);
  const engine = new FakeEngine({
    command: () => ({
      ok: true,
      result: { author: "k" },
      effects: { append: ["1 forgotten"], erase: true, requests: [fakeRequest("1")], events: [{ seq: "e-1" }] },
    }),
  });
  /** @type {[string, string[]][]} */
  const seen = [];
  const send = async () => {
    seen.push(["request", telling("forget.db")]);
    return { status: 200 };
  };
  const host = new EngineHost(() => engine, { id: "a", config: /** @type {any} */ ({}), log, store, send });
  await host.start();
  host.subscribe(() => seen.push(["event", telling("forget.db")]));
  assert.deepEqual(await host.command(/** @type {any} */ ({ do: "forget" })), { author: "k" });
  seen.push(["answer", telling("forget.db")]);
  assert.deepEqual(seen, [
    ["request", []],
    ["event", []],
    ["answer", []],
  ]);
  assert.deepEqual([...store.records("a", 0)], []);
  assert.equal([...store.records("b", 0)].flat().length, 400, "the other bridge has all of its own");
  store.close();
});

test("after an erasure the state comes from the snapshot and what follows, even where the file is otherwise empty", async () => {
  const store = new SqliteStore(path.join(folder, "follow.db"));
  /** @type {LineEngine} */
  const erasing = new LineEngine({
    command: ({ command }) => {
      erasing.lines = command.erase ? ["1 rest"] : [...erasing.lines, "1 more"];
      return { ok: true, effects: { append: erasing.lines.slice(-1), erase: command.erase } };
    },
  });
  const options = { id: "a", config: /** @type {any} */ ({}), log, store, send: async () => ({ status: 200 }) };
  store.append("a", [`1 ${word}`, `1 ${word}`]);
  const host = new EngineHost(() => erasing, options);
  await host.start();
  await host.command(/** @type {any} */ ({ erase: true }));
  await host.command(/** @type {any} */ ({}));
  // Killed here.
  store.close();
  const again = new SqliteStore(path.join(folder, "follow.db"));
  const engine = new LineEngine();
  await new EngineHost(() => engine, { ...options, store: again }).start();
  assert.deepEqual(engine.lines, ["1 rest", "1 more"]);
  again.close();
  assert.deepEqual(telling("follow.db"), []);
});

test("an erasure that cannot be ended is not answered, and is ended when the file is opened again", async () => {
  const file = path.join(folder, "busy.db");
  const store = new SqliteStore(file, { busyMs: 100 });
  fill(store);
  const reader = new DatabaseSync(file, { readOnly: true });
  reader.exec("BEGIN");
  reader.prepare("SELECT count(*) FROM record").get();
  const engine = new FakeEngine({
    command: () => ({ ok: true, result: {}, effects: { erase: true, requests: [fakeRequest("1")] } }),
  });
  let sent = 0;
  const send = async () => ({ status: 200 + 0 * ++sent });
  const host = new EngineHost(() => engine, { id: "a", config: /** @type {any} */ ({}), log, store, send });
  await host.start();
  await assert.rejects(host.command(/** @type {any} */ ({ do: "forget" })), StoreError);
  assert.ok(host.broken);
  assert.equal(sent, 0);
  assert.ok(telling("busy.db").length > 0);
  reader.close();
  store.close();
  const again = new SqliteStore(file);
  assert.deepEqual(telling("busy.db"), []);
  assert.ok(again.snapshot("a"));
  again.close();
});

test("a record that was cut off leaves no trace in the file once it is closed", async () => {
  const file = path.join(folder, "cut.db");
  const torn = new SqliteStore(file);
  torn.append("a", ["1 a", `? ${word.repeat(1000)}`]);
  torn.close();
  assert.deepEqual(telling("cut.db"), ["cut.db"]);
  const store = new SqliteStore(file);
  assert.equal(store.cut("a", 2, ["1 distrusted"]), 1);
  store.close();
  assert.deepEqual(telling("cut.db"), []);
});
