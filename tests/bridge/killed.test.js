// The real process, killed at random instants while people talk in both places and in the widget. PLEIN_KILLS and PLEIN_POSTS say how
// often and how much (npm run test:killed: 200 and 1000), PLEIN_SEED which conversation.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { Crowd, numberIn, randomFrom } from "./crowd.js";
import { Memory, numbersById } from "./memory.js";
import { configFor, secrets } from "./relay-fixture.js";
import { RelayProcess } from "./relay-process.js";
import { allFaults, standing, swapped } from "./standing.js";

const kills = Number(process.env.PLEIN_KILLS ?? 12);
const posts = Number(process.env.PLEIN_POSTS ?? 60);
const seed = Number(process.env.PLEIN_SEED ?? 1);
const startMs = 500; // about what it takes until it listens
const lifeMaxMs = 700; // from then on
const settleMaxMs = 60000 + 400 * kills;

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
/** @type {RelayProcess} */
let relay;

before(async () => {
  // A brand's account may write 5,000 points an hour, which is days of this conversation.
  simulators = await startSimulators({ blueskySettings: { points_max: 1000000 } });
  relay = new RelayProcess(configFor(simulators), secrets);
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {string} route @returns {Promise<any>} */
const get = async (route) => (await fetch(relay.url + route)).json();
/** @returns {Promise<Record<string, number>>} */
const deliveriesNow = async () => (await get("/healthz")).bridges.noordnet.deliveries;

/** How many kills came before it listened. */
let early = 0;

/** Most of them while it works, one of five while it starts. @param {() => number} random @param {(kill: number) => void} onKill */
async function killAgainAndAgain(random, onKill) {
  for (let kill = 1; kill <= kills; kill++) {
    if (random() < 0.2) {
      relay.start();
      await pause(random() * startMs);
    } else {
      await relay.startAndWait();
      await pause(random() * lifeMaxMs);
    }
    assert.ok(!relay.ended, `the relay ended by itself:\n${relay.log.slice(-20).join("\n")}`);
    if (relay.url === "") early += 1;
    await relay.end("SIGKILL");
    onKill(kill);
  }
  await relay.startAndWait();
}

test(`killed ${kills} times while ${posts} posts cross, it loses none, doubles none and puts none elsewhere`, async (context) => {
  const crowd = new Crowd(simulators, {
    random: randomFrom(seed),
    relayUrl: () => relay.url,
    threads: Math.max(3, Math.round(posts / 25)),
  });
  // What was there before its log began, the relay takes its time for; this is about what is said while it works.
  await relay.startAndWait();
  while (!(await get("/healthz")).bridges.noordnet.adopted) await pause(20);
  await relay.end("SIGKILL");
  const began = Date.now();
  let allowed = Math.min(3, posts);
  const talking = (async () => {
    while (crowd.said.length < posts) {
      if (crowd.said.length < allowed) await crowd.speak(posts);
      await pause(2); // of two posts in one millisecond nobody knows which was first
    }
  })();
  await killAgainAndAgain(randomFrom(seed + 1), (kill) => (allowed = Math.ceil((posts * kill) / kills)));
  await talking;
  const talked = Date.now();

  const faults = () => allFaults(simulators, crowd.said);
  let deliveries = await deliveriesNow();
  while (Date.now() < talked + settleMaxMs) {
    if (faults().length === 0 && deliveries.waiting + deliveries.sending + deliveries.unknown === 0) break;
    await pause(250);
    deliveries = await deliveriesNow();
  }
  const stood = Date.now();
  assert.deepEqual(faults(), [], JSON.stringify(deliveries));
  await pause(1500); // what would be written a second time is written now
  assert.deepEqual(faults(), []);
  const { page, forum } = standing(simulators);
  const memory = new Memory(path.join(relay.folder, "plein.db"), await numbersById(relay.url));
  const disorder = [...swapped(crowd.said, page, memory, "page"), ...swapped(crowd.said, forum, memory, "forum")];
  context.diagnostic(
    `${posts} posts, ${kills} kills of which ${early} before it listened: ${talked - began} ms of talk, ` +
      `${stood - talked} ms until all stood; ${deliveries.sent} copies, ${disorder.length} pairs out of their order of writing`,
  );
  assert.deepEqual(
    disorder.filter(({ needless }) => needless),
    [],
  );
});
