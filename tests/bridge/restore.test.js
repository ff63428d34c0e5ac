// What a relay makes of a log that cannot all be read, and what `npm run repair` does about it. On real files.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, beforeEach, test } from "node:test";
import { pino } from "pino";
import { checkConfig } from "../../bridge/config/load.js";
import { EngineHost } from "../../bridge/engine-host.js";
import { mend } from "../../bridge/mend.js";
import { startRelay } from "../../bridge/relay.js";
import { SqliteStore } from "../../bridge/store/sqlite.js";
import { LineEngine } from "./fake-engine.js";
import { configFor, secrets } from "./relay-fixture.js";

const root = mkdtempSync(path.join(tmpdir(), "plein-restore-"));
after(() => rmSync(root, { recursive: true, force: true }));
const places = /** @type {any} */ ({
  bluesky: { url: "http://127.0.0.1:1", brand: { handle: "brand.test" } },
  nodebb: { url: "http://127.0.0.1:2", category: 2, bridge: { uid: 1 } },
});
const id = "noordnet";
const makeEngine = () => new LineEngine();
let folder = "";
/** @type {import("../../bridge/config/types.d.ts").Config} */
let config;
let cases = 0;
beforeEach(() => {
  folder = path.join(root, `${++cases}`);
  spawnSync("mkdir", [folder]);
  writeFileSync(path.join(folder, "plein.json"), JSON.stringify(configFor(places)));
  config = checkConfig(configFor(places), "plein.json", folder);
});

/** @template T @param {(store: SqliteStore) => T} use @returns {T} */
function stored(use) {
  const store = new SqliteStore(config.database);
  try {
    return use(store);
  } finally {
    store.close();
  }
}
const lines = () => stored((store) => [...store.records(id, 0)].flat().map(({ line }) => line));

/** Starts a host, and stops it. @param {(store: SqliteStore, host: EngineHost) => unknown} [meanwhile] */
async function run(meanwhile) {
  /** @type {LineEngine[]} */
  const engines = [];
  /** @type {any[]} */
  const warnings = [];
  const log = /** @type {any} */ ({ info() {}, error() {}, warn: (/** @type {any} */ ...args) => warnings.push(args) });
  const store = new SqliteStore(config.database);
  const make = () => {
    engines.push(new LineEngine());
    return /** @type {LineEngine} */ (engines.at(-1));
  };
  const host = new EngineHost(make, {
    id,
    config: /** @type {any} */ ({}),
    log,
    store,
    send: async () => ({ status: 200 }),
  });
  try {
    await host.start();
    await meanwhile?.(store, host);
    return { engine: /** @type {LineEngine} */ (engines.at(-1)), engines, warnings };
  } finally {
    await host.stop();
    store.close();
  }
}

/** @returns {Promise<string>} why the relay does not start */
async function refusal() {
  const started = startRelay(config, { env: secrets, log: pino({ level: "silent" }), makeEngine });
  return started.then(
    async (relay) => {
      await relay.stop();
      return "it started";
    },
    (error) => error.message,
  );
}

async function repaired() {
  /** @type {string[]} */
  const said = [];
  await mend(config, id, { say: (line) => said.push(line), makeEngine });
  return said.join("\n");
}

test("a torn last record is given up, and the places are read anew", async () => {
  stored((store) => store.append(id, ["1 a", "1 b", "1 c, torn".slice(2)]));
  const { engine, warnings, engines } = await run();
  assert.deepEqual(engine.lines, ["1 a", "1 b", "1 distrusted"]);
  assert.deepEqual(
    engine.calls.map((call) => call.op),
    ["configure", "restore", "distrust", "start"],
  );
  assert.equal(engines[0]?.closed, 1);
  assert.equal(warnings.length, 1);
  assert.equal(warnings[0][0].record, 3);
  assert.match(warnings[0][1], /last record is torn/);
  assert.deepEqual(lines(), ["1 a", "1 b", "1 distrusted"]);
});

test("a torn record that is the only one after a snapshot", async () => {
  stored((store) => {
    store.append(id, ["1 a", "1 b"]);
    store.saveSnapshot(id, 2, new TextEncoder().encode('["1 a","1 b"]'));
    store.append(id, ["?"]);
  });
  assert.deepEqual((await run()).engine.lines, ["1 a", "1 b", "1 distrusted"]);
});

