// Who is a member of the forum writes there under their own name; what people think of posts: over HTTP, with the real engine.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
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
let joris = 0;
const env = { RELAY_KEY: "a key that is kept for longer than the database" };

const start = async () => {
  await relay.start({ ...configFor(simulators), key: { env: "RELAY_KEY" } }, { env });
  await eventually("it has read what there is", async () => (await relay.status()).adopted);
};

before(async () => {
  simulators = await startSimulators({});
  joris = simulators.forum.person("joris", { exempt: true, at: Date.now() - 86400000 }).uid;
  await start();
  const accounts = { forum: String(joris) };
  tokens.joris = await token({ sub: "joris", name: "Joris W.", role: "ambassador", accounts });
  tokens.wil = await token({ sub: "wil", name: "Wil" });
  tokens.other = await token({ sub: "other", name: "Other" });
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

/** @param {string} as @param {string} route @param {object} [body] @returns {Promise<{status: number, post: any}>} */
async function ask(as, route, body) {
  const answer = await relay.fetch(base + route, {
    method: "POST",
    headers: { authorization: `Bearer ${tokens[as]}`, ...(body ? { "content-type": "application/json" } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, post: (await answer.json()).post };
}
/** @param {string} text */
const onForum = (text) => simulators.forum.posts().filter((post) => post.content.includes(text) && !post.deleted);
/** @param {string} text */
const onPage = (text) => simulators.page.posts().filter((post) => post.text.includes(text));

test("a member's post stands on the forum as theirs, on the page with their name, and is known after the database was lost", async () => {
  const made = await ask("joris", "/posts", { key: "member-001", text: "Zo zet je de wifi uit." });
  assert.equal(made.status, 201);
  await eventually("it stands in both", () => onForum("de wifi uit").length + onPage("de wifi uit").length === 2);
  const [there] = onForum("de wifi uit");
  assert.equal(there.uid, joris);
  assert.doesNotMatch(there.content, /Joris W\./);
  assert.match(onPage("de wifi uit")[0].text, /Joris W\./);
  await relay.stop();
  for (const end of ["", "-wal", "-shm"]) rmSync(path.join(relay.folder, `plein.db${end}`), { force: true });
  await start();
  await eventually("both are known", async () => (await relay.status()).deliveries.sent === 2);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.equal(onForum("de wifi uit").length + onPage("de wifi uit").length, 2);
  assert.equal((await relay.status()).posts, 1);
});

test("nobody without an account there is acted for, nor one that is not the forum's", async () => {
  await ask("wil", "/posts", { key: "nobody-001", text: "Ik heb daar geen account." });
  tokens.wrong = await token({ sub: "wrong", name: "Wrong", accounts: { forum: "4711", nowhere: "1", page: "a b" } });
  await ask("wrong", "/posts", { key: "nobody-002", text: "Mijn account is er niet meer." });
  await eventually("both stand", () => onForum("account").length === 2);
  for (const post of onForum("account")) assert.equal(post.uid, simulators.nodebb.bridge.uid);
  assert.match(onForum("niet meer")[0].content, /Wrong/);
  const { places } = await relay.status();
  assert.equal(places.find((/** @type {any} */ place) => place.id === "forum").not_as_author.posts, 1);
});

test("whoever asked accepts an answer, nobody else; a like counts once", async () => {
  const question = (await ask("wil", "/posts", { key: "asked-0001", text: "Waarom knippert hij?" })).post;
  const reply = { key: "asked-0002", parent: question.id, text: "Hij zoekt het netwerk." };
  const { id } = (await ask("joris", "/posts", reply)).post;
  assert.equal((await ask("other", `/posts/${id}/accept`)).status, 403);
  assert.equal((await ask("wil", `/posts/${question.id}/accept`)).status, 409);
  const accepted = await ask("wil", `/posts/${id}/accept`);
  assert.deepEqual([accepted.status, accepted.post.accepted], [200, true]);
  const summary = async () =>
    (await relay.get(`${base}/feed`)).threads.find((/** @type {any} */ each) => each.root.id === question.id);
  assert.equal((await summary()).accepted, id);
  assert.equal((await ask("joris", `/posts/${id}/unaccept`)).post.accepted, undefined);
  assert.equal((await summary()).accepted, undefined);
  assert.equal((await ask("joris", `/posts/${id}/react`)).status, 403);
  await ask("other", `/posts/${id}/react`);
  assert.deepEqual((await ask("other", `/posts/${id}/react`)).post.reactions, { count: 1 });
  assert.deepEqual((await ask("wil", `/posts/${id}/react`)).post.reactions, { count: 2 });
  await ask("wil", `/posts/${id}/unreact`);
  assert.deepEqual((await relay.get(`${base}/posts/${id}`)).reactions, { count: 1 });
});
