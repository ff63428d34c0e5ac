// Threads are arranged here: what is moved, merged and split stands so in every view, and nothing of it in the places.
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
const reason = "Het hoort bij elkaar.";

before(async () => {
  simulators = await startSimulators({});
  await relay.start(configFor(simulators));
  await eventually("it has read what there is", async () => (await relay.status()).adopted);
  for (const role of ["visitor", "moderator"]) tokens[role] = await token({ sub: role, name: role, role });
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

/** @param {string} as @param {string} method @param {string} route @param {object} [body] @returns {Promise<{status: number, body: any}>} */
async function ask(as, method, route, body) {
  const answer = await relay.fetch(base + route, {
    method,
    headers: { authorization: `Bearer ${tokens[as]}`, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : undefined };
}
/** @param {string} key @param {string} text @param {string} [parent] @returns {Promise<string>} */
async function write(key, text, parent) {
  const made = await ask("visitor", "POST", "/posts", { key, text, ...(parent ? { parent } : { title: text }) });
  assert.equal(made.status, 201);
  return made.body.post.id;
}
/** @param {string} id @param {object} where @returns {Promise<string>} the decision's id */
async function move(id, where) {
  const moved = await ask("moderator", "POST", `/desk/posts/${id}/move`, { ...where, reason });
  assert.equal(moved.status, 200, JSON.stringify(moved.body));
  return moved.body.decision.id;
}
/** @param {string} id @returns {Promise<string[]>} */
const standing = async (id) =>
  (await relay.get(`${base}/threads/${id}?page_size=100`)).posts.map((/** @type {any} */ post) => post.id);
const listed = async () =>
  (await relay.get(`${base}/feed?page_size=100`)).threads.map((/** @type {any} */ thread) => thread.root.id);
/** @param {string} text */
const onForum = (text) => simulators.forum.posts().filter((post) => post.content.includes(text) && !post.deleted);
/** @param {string} text */
const onPage = (text) => simulators.page.posts().filter((post) => post.text.includes(text));
/** @param {string} text */
const crossed = (text) => eventually(text, () => onForum(text).length === 1 && onPage(text).length === 1, 20000);

test("a reply is moved: every view has it there, its copies stay, and what answers it crosses under them", async () => {
  const a = await write("move-thread-a", "Eerste vraag over de router.");
  const b = await write("move-thread-b", "Tweede vraag over televisie.");
  const reply = await write("move-reply-1", "Antwoord dat elders hoort.", a);
  await crossed("Antwoord dat elders hoort");
  const [copy] = onForum("Antwoord dat elders hoort");
  await move(reply, { under: b });
  assert.deepEqual([await standing(a), await standing(b)], [[a], [b, reply]]);
  assert.equal((await relay.get(`${base}/posts/${reply}`)).thread, b);
  const found = await relay.get(`${base}/search?text=${encodeURIComponent("elders hoort")}`);
  assert.deepEqual([found.results[0].post.id, found.results[0].title], [reply, "Tweede vraag over televisie."]);
  const below = await write("move-reply-2", "Dank je wel daarvoor.", reply);
  await crossed("Dank je wel daarvoor");
  assert.deepEqual(await standing(b), [b, reply, below]);
  const [answer] = onForum("Dank je wel daarvoor");
  assert.equal(answer.tid, copy.tid, "in the forum it is in the topic of what it answers");
  assert.equal(onForum("Antwoord dat elders hoort")[0].tid, copy.tid);
  const { decisions } = (await ask("moderator", "GET", "/desk/decisions")).body;
  assert.deepEqual(
    [decisions[0].did, decisions[0].title, decisions[0].words, decisions[0].reason],
    ["move", "Tweede vraag over televisie.", "Antwoord dat elders hoort.", reason],
  );
});

test("threads are merged, and a restart changes nothing; undone, all is as before", async () => {
  const a = await write("merge-thread-a", "Storing in Zwolle.");
  const b = await write("merge-thread-b", "Ook storing in Zwolle.");
  const reply = await write("merge-reply-1", "Hier ook.", b);
  await crossed("Ook storing in Zwolle");
  const merged = await move(b, { under: a });
  assert.deepEqual(await standing(b), [a, b, reply], "by the address that it had, too");
  assert.ok(!(await listed()).includes(b));
  await relay.stop();
  await relay.start(configFor(simulators));
  await eventually("it goes on", async () => (await relay.status()).adopted);
  assert.deepEqual(await standing(a), [a, b, reply]);
  assert.equal((await ask("moderator", "POST", `/desk/decisions/${merged}/undo`)).status, 200);
  assert.deepEqual([await standing(a), await standing(b)], [[a], [b, reply]]);
  assert.ok((await listed()).includes(b));
  assert.equal(onForum("storing in Zwolle").length, 1);
});

test("a reply becomes a thread of its own; what cannot be is refused", async () => {
  const a = await write("split-thread-a", "Vraag met een zijpad.");
  const reply = await write("split-reply-1", "Heel iets anders: mijn factuur.", a);
  await move(reply, { title: "Een factuur" });
  const { threads } = await relay.get(`${base}/feed?page_size=100`);
  assert.equal(threads.find((/** @type {any} */ thread) => thread.root.id === reply).root.title, "Een factuur");
  const refused = async (/** @type {string} */ as, /** @type {string} */ id, /** @type {object} */ body) =>
    (await ask(as, "POST", `/desk/posts/${id}/move`, body)).status;
  assert.equal(await refused("visitor", reply, { under: a }), 403);
  assert.equal(await refused("moderator", a, { under: a }), 409);
  assert.equal(await refused("moderator", a, { title: "Nog eens" }), 409);
  assert.equal(await refused("moderator", a, { under: "0000000000000" }), 404);
  assert.equal(await refused("moderator", a, {}), 422);
  assert.equal(await refused("moderator", a, { under: reply, title: "Beide" }), 422);
});

test("who wrote it is told why, and nobody else, though they name it not", async () => {
  const id = await write("told-thread-a", "Bel mij op mijn nummer.");
  const reply = await write("told-reply-a", "En op mijn andere nummer.", id);
  const began = Date.now();
  await ask("moderator", "POST", `/desk/posts/${reply}/hide`, { place: "forum", reason: "Ook hier een nummer." });
  await ask("moderator", "POST", `/posts/${id}/hold`, { reason: "Er staat een nummer in." });
  const told = async (/** @type {string} */ as, query = "") =>
    (await ask(as, "GET", `/me${query}`)).body.told.filter((/** @type {any} */ one) => one.did !== "move");
  const [held, hidden] = (await told("visitor")).reverse();
  const { at, ...first } = held;
  assert.deepEqual(first, {
    post: id,
    did: "hold",
    reason: "Er staat een nummer in.",
    says: "Bel mij op mijn nummer.",
  });
  assert.ok(at >= began - 1000 && at <= Date.now() + 1000);
  assert.deepEqual([hidden.post, hidden.place, hidden.says], [reply, "forum", "En op mijn andere nummer."]);
  assert.deepEqual(await told("visitor", `?posts=${id}`), [held, hidden], "each once");
  for (const query of ["", `?posts=${id}`]) assert.deepEqual(await told("moderator", query), []);
  await ask("moderator", "POST", `/posts/${id}/release`);
  assert.deepEqual(await told("visitor"), [hidden], "what is no more is not told");
});

test("what a rule holds is told with the rule's name", async () => {
  const rule = { key: "rule-told-1", name: "Reclame", on: true, words: ["casino"] };
  assert.equal((await ask("moderator", "POST", "/desk/rules", rule)).status, 204);
  const id = await write("told-rule-aa", "Speel in ons casino.");
  const { told } = (await ask("visitor", "GET", "/me")).body;
  assert.deepEqual(
    told
      .filter((/** @type {any} */ { post }) => post === id)
      .map((/** @type {any} */ { did, reason }) => [did, reason]),
    [["hold", "Reclame"]],
  );
  assert.equal((await ask("moderator", "DELETE", "/desk/rules/rule-told-1")).status, 204);
});
