import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seedDemo } from "../../demo/places.js";
import { startSimulators } from "./host.js";

/** @type {import("./host.js").Simulators} */
let simulators;
before(async () => void (simulators = await startSimulators()));
after(() => simulators.stop());

/** @param {string} url @param {RequestInit} [init] @returns {Promise<any>} */
const json = async (url, init) => (await fetch(url, init)).json();

test("a person's post can be read over HTTP, and the brand is told of a mention", async () => {
  const { page, bluesky } = simulators;
  const { uri } = page.post("ana.test", "hoe zit het met wifi in de schuur? 😀 https://example.org/a", {
    mentionBrand: true,
  });
  page.reply("bert.test", uri, "Hier ook");
  const thread = await json(`${bluesky.url}/xrpc/app.bsky.feed.getPostThread?uri=${encodeURIComponent(uri)}`);
  assert.equal(thread.thread.replies[0].post.author.handle, "bert.test");

  const login = JSON.stringify({ identifier: bluesky.brand.handle, password: bluesky.brand.password });
  const session = await json(`${bluesky.url}/xrpc/com.atproto.server.createSession`, { method: "POST", body: login });
  const headers = { authorization: `Bearer ${session.accessJwt}` };
  const list = `${bluesky.url}/xrpc/app.bsky.notification.listNotifications?reasons=reply&reasons=mention`;
  assert.deepEqual(
    (await json(list, { headers })).notifications.map((/** @type {any} */ one) => [one.uri, one.reason]),
    [[uri, "mention"]],
  );
});

test("the forum renders Markdown and names its posts", async () => {
  const { forum, nodebb } = simulators;
  const { tid } = forum.topic("carla", "Router knippert", "Mijn **router** knippert _rood_.");
  forum.reply("dirk", tid, "@carla al opnieuw gestart?");
  const topic = await json(`${nodebb.url}/api/topic/${tid}?page=1&sort=oldest_to_newest`);
  assert.equal(topic.posts[0].content, '<p dir="auto">Mijn <strong>router</strong> knippert <em>rood</em>.</p>\n');
  assert.match(topic.posts[1].content, /href="\/user\/carla"/);
  assert.equal(forum.posts(tid).length, 2);
});

test("a lost answer closes the connection after the write", async () => {
  const { forum, nodebb, faults } = simulators;
  const { tid } = forum.topic("carla", "Factuur", "Waarom is mijn factuur hoger?");
  faults("nodebb", { lose_answer_next: 1 });
  const init = {
    method: "POST",
    headers: { authorization: `Bearer ${nodebb.bridge.token}`, "content-type": "application/json" },
    body: JSON.stringify({ content: "Een kopie" }),
  };
  await assert.rejects(fetch(`${nodebb.url}/api/v3/topics/${tid}`, init));
  assert.deepEqual(
    forum.posts(tid).map((post) => post.content),
    ["Waarom is mijn factuur hoger?", "Een kopie"],
  );
});

test("people are spared the bridge's faults", async () => {
  const { page, bluesky, faults } = simulators;
  faults("bluesky", { throttle_next: 1 });
  page.post("ana.test", "Gaat gewoon door");
  const refused = await fetch(`${bluesky.url}/xrpc/app.bsky.actor.getProfile?actor=ana.test`);
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get("retry-after"), "60");
});

test("a snapshot brings everything back", async () => {
  const { page, forum } = simulators;
  const again = await startSimulators({ snapshot: simulators.snapshot() });
  assert.deepEqual(again.page.posts(), page.posts());
  assert.equal(again.forum.posts().length, forum.posts().length);
  again.forum.topic("carla", "Nog een vraag", "Werkt dit ook?");
  again.page.post("ana.test", "En dit?");
  await again.stop();
});

test("the demo's places tell thirteen conversations of the last five days", async () => {
  const demo = await startSimulators();
  const now = Date.now();
  seedDemo(demo, now);
  const firsts = [
    ...demo.forum.posts().filter((post) => post.main),
    ...demo.page.posts().filter((post) => !post.parent),
  ];
  assert.equal(firsts.length, 13);
  for (const post of demo.forum.posts()) assert.ok(post.timestamp < now && post.timestamp > now - 5 * 86_400_000);
  for (const post of demo.page.posts()) assert.ok(post.created < now && post.created > now - 5 * 86_400_000);
  await demo.stop();
});
