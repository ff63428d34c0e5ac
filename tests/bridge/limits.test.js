// Who asks too often waits, and disturbs nobody else.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { RelayFixture, configFor, token } from "./relay-fixture.js";

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
const base = "/v1/bridges/noordnet";

before(async () => {
  simulators = await startSimulators({});
  await relay.start({
    ...configFor(simulators),
    trust_proxy: ["127.0.0.1"],
    limits: { writes: 3, previews: 2, searches: 2, reads: 5, webhooks: 4, sign_ins: 2 },
  });
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

/** @param {string} route @param {string} [from] an address that the proxy tells of @param {RequestInit} [options] */
const ask = (route, from, options) =>
  relay.fetch(route, { ...options, headers: { ...options?.headers, ...(from ? { "x-forwarded-for": from } : {}) } });
/** @param {number} times @param {() => Promise<Response>} work */
async function statuses(times, work) {
  const list = [];
  for (let i = 0; i < times; i++) list.push((await work()).status);
  return list;
}

test("reading and searching are limited by address, and apart", async () => {
  assert.deepEqual(await statuses(6, () => ask(`${base}/feed`, "192.0.2.1")), [200, 200, 200, 200, 200, 429]);
  assert.deepEqual(await statuses(3, () => ask(`${base}/search?text=x`, "192.0.2.1")), [200, 200, 429]);
  assert.equal((await ask(`${base}/feed`, "192.0.2.2")).status, 200, "others are not disturbed");
});

test("what readers do is counted as often as they may read", async () => {
  const count = () =>
    ask(`${base}/count`, "192.0.2.60", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ events: [{ what: "visit" }] }),
    });
  assert.deepEqual(await statuses(6, count), [204, 204, 204, 204, 204, 429]);
  assert.equal((await ask(`${base}/feed`, "192.0.2.60")).status, 429);
});

test("who has to wait is told how long, in the house's words", async () => {
  const answer = await ask(`${base}/feed`, "192.0.2.1");
  const { error } = await answer.json();
  assert.deepEqual([answer.status, error.code], [429, "too_many_requests"]);
  assert.match(error.message, /try again in \d+ s/);
  assert.match(answer.headers.get("retry-after") ?? "", /^\d+$/);
});

test("what is being written is previewed so often, and the post is taken all the same", async () => {
  /** @param {string} route @param {object} body @param {string} from */
  const send = async (route, body, from) =>
    ask(`${base}${route}`, from, {
      method: "POST",
      headers: {
        authorization: `Bearer ${await token({ sub: "vera", name: "Vera" })}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(body),
    });
  let i = 0;
  const previews = () => send("/preview", { text: "Hallo" }, `192.0.2.${++i}`);
  assert.deepEqual(await statuses(3, previews), [200, 200, 429]);
  assert.equal((await send("/posts", { key: "limits-vera-1", text: "Hallo" }, "192.0.2.9")).status, 201);
});

test("writing is limited by person, wherever they are", async () => {
  /** @param {string} sub @param {string} from @param {number} i */
  const write = async (sub, from, i) =>
    ask(`${base}/posts`, from, {
      method: "POST",
      headers: { authorization: `Bearer ${await token({ sub, name: sub })}`, "content-type": "application/json" },
      body: JSON.stringify({ key: `limits-${sub}-${i}`, text: "Hallo" }),
    });
  let i = 0;
  assert.deepEqual(await statuses(4, () => write("wil", `192.0.2.${++i}`, i)), [201, 201, 201, 429]);
  assert.equal((await write("xia", "192.0.2.1", 1)).status, 201);
});

test("a flood of webhooks that nobody signed is stopped early, and the feed goes on", async () => {
  const hook = () => ask("/webhooks/noordnet/forum", "198.51.100.7", { method: "POST", body: "{}" });
  const answered = await statuses(8, hook);
  assert.deepEqual(answered.slice(4), [429, 429, 429, 429]);
  assert.ok(
    answered.slice(0, 4).every((status) => status === 404 || status === 401 || status === 415),
    `${answered}`,
  );
  assert.equal((await ask(`${base}/feed`, "192.0.2.9")).status, 200);
});

test("what a token merely says uses up nobody else's share, and an address that tries tokens has to wait", async () => {
  /** @param {string} bearer @param {string} from @param {string} key */
  const write = (bearer, from, key) =>
    ask(`${base}/posts`, from, {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
      body: JSON.stringify({ key: `limits-${key}`, text: "Hallo" }),
    });
  const forged = await token({ sub: "yara", name: "Yara" }, { secret: "a secret of nobody's" });
  const tried = await statuses(13, () => write(forged, "203.0.113.9", "forged-1"));
  assert.deepEqual(tried, [...Array(12).fill(401), 429]);
  const yara = await token({ sub: "yara", name: "Yara" });
  let i = 0;
  assert.deepEqual(await statuses(4, () => write(yara, "192.0.2.40", `yara-${++i}`)), [201, 201, 201, 429]);
});

test("signing in is limited by address", async () => {
  assert.deepEqual(await statuses(3, () => ask(`${base}/sign-in`, "192.0.2.50")), [200, 200, 429]);
});

test("an address is believed of a proxy alone, and who is here and says none is not limited", async () => {
  assert.deepEqual(await statuses(12, () => ask(`${base}/feed`)), Array(12).fill(200));
});
