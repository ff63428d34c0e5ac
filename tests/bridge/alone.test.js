// A bridge whose engine fails stops alone: its neighbour in the same relay goes on.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pino } from "pino";
import { checkConfig } from "../../bridge/config/load.js";
import { startRelay } from "../../bridge/relay.js";
import { StoreError } from "../../bridge/store/errors.js";
import { SqliteStore } from "../../bridge/store/sqlite.js";
import { FakeEngine } from "./fake-engine.js";
import { RelayFixture, configFor, secrets, token } from "./relay-fixture.js";

const places = /** @type {any} */ ({
  bluesky: { url: "http://127.0.0.1:1", brand: { handle: "brand.test" } },
  nodebb: { url: "http://127.0.0.1:2", category: 2, bridge: { uid: 1 } },
});
const fixture = new RelayFixture(); // for its folder
const status = { places: [], deliveries: {} };
const trap = () => {
  throw new WebAssembly.RuntimeError("unreachable");
};

/** @param {(() => never) | null} start of the first bridge's engine @param {(error: Error) => void} [onBroken] */
async function twoBridges(start, onBroken) {
  const raw = configFor(places);
  raw.bridges.push({ ...structuredClone(/** @type {any} */ (raw.bridges[0])), id: "second" });
  const answers = { query: () => ({ ok: /** @type {const} */ (true), result: status }) };
  const engines = [
    new FakeEngine({ ...answers, command: trap, ...(start ? { start } : {}) }),
    new FakeEngine({ ...answers, command: () => ({ ok: true, result: { post: {}, created: true } }) }),
  ];
  let made = 0;
  const relay = await startRelay(checkConfig(raw, "plein.json", fixture.folder), {
    env: secrets,
    log: pino({ level: "silent" }),
    onBroken,
    makeEngine: () => /** @type {FakeEngine} */ (engines[made++]),
  });
  return { relay, engines };
}
let authorization = "";
before(async () => {
  authorization = `Bearer ${await token()}`;
});
after(() => fixture.remove());

/** @param {string} url @param {string} bridge */
const post = (url, bridge) =>
  fetch(`${url}/v1/bridges/${bridge}/posts`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ key: "alone-test-1", text: "x" }),
  });

test("an engine that traps: its bridge answers 503, the other answers, and the process goes on", async () => {
  /** @type {Error[]} */
  const broken = [];
  const { relay, engines } = await twoBridges(null, (error) => broken.push(error));
  try {
    for (let i = 0; i < 2; i++) {
      const answer = await post(relay.url, "noordnet");
      assert.deepEqual([answer.status, (await answer.json()).error.code], [503, "not_available"]);
    }
    assert.equal(engines[0]?.asked("command").length, 1);
    assert.equal((await post(relay.url, "second")).status, 201);
    const health = await fetch(`${relay.url}/healthz`);
    const { status: word, bridges } = await health.json();
    assert.deepEqual([health.status, word], [503, "broken"]);
    assert.match(bridges.noordnet.broken, /the engine failed/);
    assert.deepEqual(bridges.second, { ...status, words: {}, webhooks: {}, sockets: {} });
    assert.deepEqual(broken, []);
  } finally {
    await relay.stop();
  }
});

test("an engine that traps as it starts does not keep the other from starting", async () => {
  const { relay } = await twoBridges(trap);
  assert.equal((await post(relay.url, "second")).status, 201);
  await relay.stop();
});

test("where records cannot be kept, all of it ends", async (context) => {
  /** @type {string[]} */
  const broken = [];
  const { relay, engines } = await twoBridges(null, (error) => broken.push(error.message));
  /** @type {FakeEngine} */ (engines[1]).call = () => ({ ok: true, effects: { append: ["r"] } });
  context.mock.method(SqliteStore.prototype, "append", () => {
    throw new StoreError("disk full");
  });
  assert.equal((await post(relay.url, "second")).status, 503);
  assert.deepEqual(broken, ["disk full"]);
  await relay.stop();
});
