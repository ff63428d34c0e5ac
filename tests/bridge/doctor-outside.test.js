// What the doctor finds from outside: of the relay, of its webhooks, and of what a widget without a relay reads.
import assert from "node:assert/strict";
import { test } from "node:test";
import { direct } from "../../bridge/doctor/direct.js";
import { Transport } from "../../bridge/transport.js";
import { visited } from "./doctor-fixture.js";
import { config, has, placesOfTests, root, simulators, stub } from "./doctor-places.js";
import { RelayFixture, eventually, secrets } from "./relay-fixture.js";

placesOfTests();

test("the relay from outside: CORS, and webhooks signed with the right secret, a wrong one, and never sent", async (t) => {
  const relay = new RelayFixture();
  t.after(() => relay.remove());
  const own = structuredClone(config);
  own.bridges[0].places[1].webhook = { secret: { env: "FORUM_TOKEN" } };
  await relay.start(own);
  /** @param {(config: any) => void} [change] @param {string} [relayUrl] */
  const outside = async (change = () => {}, relayUrl = relay.url) => {
    const other = structuredClone(own);
    change(other);
    const all = await visited(other, { env: secrets, folder: root, relayUrl });
    return all.map(({ level, where, what }) => `${level} ${where}: ${what}`);
  };
  const well = await outside();
  has(well, /^ok relay: answers, and lets https:\/\/www\.noordnet\.example read$/);
  has(well, /^ok noordnet\/forum: webhook: the relay takes what is signed with this secret$/);
  has(well, /^warning noordnet\/forum: webhook: none has come since the relay started$/);
  has(well, /^warning relay: its address is not https/);
  has(
    await outside((c) => c.origins.push("https://other.example")),
    /^failure relay: it does not let https:\/\/other\.example read$/,
  );
  has(
    await outside((c) => (c.bridges[0].places[1].webhook.secret = { env: "JWT_SECRET" })),
    /^failure noordnet\/forum: webhook: the relay refuses what is signed with this secret: HTTP 401/,
  );
  has(await outside(undefined, "http://127.0.0.1:1"), /^failure relay: does not answer: .*unreachable/);
  has(
    (await visited(own, { env: secrets, folder: root })).map(({ level, what }) => `${level} ${what}`),
    /^warning whether webhooks arrive was not tried$/,
  );
  // Nothing of it came to the engine as something that happened.
  const { posts, webhooks } = await relay.status();
  assert.equal(posts, (await eventually("it stands still", () => relay.status())).posts);
  assert.ok(webhooks.forum.taken + webhooks.forum.unread > 0);
});

test("the relay verifies its address for Facebook with the word, and not with another", async (t) => {
  const relay = new RelayFixture();
  t.after(() => relay.remove());
  const own = structuredClone(config);
  const webhook = { secret: { env: "FORUM_TOKEN" }, verify_token: { env: "PAGE_PASSWORD" } };
  own.bridges[0].places[0] = {
    id: "page",
    kind: "page",
    platform: "facebook",
    name: "F",
    url: stub.url,
    account: { token: { env: "PAGE_PASSWORD" } },
    settings: { page: "700" },
    webhook,
  };
  await relay.start(own);
  const outside = async () =>
    (await visited(own, { env: secrets, folder: root, relayUrl: relay.url })).filter(({ what }) =>
      what.startsWith("webhook"),
    );
  assert.deepEqual(
    (await outside()).map(({ level }) => level),
    ["ok", "warning"],
  );
  own.bridges[0].places[0].webhook.verify_token = { env: "JWT_SECRET" };
  assert.match((await outside())[0]?.what ?? "", /does not verify its address: HTTP 401/);
});

test("what a widget without a relay reads: pages that may, that may not, and places nobody may read", async () => {
  const transport = new Transport();
  /** @param {any} place @param {string[]} [origins] */
  const read = async (place, origins = ["https://www.noordnet.example"]) => {
    const all = [];
    for await (const { level, what } of direct({ places: [place] }, origins, transport)) all.push(`${level} ${what}`);
    return all;
  };
  const place = { platform: "discourse", url: stub.url };
  /** @param {string} origin */
  const letting = (origin) =>
    (stub.routes = { "GET /posts.json": { headers: { "access-control-allow-origin": origin } } });
  letting("*");
  has(await read(place), /^ok .* lets pages of https:\/\/www\.noordnet\.example read$/);
  letting("https://other.example");
  has(await read(place), /^failure .* does not let pages of https:\/\/www\.noordnet\.example read$/);
  stub.routes = { "GET /posts.json": { status: 403, body: { errors: ["Log in"] } } };
  has(await read(place), /^failure .* is not to be read by anybody: HTTP 403: Log in$/);
  has(await read({ platform: "nodebb", url: simulators.nodebb.url }), /^ok /);
  has(await read({ platform: "facebook", url: stub.url }), /^failure facebook shows nothing without a token$/);
  has(await read({ platform: "constructor" }), /^failure platform: found "constructor"$/);
  has(await read({ platform: "flarum", url: "forum" }), /^failure url: found "forum"/);
  has(await read(place, []), /^failure `origins` names no website$/);
  await transport.close();
});