test("a damaged record in the middle stops the relay with the command that mends it", async () => {
  stored((store) => {
    store.append("another", ["1 x"]);
    store.append(id, ["1 a", "?", "1 c", "1 d"]);
  });
  const why = await refusal();
  for (const part of [
    config.database,
    'record 3 of bridge "noordnet" cannot be read: no record',
    `npm run repair -- --config ${folder}/plein.json --bridge noordnet`,
  ])
    assert.ok(why.includes(part), why);
  assert.deepEqual(lines(), ["1 a", "?", "1 c", "1 d"], "nothing was changed");

  const said = await repaired();
  const copy = readdirSync(folder).find((name) => name.includes("before-repair")) ?? "";
  assert.ok(said.includes(path.join(folder, copy)), said);
  assert.match(said, /record 3 .*cannot be read[^]*kept 1 records[^]*gave up 3 records, from 3 on/);
  assert.deepEqual(lines(), ["1 a", "1 distrusted"]);
  stored((store) => assert.deepEqual([...store.records("another", 0)].flat().length, 1));
  const before = new SqliteStore(path.join(folder, copy));
  assert.equal([...before.records(id, 0)].flat().length, 4, "the copy has all of it");
  before.close();
  assert.deepEqual((await run()).engine.lines, ["1 a", "1 distrusted"]);
});

test("repair changes nothing where nothing is damaged, and mends a torn end", async () => {
  stored((store) => store.append(id, ["1 a"]));
  assert.match(await repaired(), /nothing was changed/);
  assert.deepEqual(readdirSync(folder).sort(), ["plein.db", "plein.db-lock", "plein.json"]);
  stored((store) => store.append(id, ["?"]));
  assert.match(await repaired(), /gave up 1 records, from 2 on/);
});

test("a newer version is refused, by the relay and by repair, at the end of the log too", async () => {
  stored((store) => store.append(id, ["1 a", "2 b"]));
  assert.match(
    await refusal(),
    /record 2 .*newer Plein: found a record of version 2, .*reads version 1.*nothing was changed/,
  );
  await assert.rejects(repaired(), /only the newer Plein/);
  assert.deepEqual(lines(), ["1 a", "2 b"]);
});

test("a damaged snapshot is passed over while all records are there", async () => {
  stored((store) => {
    store.append(id, ["1 a", "1 b"]);
    store.saveSnapshot(id, 1, new Uint8Array([1]));
  });
  const { engine, warnings } = await run();
  assert.deepEqual(engine.lines, ["1 a", "1 b"]);
  assert.match(warnings[0][1], /snapshot cannot be read/);
});

test("a damaged snapshot and a damaged record: what the record's number was given to later is not taken for covered", async () => {
  stored((store) => {
    store.append(id, ["1 a", "?", "1 c"]);
    store.saveSnapshot(id, 3, new Uint8Array([1]));
  });
  await repaired();
  stored((store) => assert.equal(store.snapshot(id), null));
  await run((store) => store.append(id, ["1 new"]));
  assert.deepEqual(lines(), ["1 a", "1 distrusted", "1 new"]);
});

test("where records were erased, their snapshot is needed; without it all is given up on request only", async () => {
  stored((store) => {
    store.append(id, ["1 a"]);
    store.erase(id, new Uint8Array([1]));
    store.append(id, ["1 b"]);
  });
  assert.match(await refusal(), /the snapshot of bridge "noordnet" cannot be read.*all records of the bridge/);
  assert.match(await repaired(), /gave up 1 records, all there were/);
  assert.deepEqual((await run()).engine.lines, []);
});

test("the command, as it is run: what it says and how it ends", () => {
  const command = (/** @type {string[]} */ ...args) =>
    spawnSync(process.execPath, [path.resolve(import.meta.dirname, "../../bridge/repair.js"), ...args], {
      encoding: "utf8",
    });
  const file = path.join(folder, "plein.json");
  assert.equal(command("--config", file).status, 2);
  const unknown = command("--config", file, "--bridge", "other");
  assert.deepEqual([unknown.status, /expected one of: noordnet/.test(unknown.stderr)], [2, true]);
  const fine = command("--config", file, "--bridge", id);
  assert.deepEqual([fine.status, /nothing was changed/.test(fine.stdout)], [0, true], fine.stderr);
  const store = new SqliteStore(config.database);
  const busy = command("--config", file, "--bridge", id);
  store.close();
  assert.deepEqual([busy.status, /another relay is using it/.test(busy.stderr)], [1, true]);
});
