// What the brand asks, plans, pins and is paid for, over HTTP and with the real engine, until the places show it.
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

before(async () => {
  simulators = await startSimulators({});
  const config = configFor(simulators);
  Object.assign(config.bridges[0] ?? {}, { webcare: { posts_a_day: 3 } });
  await relay.start(config);
  await eventually("it has read what there is", async () => (await relay.status()).adopted);
  for (const role of ["visitor", "ambassador", "moderator", "manager"])
    tokens[role] = await token({ sub: role, name: `The ${role}`, role });
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

/** @param {string} as @param {string} method @param {string} route @param {object} [body] */
const ask = (as, method, route, body) => relay.ask(method, base + route, { token: tokens[as], body });
/** @param {string} as @param {string} method @param {string} route @param {object} [body] */
const done = async (as, method, route, body) => {
  const answer = await ask(as, method, route, body);
  assert.ok(answer.status < 300, `${route}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};
/** @param {string} text */
const onForum = (text) => simulators.forum.posts().filter((post) => post.content.includes(text) && !post.deleted);
/** @param {string} text */
const onPage = (text) => simulators.page.posts().filter((post) => post.text.includes(text));

const question = {
  key: "peiling-dag-1",
  title: "Welke dag komen we?",
  text: "Kies wat u past.",
  options: ["Maandag", "Vrijdag"],
  after: true,
};
/** @type {string} */
let post;

test("a poll stands in both places with its options and where one votes; only the brand asks", async () => {
  for (const as of ["visitor", "ambassador"])
    assert.equal((await ask(as, "POST", "/desk/polls", question)).status, 403);
  ({
    post: { id: post },
  } = await done("moderator", "POST", "/desk/polls", question));
  await eventually("both places have it", () => onForum("Vrijdag").length === 1 && onPage("Vrijdag").length === 1);
  for (const text of [onForum("Vrijdag")[0]?.content ?? "", onPage("Vrijdag")[0]?.text ?? ""])
    assert.match(text, /Maandag[\s\S]*Vrijdag[\s\S]*Stem: /);
});

test("one votes once, changes it, and sees the result that others see at its end", async () => {
  assert.equal((await ask("nobody", "POST", `/posts/${post}/vote`, { choices: [0] })).status, 401);
  const vote = (/** @type {string} */ as, /** @type {number[]} */ choices) =>
    done(as, "POST", `/posts/${post}/vote`, { choices });
  await vote("visitor", [0]);
  await vote("ambassador", [1]);
  const { poll } = await vote("visitor", [1]);
  assert.deepEqual([poll.counts, poll.people, poll.chosen], [[0, 2], 2, [1]]);
  const told = async () => (await done("", "GET", "/community")).threads[0].poll;
  assert.deepEqual(await told(), { options: question.options, people: 2, after: true });
  assert.deepEqual((await done("manager", "GET", "/desk/polls")).polls[0].counts, [0, 2]);
  assert.equal((await ask("visitor", "POST", `/desk/polls/${post}/end`)).status, 403);
  await done("moderator", "POST", `/desk/polls/${post}/end`);
  assert.deepEqual((await told()).counts, [0, 2]);
  assert.equal((await ask("visitor", "POST", `/posts/${post}/vote`, { choices: [0] })).status, 409);
});

test("an announcement asks too: it is answered like a poll, and taken down with it", async () => {
  const news = { key: "storing-poll-1", title: "Storing in Assen", text: "Ook bij jou?", reason: "Het is nodig." };
  const poll = { options: ["Ja", "Nee"], several: false };
  assert.equal(
    (await ask("manager", "POST", "/desk/announcements", { ...news, poll: { options: ["Ja"] } })).status,
    400,
  );
  assert.equal((await ask("moderator", "POST", "/desk/announcements", { ...news, poll })).status, 403);
  const told = await done("manager", "POST", "/desk/announcements", { ...news, poll });
  assert.equal(told.decision.did, "announce");
  await done("visitor", "POST", `/posts/${told.post.id}/vote`, { choices: [0] });
  const { announcements, threads } = await done("", "GET", "/community");
  assert.equal(announcements[0].post, told.post.id);
  const marked = threads.find((/** @type {any} */ { thread }) => thread === told.post.id);
  assert.deepEqual(marked.poll, { options: ["Ja", "Nee"], people: 1, counts: [1, 0] });
  await eventually("the options cross", () => onForum("Ook bij jou?")[0]?.content.includes("Nee"));
  await done("manager", "DELETE", `/desk/announcements/${told.post.id}`);
  await eventually("none shows it", () => onForum("Ook bij jou?").length === 0);
});

test("what is paid for says so in its copies, on its page and in feeds, and no more when it is not", async () => {
  const text = async (/** @type {string} */ route) => (await ask("", "GET", route)).body;
  assert.doesNotMatch(await text("/feed.html"), /Gesponsord/);
  await done("manager", "POST", `/desk/posts/${post}/sponsor`, {});
  await eventually("the forum's copy says it", () => onForum("Gesponsord · ").length === 1);
  for (const route of ["/feed.html", "/feed.atom", `/threads/${post}/page.html`])
    assert.match(await text(route), /Gesponsord/, route);
  await done("manager", "POST", `/desk/posts/${post}/unsponsor`, {});
  await eventually("it says it no more", () => onForum("Gesponsord").length === 0 && onForum("Vrijdag").length === 1);
});

test("pinned threads stand first, three at most, each once", async () => {
  const ids = [];
  for (const n of [1, 2, 3, 4, 5]) {
    const said = { key: `draad-nummer-${n}`, title: `Draad ${n}`, text: `Tekst ${n}` };
    ids.push((await done("visitor", "POST", "/posts", said)).post.id);
  }
  for (const id of ids.slice(0, 4)) await done("moderator", "POST", `/desk/posts/${id}/pin`, {});
  const { marked } = await done("", "GET", "/feed?page_size=2");
  const wanted = [ids[3], ids[2], ids[1]];
  assert.deepEqual(
    marked.pinned.map((/** @type {any} */ { root }) => root.id),
    wanted,
  );
  const { body } = await ask("", "GET", "/feed.html");
  const stand = [...body.matchAll(/<section>\s*<article id="plein-(\w+)"/g)].map(([, id]) => id);
  assert.deepEqual(stand.slice(0, 3), wanted);
  assert.equal(new Set(stand).size, stand.length);
});

test("what is planned is posted at its time, where it is to stand; more than was meant asks why", async () => {
  const planned = {
    key: "gepland-0001",
    title: "Nieuwe winkel",
    text: "Wij openen zaterdag.",
    at: Date.now() + 1500,
    without: ["page"],
  };
  assert.equal((await ask("moderator", "POST", "/desk/calendar", planned)).status, 403);
  await done("manager", "POST", "/desk/calendar", planned);
  const one = async () => (await done("manager", "GET", "/desk/calendar")).planned[0];
  assert.equal((await one()).stands, "waiting");
  await eventually("it is sent", async () => (await one()).stands === "sent");
  await eventually("the forum has it", () => onForum("Wij openen zaterdag").length === 1);
  assert.equal(onPage("Wij openen zaterdag").length, 0);
  const late = { ...planned, key: "gepland-0002", at: Date.now() + 60_000, without: [] };
  await done("manager", "POST", "/desk/calendar", late);
  const pushing = await done("moderator", "GET", `/desk/pushing?at=${late.at}`);
  assert.deepEqual([pushing.day, pushing.often], [3, true]);
  const more = { ...late, key: "gepland-0003" };
  assert.equal((await ask("manager", "POST", "/desk/calendar", more)).status, 409);
  await done("manager", "POST", "/desk/calendar", { ...more, reason: "Het is een storing" });
  assert.equal((await done("manager", "GET", "/desk/calendar")).planned[2].reason, "Het is een storing");
});
