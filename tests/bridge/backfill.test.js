// Older than the horizon: left alone by the relay, mirrored by `plein backfill`, once.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { command } from "./command.js";
import { RelayFixture, configFor, eventually, secrets } from "./relay-fixture.js";

const dayMs = 86400000;
/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
const file = path.join(relay.folder, "plein.json");
/** @type {any} */
let config;
/** @param {number} days */
const ago = (days) => Date.now() - days * dayMs;
/** @param {number} days */
const dayAgo = (days) => new Date(ago(days)).toISOString().slice(0, 10);
/** @param {string} text */
const onPage = (text) => simulators.page.posts().filter((post) => post.text.includes(text)).length;
/** @param {string} since */
const backfill = (since) => command(["backfill", "--config", file, "--since", since], { env: secrets });

before(async () => {
  simulators = await startSimulators({});
  config = configFor(simulators);
  writeFileSync(file, JSON.stringify(config));
  simulators.forum.topic("carla", "Heel oud", "Van zeventig dagen her.", { at: ago(70) });
  // A page of the forum's list holds twenty: what is on a later one, the relay does not come to.
  for (let i = 0; i < 25; i += 1)
    simulators.forum.topic("carla", `Oud ${i}`, `Dertig dagen geleden, nummer ${i}.`, { at: ago(30) + i * 60000 });
  for (let i = 0; i < 20; i += 1)
    simulators.forum.topic("carla", `Ouder dan de kim ${i}`, `Negen dagen geleden, ${i}.`, { at: ago(9) + i * 60000 });
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

test("what cannot be is said before anything is touched", async () => {
  for (const [since, words] of /** @type {[string, RegExp][]} */ ([
    [dayAgo(-2), /found a day that has not passed yet/],
    ["1999-01-01", /found more than 3650 days ago/],
  ])) {
    const { code, err } = await backfill(since);
    assert.equal(code, 1);
    assert.match(err, words);
  }
});

test("before the first start all of it is mirrored, and nothing was met too old", { timeout: 120000 }, async (t) => {
  const fresh = await startSimulators({});
  const other = new RelayFixture();
  t.after(() => Promise.all([fresh.stop(), other.remove()]));
  const own = path.join(other.folder, "plein.json");
  writeFileSync(own, JSON.stringify(configFor(fresh)));
  for (const days of [60, 30, 29, 9, 1])
    fresh.forum.topic("carla", `Sinds ${days}`, `Van ${days} dagen her.`, { at: ago(days) });
  const { code, out, err } = await command(["backfill", "--config", own, "--since", dayAgo(40)], { env: secrets });
  assert.equal(code, 0, err);
  assert.match(out, /reading 4\d days back$/m);
  assert.match(out, /^done: .*\n$/m);
  const there = fresh.page.posts().map((post) => /Van (\d+) dagen/.exec(post.text)?.[1]);
  assert.deepEqual(there.sort(), ["1", "29", "30", "9"]);
});

test("the relay leaves alone what is older than its horizon", async () => {
  await relay.start(config);
  simulators.forum.topic("carla", "Nieuw", "Van vandaag.");
  await eventually("the new one stands", async () => {
    const { adopted, deliveries } = await relay.status();
    return adopted && deliveries.sent === 1;
  });
  assert.deepEqual([onPage("Van vandaag"), onPage("Dertig dagen"), onPage("Negen dagen")], [1, 0, 0]);
});

test("no backfill while a relay runs", async () => {
  const { code, err } = await backfill(dayAgo(40));
  assert.equal(code, 1);
  assert.match(err, /another relay is using it/);
  await relay.stop();
});

test(
  "backfill mirrors back to the day, once each, says how far it is, and what it had met before",
  { timeout: 120000 },
  async () => {
    const { code, out, err } = await backfill(dayAgo(40));
    assert.equal(code, 0, err);
    assert.match(out, /bridge "noordnet": reading 4\d days back, every place anew/);
    assert.match(out, /^(reading|mirroring): \d+ posts met, \d+ copies stand, \d+ to go$/m);
    assert.match(out, /^done: /m);
    const tooOld = Number(/^(\d+) posts since then had been met before as too old/m.exec(out)?.[1] ?? 0);
    const mirrored = onPage("Dertig dagen") + onPage("Negen dagen");
    assert.ok(mirrored > 0, out);
    assert.equal(mirrored + tooOld, 45, out);
    assert.deepEqual([onPage("Van vandaag"), onPage("zeventig dagen")], [1, 0]);
  },
);

test("run again, and with the relay after it, nothing is posted twice", { timeout: 120000 }, async () => {
  const written = simulators.page.posts().length;
  assert.equal((await backfill(dayAgo(40))).code, 0);
  assert.equal(simulators.page.posts().length, written);
  await relay.start(config);
  await eventually("the relay has read it all", async () => (await relay.status()).adopted);
  assert.equal(simulators.page.posts().length, written);
  assert.equal((await relay.status()).deliveries.sent >= 2, true);
});
