// The real process, killed at random instants while people talk in both places and in the widget. PLEIN_KILLS and PLEIN_POSTS say how
// often and how much (npm run test:killed: 200 and 1000), PLEIN_SEED which conversation.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { Crowd, randomFrom } from "./crowd.js";
import { configFor, secrets } from "./relay-fixture.js";
import { RelayProcess } from "./relay-process.js";
import { faultsOf, standing, swapped } from "./standing.js";

const kills = Number(process.env.PLEIN_KILLS ?? 12);
const posts = Number(process.env.PLEIN_POSTS ?? 60);
const seed = Number(process.env.PLEIN_SEED ?? 1);
const lifeMaxMs = 900; // from its start to its end; it listens after some 300
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

/** @param {() => number} random @param {(kill: number) => void} onKill */
async function killAgainAndAgain(random, onKill) {
  for (let kill = 1; kill <= kills; kill++) {
    relay.start();
    await pause(random() * lifeMaxMs);
    assert.ok(!relay.ended, `the relay ended by itself:\n${relay.log.slice(-20).join("\n")}`);
    await relay.end("SIGKILL");
    onKill(kill);
  }
  await relay.startAndWait();
}

test(`killed ${kills} times while ${posts} posts cross, it loses none, doubles none and puts none elsewhere`, async () => {
  const began = Date.now();
  const crowd = new Crowd(simulators, {
    random: randomFrom(seed),
    relayUrl: () => relay.url,
    threads: Math.max(3, Math.round(posts / 25)),
  });
  let allowed = Math.min(3, posts);
  const talking = (async () => {
    while (crowd.said.length < posts) {
      if (crowd.said.length < allowed) await crowd.speak(posts);
      else await pause(5);
    }
  })();
  await killAgainAndAgain(randomFrom(seed + 1), (kill) => (allowed = Math.ceil((posts * kill) / kills)));
  await talking;
  const talked = Date.now();

  const faults = () => {
    const { page, forum } = standing(simulators);
    return [...faultsOf(crowd.said, page, "page"), ...faultsOf(crowd.said, forum, "forum")];
  };
  const settled = async () => {
    const { deliveries } = (await (await fetch(`${relay.url}/healthz`)).json()).bridges.noordnet;
    return deliveries.waiting + deliveries.sending + deliveries.unknown === 0;
  };
  while (!(faults().length === 0 && (await settled())) && Date.now() < talked + settleMaxMs) await pause(250);
  const { deliveries } = (await (await fetch(`${relay.url}/healthz`)).json()).bridges.noordnet;
  assert.deepEqual(faults(), [], JSON.stringify(deliveries));
  await pause(1500); // what would be written a second time is written now
  assert.deepEqual(faults(), []);
  const { page, forum } = standing(simulators);
  const disorder = [...swapped(crowd.said, page, "page"), ...swapped(crowd.said, forum, "forum")];
  console.log(
    `${posts} posts, ${kills} kills: ${talked - began} ms of talk, ${Date.now() - talked} ms until all stood; ` +
      `${disorder.length} swapped; ${JSON.stringify(deliveries)}`,
  );
  console.log(JSON.stringify(disorder.slice(0, 40).map((pair) => pair.map((n) => crowd.said[n]))));
});
