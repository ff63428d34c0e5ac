// What moderators decide is recorded, and what is not theirs to decide is refused, and recorded too.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { RelayFixture, configFor, eventually, token } from "./relay-fixture.js";

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
const base = "/v1/bridges/noordnet";
/** @type {Record<string, string>} */
const tokens = {};
/** @type {any} */
let post;

before(async () => {
  simulators = await startSimulators({});
  simulators.forum.topic("carla", "Een vraag", "Waarom knippert het lampje?");
  await relay.start(configFor(simulators));
  for (const role of ["visitor", "ambassador", "brand"])
    tokens[role] = await token({ sub: `id-${role}`, name: role, role });
  post = await eventually("the topic is met", async () => (await relay.get(`${base}/feed`)).threads[0]?.root);
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

/** @param {string} as @param {string} route @param {string} [method] */
const ask = (as, route, method = "POST") =>
  relay.fetch(base + route, { method, headers: { authorization: `Bearer ${tokens[as]}` } });
/** @param {string} [query] */
const audit = async (query = "") => (await ask("brand", `/audit${query}`, "GET")).json();

test("nobody but the brand moderates, and each attempt is recorded", async () => {
  const ofPost = ["hold", "release", "sweep"].map((act) => [act, `/posts/${post.id}/${act}`]);
  const ofAuthor = ["opt_out", "opt_in", "block", "unblock", "forget"].map((act) => [
    act,
    `/authors/${post.author.key}/${act}`,
  ]);
  for (const role of ["visitor", "ambassador"]) {
    for (const [act, route] of [...ofPost, ...ofAuthor]) {
      const answer = await ask(role, route);
      assert.equal(answer.status, 403, `${role} ${act}`);
      assert.equal((await answer.json()).error.code, "not_allowed");
      const [last] = (await audit("?page_size=1")).entries;
      assert.deepEqual([last.who, last.role, last.did, last.status], [`id-${role}`, role, act, 403]);
    }
  }
  assert.equal((await relay.get(`${base}/feed`)).threads.length, 1, "and nothing changed");
});

test("what the brand decides is recorded before it is answered, by keys alone", async () => {
  assert.equal((await ask("brand", `/posts/${post.id}/hold`)).status, 200);
  assert.equal((await ask("brand", `/authors/${post.author.key}/block`)).status, 204);
  const { entries } = await audit("?page_size=2");
  assert.deepEqual(
    entries.map((/** @type {any} */ { did, about, status }) => [did, about, status]),
    [
      ["block", post.author.key, 204],
      ["hold", post.id, 200],
    ],
  );
  assert.ok(entries.every((/** @type {any} */ { at }) => Math.abs(at - Date.now()) < 60000));
  assert.doesNotMatch(JSON.stringify(await audit("?page_size=200")), /lampje|Carla/i);
});

test("it is read in pages, and by the brand alone; it outlasts the relay", async () => {
  const first = await audit("?page_size=3");
  assert.equal(first.entries.length, 3);
  const second = await audit(`?page_size=3&before=${first.next}`);
  assert.ok(second.entries[0].id < first.entries[2].id);
  for (const role of ["visitor", "ambassador"]) assert.equal((await ask(role, "/audit", "GET")).status, 403);
  assert.equal((await relay.fetch(`${base}/audit`)).status, 401);
  assert.equal((await ask("brand", "/audit?page_size=0", "GET")).status, 400);
  const before = await audit("?page_size=200");
  await relay.stop();
  await relay.start(configFor(simulators));
  assert.deepEqual(await audit("?page_size=200"), before);
});

test("what anybody may do with their own posts is no moderation", async () => {
  const count = (await audit("?page_size=200")).entries.length;
  const headers = { authorization: `Bearer ${tokens.visitor}`, "content-type": "application/json" };
  const body = JSON.stringify({ key: "audit-test-1", text: "Een eigen vraag" });
  assert.equal((await relay.fetch(`${base}/posts`, { method: "POST", headers, body })).status, 201);
  assert.equal((await audit("?page_size=200")).entries.length, count);
});

test("whoever is signed in reports a post, and moderators alone see who reported what", async () => {
  const say = (/** @type {string} */ as, /** @type {string} */ id, /** @type {unknown} */ body) =>
    relay.fetch(`${base}/posts/${id}/report`, {
      method: "POST",
      headers: { authorization: `Bearer ${tokens[as]}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  assert.equal((await say("visitor", post.id, { reason: "spam" })).status, 204);
  assert.equal((await say("ambassador", post.id, { reason: "abuse" })).status, 204);
  assert.equal((await say("visitor", post.id, { reason: "dull" })).status, 400);
  assert.equal((await say("visitor", "0000000000000", { reason: "spam" })).status, 404);
  assert.equal((await say("nobody", post.id, { reason: "spam" })).status, 401);

  assert.equal((await ask("visitor", "/reports", "GET")).status, 403);
  const { reports, next } = await (await ask("brand", "/reports", "GET")).json();
  assert.equal(next, null);
  assert.deepEqual(
    reports.map((/** @type {any} */ { post: about, by, reason }) => [about, by, reason]),
    [
      [post.id, "id-ambassador", "abuse"],
      [post.id, "id-visitor", "spam"],
    ],
  );
  const { reports: first } = await (await ask("brand", "/reports?page_size=1", "GET")).json();
  const { reports: second } = await (await ask("brand", `/reports?before=${first[0].id}`, "GET")).json();
  assert.deepEqual([first[0].reason, second[0].reason], ["abuse", "spam"]);
});

test("reports are closed with what was done, opened again, and open anew where more is reported", async () => {
  const open = async (query = "") => (await (await ask("brand", `/reports?open=true${query}`, "GET")).json()).reports;
  const all = async () => (await (await ask("brand", "/reports", "GET")).json()).reports;
  /** @param {string} as @param {string} act @param {object} [body] */
  const settle = async (as, act, body) =>
    (
      await relay.fetch(`${base}/posts/${post.id}/reports/${act}`, {
        method: "POST",
        headers: { authorization: `Bearer ${tokens[as]}`, ...(body && { "content-type": "application/json" }) },
        ...(body && { body: JSON.stringify(body) }),
      })
    ).status;
  assert.equal((await open()).length, 2);
  assert.equal(await settle("visitor", "close", { outcome: "kept" }), 403);
  assert.equal(await settle("brand", "close", { outcome: "dull" }), 400);
  assert.equal((await open()).length, 2, "what was refused closed nothing");
  const desk = await relay.fetch(`${base}/desk/events`, { headers: { authorization: `Bearer ${tokens.brand}` } });
  const reader = /** @type {ReadableStream<Uint8Array>} */ (desk.body).getReader();
  assert.equal(await settle("brand", "close", { outcome: "kept" }), 204);
  for (let heard = ""; !heard.includes("event: desk");)
    heard += Buffer.from((await reader.read()).value ?? []).toString();
  await reader.cancel();
  assert.deepEqual(await open(), []);
  const [last] = await all();
  assert.deepEqual([last.closed.by, last.closed.outcome], ["id-brand", "kept"]);
  assert.equal((await audit("?page_size=1")).entries[0].did, "settle kept");

  const more = await relay.fetch(`${base}/posts/${post.id}/report`, {
    method: "POST",
    headers: { authorization: `Bearer ${tokens.visitor}`, "content-type": "application/json" },
    body: JSON.stringify({ reason: "private" }),
  });
  assert.equal(more.status, 204);
  assert.deepEqual(
    (await open("&page_size=1")).map((/** @type {any} */ { reason }) => reason),
    ["private"],
  );
  assert.equal((await all()).filter((/** @type {any} */ { closed }) => closed).length, 2);
  assert.equal(await settle("brand", "reopen"), 204);
  assert.equal((await open()).length, 3);
});
