// What is decided about posts and people, over HTTP and with the real engine, until both places and the database show it.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { RelayFixture, configFor, eventually, token } from "./relay-fixture.js";

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
const base = "/v1/bridges/noordnet";
/** @type {Record<string, string>} */
const tokens = {};
const options = {};

before(async () => {
  simulators = await startSimulators({});
  await relay.start(configFor(simulators));
  await eventually("it has read what there is", async () => (await relay.status()).adopted);
  for (const role of ["visitor", "brand"]) tokens[role] = await token({ sub: role, name: role, role });
  tokens.other = await token({ sub: "other", name: "Other" });
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

/** @param {string} as @param {string} method @param {string} route @param {object} [body] */
const ask = (as, method, route, body) =>
  relay.fetch(base + route, {
    method,
    headers: { authorization: `Bearer ${tokens[as]}`, ...(body ? { "content-type": "application/json" } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
/** @param {string} text */
const onForum = (text) => simulators.forum.posts().filter((post) => post.content.includes(text) && !post.deleted);
/** @param {string} text */
const onPage = (text) => simulators.page.posts().filter((post) => post.text.includes(text));
/** @param {string} text @returns {Promise<any>} */
const shown = async (text) =>
  (await relay.get(`${base}/feed?page_size=100`)).threads
    .map((/** @type {any} */ thread) => thread.root)
    .find((/** @type {any} */ root) => JSON.stringify(root.body).includes(text));

test("a widget post is its writer's and the brand's to change and to remove", options, async () => {
  const made = await ask("visitor", "POST", "/posts", { key: "moderate-1", text: "Eerste versie." });
  const { id } = (await made.json()).post;
  await eventually("it stands", () => onForum("Eerste versie").length === 1);
  assert.ok([403, 409].includes((await ask("other", "PATCH", `/posts/${id}`, { text: "Van een ander." })).status));
  const edited = await ask("visitor", "PATCH", `/posts/${id}`, { text: "Tweede versie." });
  assert.equal(edited.status, 200);
  assert.match(JSON.stringify((await edited.json()).post.body), /Tweede/);
  await eventually("the copy says so", () => onForum("Tweede versie").length === 1);
  assert.ok([403, 409].includes((await ask("other", "DELETE", `/posts/${id}`)).status));
  assert.equal((await ask("brand", "DELETE", `/posts/${id}`)).status, 200);
  await eventually("no copy is left", () => onForum("versie").length + onPage("versie").length === 0, 20000);
});

test("a held post goes, and comes back when released", options, async () => {
  simulators.page.post("ana.test", "Dit is een twijfelgeval.", { mentionBrand: true });
  await eventually("it stands", () => onForum("twijfelgeval").length === 1);
  const { id } = await shown("twijfelgeval");
  assert.equal((await ask("brand", "POST", `/posts/${id}/hold`)).status, 200);
  await eventually("its copy goes", () => onForum("twijfelgeval").length === 0);
  assert.equal(await shown("twijfelgeval"), undefined);
  assert.equal((await ask("brand", "POST", `/posts/${id}/release`)).status, 200);
  assert.ok(await shown("twijfelgeval"));
  assert.equal((await ask("brand", "POST", `/posts/${id}/sweep`)).status, 200);
});

test("somebody who opts out is seen no more; forgotten, they are in no file either", options, async () => {
  const word = "Zonnebloemstraat";
  simulators.page.post("bert.test", `Mijn adres is ${word} 12.`, { mentionBrand: true });
  await eventually("it stands", () => onForum(word).length === 1);
  const { author } = await shown(word);
  assert.equal((await ask("brand", "POST", `/authors/${author.key}/opt_out`)).status, 204);
  assert.equal(await shown(word), undefined);
  await eventually("its copy goes", () => onForum(word).length === 0);
  const files = () =>
    readdirSync(relay.folder).filter((name) => readFileSync(path.join(relay.folder, name)).includes(word));
  assert.ok(files().length > 0);
  const answer = await ask("brand", "POST", `/authors/${author.key}/forget`);
  assert.deepEqual(files(), [], "when it is answered");
  const receipt = await answer.json();
  assert.deepEqual([answer.status, receipt.author, receipt.posts], [200, author.key, 1]);
  await relay.stop();
  await relay.start(configFor(simulators));
  await eventually("it goes on", async () => (await relay.status()).adopted);
  simulators.page.post("bert.test", "Ik zeg nog iets.", { mentionBrand: true });
  simulators.page.post("ana.test", "Iets anders nu.", { mentionBrand: true });
  await eventually("what others say crosses", () => onForum("Iets anders nu").length === 1);
  assert.equal(await shown(word), undefined);
  assert.equal(onForum(word).length + onForum("nog iets").length, 0);
  assert.deepEqual(files(), [], "though it still stands where it was written");
  assert.equal((await ask("brand", "POST", "/authors/0000000000000/forget")).status, 404);
});
