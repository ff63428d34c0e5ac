// Places that misbehave: each marks that place as failing, with the reason, and changes nothing else.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { RelayFixture, configFor, eventually } from "./relay-fixture.js";

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
const calm = {
  malformed_next: 0,
  deep_next: 0,
  oversized_next: 0,
  fail_next: 0,
  throttle_next: 0,
  unauthorised: false,
};

const allWell = () =>
  eventually(
    "all is well",
    async () => (await relay.status()).places.every((/** @type {any} */ place) => place.state === "ok"),
    20000,
  );

before(async () => {
  simulators = await startSimulators({});
  await relay.start(configFor(simulators));
  // What stood there before its log began, the relay would take its time for.
  await eventually("it has read what there is", async () => (await relay.status()).adopted);
  simulators.forum.topic("carla", "Roaming", "Werkt mijn bundel in Londen?");
  await eventually("the copy stands", async () => (await relay.status()).deliveries.sent === 1);
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});
beforeEach(async () => {
  simulators.faults("nodebb", calm);
  simulators.faults("bluesky", calm);
  await allWell();
});

// For as long as it takes to be seen: after two bad answers the third may be good before anybody has looked.
const always = 1_000_000;
/** @type {["nodebb" | "bluesky", object, RegExp][]} */
const troubles = [
  ["nodebb", { malformed_next: always }, /unexpected answer at \$.*no JSON/],
  ["nodebb", { deep_next: always }, /unexpected answer at \$.*deeper/],
  ["nodebb", { oversized_next: always }, /too_large/],
  ["bluesky", { malformed_next: always }, /unexpected answer at \$.*no JSON/],
  ["bluesky", { deep_next: always }, /unexpected answer at \$.*deeper/],
  ["bluesky", { oversized_next: always }, /too_large/],
  ["bluesky", { fail_next: always }, /HTTP 503/],
];
for (const [platform, faults, reason] of troubles) {
  test(`${platform}: ${Object.keys(faults)[0]} marks that place, and it recovers`, async () => {
    const id = platform === "nodebb" ? "forum" : "page";
    const before = (await relay.status()).posts;
    simulators.faults(platform, faults);
    const failing = await eventually("the place fails", async () => {
      const { places, words } = await relay.status();
      const found = places.find((/** @type {any} */ place) => place.id === id && place.state === "failing");
      return found && { ...found, words: words[id] };
    });
    assert.match(failing.reason, reason);
    assert.match(failing.words, /^does not answer as it should since \S+Z: .+; it (last answered|has not)/);
    const { places, threads } = await relay.get("/v1/bridges/noordnet/feed");
    assert.equal(threads.length, 1);
    if (places.some((/** @type {any} */ place) => place.failing))
      assert.match(places.find((/** @type {any} */ p) => p.id === id).failing, reason);
    assert.equal((await relay.get("/healthz")).bridges.noordnet.posts, before);
    assert.equal((await relay.status()).places.find((/** @type {any} */ place) => place.id !== id).state, "ok");
    simulators.faults(platform, calm);
    await allWell();
  });
}

test("a session that expires is renewed without anybody noticing", async () => {
  simulators.page.expireSessions();
  simulators.page.post("ana.test", "Nog iemand?", { mentionBrand: true });
  await eventually("the topic stands", () =>
    simulators.forum.posts().some((post) => post.content.includes("Nog iemand")),
  );
  assert.ok(!relay.log.join("").includes("failing"));
});

test("wrong tokens and places that are not there are said, and the relay starts all the same", async () => {
  const config = configFor(simulators);
  const [page, forum] = /** @type {any[]} */ (config.bridges[0]?.places);
  page.url = "http://127.0.0.1:1";
  forum.account.token = { env: "PAGE_PASSWORD" };
  const other = new RelayFixture();
  await other.start(config);
  const places = await eventually("both fail", async () => {
    const status = await other.status();
    return status.places.every((/** @type {any} */ place) => place.state === "failing") && status.places;
  });
  assert.match(places[0].reason, /unreachable/);
  assert.match(places[1].reason, /401|not accepted|not-authorised|authori/i);
  assert.equal((await other.get("/healthz")).status, "degraded");
  await other.remove();
});
