// The real process on a disk that is full: none of its files may grow any more. What it cannot keep it does not act on, it says so and
// ends; and once there is room again nothing is lost and nothing stands twice.
import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { Crowd, numberIn, randomFrom } from "./crowd.js";
import { Memory, numbersById } from "./memory.js";
import { configFor, eventually, secrets } from "./relay-fixture.js";
import { RelayProcess } from "./relay-process.js";
import { allFaults } from "./standing.js";

const posts = 60;
const full = "-f 700"; // blocks of 512 bytes a file: its log has room for about a third of this conversation

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
/** @type {RelayProcess} */
let relay;

before(async () => {
  simulators = await startSimulators({ blueskySettings: { points_max: 1000000 } });
  relay = new RelayProcess(configFor(simulators), secrets);
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

const bridge = async () => /** @type {any} */ (await (await fetch(`${relay.url}/healthz`)).json()).bridges.noordnet;
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What the account of the bridge wrote, in either place. */
function copies() {
  const { bluesky, page, forum } = simulators;
  const onPage = page.posts().filter(({ handle }) => handle === bluesky.brand.handle);
  const onForum = forum.posts().filter(({ username }) => username === "plein");
  return [
    ...onPage.map(({ text }) => ({ number: numberIn(text), place: "page" })),
    ...onForum.map(({ content }) => ({ number: numberIn(content), place: "forum" })),
  ];
}

/** Lets it run into the end of the disk. @returns {Promise<string[]>} what it said */
async function runIntoTheEnd() {
  relay.log.length = 0;
  relay.start();
  await eventually("it ends by itself", () => relay.ended, 60000);
  assert.equal(relay.exitCode, 1, relay.log.slice(-20).join("\n"));
  return [...relay.log];
}

/** The database, and what stands of ours in the places, as they are now. @param {string} name */
function keep(name) {
  const file = path.join(relay.folder, name);
  for (const part of ["", "-wal"]) copyFileSync(path.join(relay.folder, `plein.db${part}`), file + part);
  return { file, written: copies() };
}

test("on a full disk it says so, sends nothing it has not kept, and ends; with room again nothing is lost or doubled", async (context) => {
  const crowd = new Crowd(simulators, { random: randomFrom(3), relayUrl: () => relay.url, threads: 6 });
  await relay.startAndWait();
  await eventually("every place has been read", async () => (await bridge()).adopted);
  await relay.end("SIGTERM");
  let room = false;
  const talking = (async () => {
    while (crowd.said.length < posts) {
      await crowd.speak(posts);
      await pause(room ? 2 : 40);
    }
  })();

  relay.ulimit = full;
  const said = await runIntoTheEnd();
  const stopped = said.find((line) => line.includes('"the bridge has stopped acting"')) ?? "";
  assert.match(stopped, /"reason":"the database cannot be written: .*make room on its disk/);
  const first = keep("first.db");
  const spokenBefore = crowd.said.length;

  // As its supervisor starts it again, and again: the disk is as full as before.
  for (let i = 0; i < 3; i++) {
    const again = await runIntoTheEnd();
    assert.match(again.join("\n"), /the database .*cannot be (written|opened): /);
  }
  const last = keep("last.db");

  room = true;
  relay.ulimit = undefined;
  await relay.startAndWait();
  await talking;
  const faults = () => allFaults(simulators, crowd.said);
  await eventually("all stands", () => faults().length === 0, 60000).catch(() => assert.deepEqual(faults(), []));
  await pause(1500); // what would be written a second time is written now
  assert.deepEqual(faults(), []);

  const numbers = await numbersById(relay.url);
  assert.ok(first.written.length > 5, `${first.written.length} copies stood when the disk was full`);
  for (const { file, written } of [first, last]) {
    const memory = new Memory(file, numbers);
    const unkept = written.filter(({ number, place }) => memory.begun(number, place) === Infinity);
    assert.deepEqual(unkept, [], "written without a record that it was about to be");
  }
  context.diagnostic(
    `${spokenBefore} of ${posts} posts and ${first.written.length} copies until the disk was full, ${last.written.length} copies until there was room`,
  );
});
