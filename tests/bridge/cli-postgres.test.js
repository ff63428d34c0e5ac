// The commands over PostgreSQL: a bridge is taken from a file to a database and back, mended there, and what cannot be done is said.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { loadConfig } from "../../bridge/config/load.js";
import { acquire, release } from "../../bridge/store/leases.js";
import { PostgresStore } from "../../bridge/store/postgres.js";
import { startPostgres } from "../databases/start.js";
import { startSimulators } from "../simulators/host.js";
import { command } from "./command.js";
import { RelayFixture, configFor, eventually } from "./relay-fixture.js";

const root = mkdtempSync(path.join(tmpdir(), "plein-shared-"));
const relay = new RelayFixture();
/** @type {import("../databases/start.js").Postgres} */
let postgres;
/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
/** @type {PostgresStore} */
let store;
const inFile = path.join(root, "file.json");
const inDatabase = path.join(root, "database.json");
const exported = path.join(root, "exported.ndjson");

before(async () => {
  postgres = await startPostgres();
  simulators = await startSimulators({});
  const config = configFor(simulators);
  await relay.start(config);
  simulators.page.post("ana.test", "Mijn router knippert rood.", { mentionBrand: true });
  await eventually("it is mirrored", async () => (await relay.status()).deliveries.sent === 1);
  await relay.stop();
  writeFileSync(inFile, JSON.stringify({ ...config, database: path.join(relay.folder, "plein.db") }));
  writeFileSync(inDatabase, JSON.stringify({ ...config, database: postgres.url }));
  store = await PostgresStore.open({ url: postgres.url });
});
after(async () => {
  await store.close();
  await relay.remove();
  await simulators.stop();
  await postgres.stop();
  rmSync(root, { recursive: true, force: true });
});

const linesOf = async () => {
  const lines = [];
  for await (const rows of store.records("noordnet", 0)) lines.push(...rows.map(({ line }) => line));
  return lines;
};

test("a bridge goes from a file into a database, and comes out of it the same", async () => {
  assert.equal((await command(["export", "--config", inFile, "--to", exported])).code, 0);
  const token = await acquire(store.pool, "noordnet", "somebody", 60000);
  const taken = await command(["import", "--config", inDatabase, "--from", exported]);
  assert.deepEqual([taken.code, /another relay writes for bridge "noordnet"/.test(taken.err)], [1, true], taken.err);
  assert.deepEqual(await linesOf(), []);
  await release(store.pool, "noordnet", token ?? 0);

  const imported = await command(["import", "--config", inDatabase, "--from", exported]);
  assert.equal(imported.code, 0, imported.err);
  const again = path.join(root, "again.ndjson");
  assert.equal((await command(["export", "--config", inDatabase, "--to", again])).code, 0);
  const records = (/** @type {string} */ file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.startsWith('{"record"'));
  assert.deepEqual(records(again), records(exported));
  assert.ok(records(again).length > 3);
});

test("a damaged record is given up after a copy was made, by who may write", async () => {
  const before = await linesOf();
  await store.append("noordnet", ["no record"]);
  await store.append("noordnet", [before[0]]);
  const mended = await command(["repair", "--config", inDatabase, "--bridge", "noordnet"]);
  assert.equal(mended.code, 0, mended.err);
  assert.match(mended.out, /copied the bridge's rows, as bridge "noordnet before repair \S+"/);
  assert.match(mended.out, /gave up 2 records/);
  assert.deepEqual((await linesOf()).slice(0, before.length), before);
  const whole = await command(["repair", "--config", inDatabase, "--bridge", "noordnet"]);
  assert.match(whole.out, /every record of bridge "noordnet" can be read/);
});

test("what cannot be done over PostgreSQL is said, and a database that is not there too", async () => {
  const copied = await command(["snapshot", "--config", inDatabase, "--to", path.join(root, "copy")]);
  assert.deepEqual([copied.code, /pg_dump/.test(copied.err)], [1, true], copied.err);
  const nowhere = path.join(root, "nowhere.json");
  const gone = { ...configFor(simulators), database: "postgresql://plein@127.0.0.1:1/plein" };
  writeFileSync(nowhere, JSON.stringify(gone));
  const refused = await command(["export", "--config", nowhere, "--to", path.join(root, "none")]);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /the database 127\.0\.0\.1:1\/plein cannot be opened: .*ECONNREFUSED/);
  /** @param {object} change */
  const problem = (change) => {
    writeFileSync(nowhere, JSON.stringify({ ...gone, ...change }));
    try {
      loadConfig(nowhere);
      return "";
    } catch (error) {
      return /** @type {Error} */ (error).message;
    }
  };
  const secret = problem({ database: "postgresql://plein:hunter2@127.0.0.1/plein" });
  assert.match(secret, /database: found a password in it.*database_password/);
  assert.doesNotMatch(secret, /hunter2/);
  assert.match(problem({ database: "postgresql://127.0.0.1" }), /database: found no name of a database/);
  assert.match(problem({ database: "plein.db", database_password: { env: "X" } }), /database_password: .*SQLite/);
  assert.equal(problem({ database_password: { env: "X" } }), "");
});

test("the doctor opens it, or says what to do", async () => {
  const lineOf = (/** @type {string} */ text) =>
    text.split("\n").find((line) => /postgres|127\.0\.0\.1:1\/plein/.test(line));
  const env = { JWT_SECRET: "x".repeat(32), PAGE_PASSWORD: "password", FORUM_TOKEN: "master-token" };
  const well = await command(["doctor", "--config", inDatabase], { env });
  assert.match(lineOf(well.out + well.err) ?? "", /^ok .*opens/);
  const gone = { ...configFor(simulators), database: "postgresql://plein@127.0.0.1:1/plein" };
  const nowhere = path.join(root, "gone.json");
  writeFileSync(nowhere, JSON.stringify(gone));
  const ill = await command(["doctor", "--config", nowhere], { env });
  assert.match(lineOf(ill.out + ill.err) ?? "", /^failure .*cannot be opened/);
  assert.match(ill.out + ill.err, /see that PostgreSQL runs/);
});
