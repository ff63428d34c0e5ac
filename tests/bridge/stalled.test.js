// Two relay processes share a PostgreSQL database, while people talk in both places and through both relays. The one that writes is stopped as
// if its machine stood still, and goes on later; the database is killed and started again. PLEIN_STALL_MS says for how long (npm run test:killed: 30000).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startPostgres } from "../databases/start.js";
import { startSimulators } from "../simulators/host.js";
import { Crowd, randomFrom } from "./crowd.js";
import { configFor, eventually, secrets } from "./relay-fixture.js";
import { RelayProcess } from "./relay-process.js";
import { allFaults } from "./standing.js";

const stallMs = Number(process.env.PLEIN_STALL_MS ?? 9000); // longer than a lease
const takeoverMaxMs = 10000;
const settleMaxMs = 120000;
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @type {import("../databases/start.js").Postgres} */
let postgres;
/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
/** @type {RelayProcess[]} */
let relays = [];
before(async () => {
  postgres = await startPostgres();
  simulators = await startSimulators({ blueskySettings: { points_max: 1000000 } });
  const config = { ...configFor(simulators), database: postgres.url, limits: { writes: 0, reads: 0 } };
  relays = [new RelayProcess(config, secrets), new RelayProcess(config, secrets)];
});
after(async () => {
  for (const relay of relays) await relay.remove();
  await simulators.stop();
  await postgres.stop();
});

/** @param {RelayProcess} relay @returns {Promise<any>} */
const statusOf = async ({ url }) => {
  const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2000) });
  return (await answer.json()).bridges.noordnet;
};
/** @param {RelayProcess} relay */
const writes = async (relay) => {
  const status = await statusOf(relay).catch(() => null);
  return status !== null && !status.broken && status.follows === undefined;
};

test("no post is lost or doubled while a writer stands still and goes on, and the database dies and comes back", async (context) => {
  for (const relay of relays) await relay.startAndWait();
  await eventually("one of them knows both places", async () => (await statusOf(relays[0])).adopted);
  const random = randomFrom(5);
  let still = -1; // which one stands still
  const crowd = new Crowd(simulators, {
    random: randomFrom(4),
    relayUrl: () => relays[still >= 0 ? 1 - still : Math.floor(random() * 2)].url,
    threads: 8,
  });
  let talking = true;
  const talk = (async () => {
    while (talking) {
      await crowd.speak(200);
      await pause(120);
    }
  })();
  await pause(1500);

  const writer = (await writes(relays[0])) ? 0 : 1;
  const other = 1 - writer;
  assert.ok(await writes(relays[writer]));
  still = writer;
  const stopped = performance.now();
  relays[writer].signal("SIGSTOP");
  await eventually("the other one writes", () => writes(relays[other]), takeoverMaxMs);
  const tookMs = Math.round(performance.now() - stopped);
  await pause(Math.max(stallMs - tookMs, 0));
  relays[writer].signal("SIGCONT");
  await eventually("the first one follows", async () => (await statusOf(relays[writer])).follows !== undefined);
  still = -1;
  await pause(1000);

  postgres.kill();
  await pause(500);
  await postgres.start();
  await eventually(
    "one of them writes again",
    async () => (await writes(relays[0])) || (await writes(relays[1])),
    20000,
  );
  await pause(1500);
  talking = false;
  await talk;

  const faults = () => allFaults(simulators, crowd.said);
  const until = performance.now() + settleMaxMs;
  while (faults().length > 0 && performance.now() < until) await pause(250);
  assert.deepEqual(faults(), []);
  await pause(1500); // what would be written a second time is written now
  assert.deepEqual(faults(), []);
  for (const relay of relays) assert.ok(!relay.ended, relay.log.slice(-20).join("\n"));
  assert.ok(crowd.said.length > 30, `${crowd.said.length} posts`);
  context.diagnostic(`${crowd.said.length} posts; taken over after ${tookMs} ms of ${stallMs}`);
});
