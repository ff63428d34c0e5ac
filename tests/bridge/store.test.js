// What was appended is there after anything.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, test } from "node:test";
import { StoreError } from "../../bridge/store/errors.js";
import { SqliteStore } from "../../bridge/store/sqlite.js";
import { sealedKeeper } from "../../bridge/sessions/keeper.js";

const folder = mkdtempSync(path.join(tmpdir(), "plein-store-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** @param {SqliteStore} store @param {string} bridge @param {number} [part] */
const parts = (store, bridge, part) => [...store.records(bridge, 0, part)].map((rows) => rows.map(({ line }) => line));

test("records come back in order, in parts, for their own bridge", () => {
  const store = new SqliteStore(path.join(folder, "a.db"));
  store.append("one", ["a", "b"]);
  store.append("two", ["x"]);
  store.append("one", ["c"]);
  assert.deepEqual(parts(store, "one", 2), [["a", "b"], ["c"]]);
  assert.deepEqual(parts(store, "two"), [["x"]]);
  store.saveSnapshot("one", store.lastSeq("one"), new Uint8Array([1, 2, 3]));
  assert.deepEqual([...store.records("one", store.snapshot("one")?.seq ?? 0)], []);
  store.close();
});

test("a file has one relay at a time, and may be read meanwhile", () => {
  const file = path.join(folder, "one.db");
  const store = new SqliteStore(file);
  store.append("one", ["a"]);
  assert.throws(() => new SqliteStore(file), /another relay is using it/);
  const reader = new DatabaseSync(file, { readOnly: true });
  assert.equal(reader.prepare("SELECT count(*) AS n FROM record").get()?.n, 1);
  reader.close();
  store.close();
  new SqliteStore(file).close();
});

test("a batch is kept whole or not at all", () => {
  const store = new SqliteStore(path.join(folder, "b.db"));
  assert.throws(() => store.append("one", ["a", /** @type {any} */ ({})]), StoreError);
  assert.deepEqual(parts(store, "one"), []);
  store.append("one", ["b"]);
  assert.deepEqual(parts(store, "one"), [["b"]]);
  store.close();
});

test("what was acknowledged survives SIGKILL, and batches are whole", async () => {
  const file = path.join(folder, "c.db");
  const program = `import { SqliteStore } from ${JSON.stringify(path.resolve("bridge/store/sqlite.js"))};
    const store = new SqliteStore(${JSON.stringify(file)});
    for (let i = 0; ; i++) { store.append("one", Array(50).fill("r" + i)); process.stdout.write(i + "\\n"); }`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  await new Promise((resolve) => setTimeout(resolve, 700));
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("close", resolve));
  const acknowledged = said.split("\n").filter(Boolean).length;
  const store = new SqliteStore(file);
  const kept = parts(store, "one").flat();
  store.close();
  assert.ok(acknowledged > 5, `${acknowledged} were acknowledged`);
  assert.ok(kept.length >= 50 * acknowledged);
  assert.deepEqual(
    kept,
    kept.map((_, i) => `r${Math.floor(i / 50)}`),
  );
  assert.equal(kept.length % 50, 0);
});

test("a kept session is sealed with the account's own secret", async () => {
  const store = new SqliteStore(path.join(folder, "d.db"));
  await sealedKeeper(store, "a", "password").save("refresh-token");
  assert.ok(!Buffer.from(store.session("a") ?? []).includes("refresh-token"));
  assert.equal(await sealedKeeper(store, "a", "password").load(), "refresh-token");
  assert.equal(await sealedKeeper(store, "a", "other").load(), null);
  store.close();
});
