// The feed in its orders, and parts of it: of one place, with one tag, that waits for an answer; threads; page by page, and as caches may
// keep it; and what is somebody's own.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { RelayFixture, configFor, eventually, token } from "./relay-fixture.js";

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
const base = "/v1/bridges/noordnet";

before(async () => {
  simulators = await startSimulators({});
  const { page, forum } = simulators;
  page.post("ana.test", "Router stuk #storing in Groningen", { mentionBrand: true });
  page.post("bert.test", "Geen #storingen hier", { mentionBrand: true });
  forum.topic("carla", "Televisie #Storing", "Alle zenders zijn weg.");
  const { tid } = forum.topic("carla", "Facturen", "Waar vind ik ze?");
  forum.reply("joris", tid, "Onder je naam, rechtsboven.");
  await relay.start(configFor(simulators));
  await eventually("all copies stand", async () => (await relay.status()).deliveries.sent === 5);
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

/** @param {string} query @returns {Promise<string[]>} the titles, in their order */
const titles = async (query) =>
  (await relay.get(`${base}/feed?${query}`)).threads
    .map((/** @type {any} */ { root }) => root.title.slice(0, 9))
    .sort();

test("threads of one place, with one tag, with or without an answer", async () => {
  assert.deepEqual(await titles("place=forum"), ["Facturen", "Televisie"]);
  assert.equal((await titles("place=page")).length, 2);
  assert.deepEqual(await titles("place=site"), []);
  assert.equal(
    (await titles("tag=storing")).length,
    2,
    "as a platform's tag, in a title, in any letters; not as the beginning of another",
  );
  assert.deepEqual(await titles("tag=STORING&place=forum"), ["Televisie"]);
  assert.deepEqual(await titles("status=answered"), ["Facturen"]);
  assert.equal((await titles("status=unanswered")).length, 3);
  assert.deepEqual(await titles("status=answered&place=page"), []);
  assert.equal((await relay.fetch(`${base}/feed?place=nowhere`)).status, 404);
});

test("a part has pages too, each thread once", async () => {
  const seen = [];
  for (let next = ""; next !== null;) {
    const page = await relay.get(`${base}/feed?status=unanswered&page_size=1${next && `&after=${next}`}`);
    assert.ok(page.threads.length <= 1);
    seen.push(...page.threads.map((/** @type {any} */ { root }) => root.id));
    next = page.next;
  }
  assert.equal(new Set(seen).size, 3);
  assert.equal(seen.length, 3);
});

test("each order has its own first thread", async () => {
  const in_order = async (/** @type {string} */ sort) =>
    (await relay.get(`${base}/feed?sort=${sort}&page_size=1`)).threads[0].root;
  const { threads } = await relay.get(`${base}/feed`);
  const least = threads.toSorted(
    (/** @type {any} */ a, /** @type {any} */ b) => a.root.created_at - b.root.created_at,
  )[0];
  for (const act of ["react", "unreact"]) {
    // Two likes, as one reply elsewhere counts as much as one.
    for (const sub of ["wil", "xenia"]) {
      const headers = { authorization: `Bearer ${await token({ sub })}` };
      const liked = await relay.fetch(`${base}/posts/${least.root.id}/${act}`, { method: "POST", headers });
      assert.equal(liked.status, 200);
    }
    assert.equal((await in_order("top")).id === least.root.id, act === "react" || least.replies > 0, act);
  }
  assert.equal(
    (await in_order("new")).created_at,
    Math.max(...threads.map((/** @type {any} */ { root }) => root.created_at)),
  );
  assert.notEqual((await in_order("unanswered")).title, "Facturen");
  assert.equal((await relay.fetch(`${base}/feed?sort=best`)).status, 400);
  assert.equal((await relay.fetch(`${base}/feed?view=sockets`)).status, 200);
  assert.ok((await relay.get(`${base}/feed?view=sockets`)).threads, "what is asked for is not the address's to say");
});

test("a thread has pages", async () => {
  const { threads } = await relay.get(`${base}/feed?status=answered`);
  const { id } = threads[0].root;
  const whole = await relay.get(`${base}/threads/${id}`);
  assert.deepEqual([whole.total, whole.next, whole.previous, whole.above], [2, null, null, undefined]);
  const first = await relay.get(`${base}/threads/${id}?page_size=1`);
  assert.deepEqual([first.posts.length, first.total, first.next], [1, 2, id]);
  const second = await relay.get(`${base}/threads/${id}?page_size=1&after=${first.next}`);
  const reply = whole.posts[1].id;
  assert.deepEqual([second.posts[0].id, second.root.id, second.next, second.previous], [reply, id, null, reply]);
  assert.deepEqual(await relay.get(`${base}/threads/${reply}?page_size=1&around=${reply}`), second);
  assert.equal((await relay.fetch(`${base}/threads/${id}?after=0000000000000&page_size=1`)).status, 422);
  assert.equal((await relay.fetch(`${base}/threads/${id}?page_size=0`)).status, 400);
});

test("who asks is told who they are, what they may, and what they like", async () => {
  const me = async (/** @type {string} */ role, /** @type {string} */ query = "") => {
    const headers = { authorization: `Bearer ${await token({ role })}` };
    const answer = await relay.fetch(`${base}/me${query}`, { headers });
    assert.deepEqual(
      [answer.status, answer.headers.get("cache-control"), answer.headers.get("etag")],
      [200, "no-store", null],
    );
    return answer.json();
  };
  const visitor = await me("member");
  assert.deepEqual(visitor.person, { id: "wil", name: "Wil", role: "member" });
  const nothing = { moderate: false, deliver: false, work: false, steer: false };
  assert.deepEqual([visitor.may, visitor.liked, visitor.accounts], [nothing, [], []]);
  assert.deepEqual((await me("ambassador")).may, { ...nothing, deliver: true, work: true });
  assert.deepEqual((await me("moderator")).may, { ...nothing, deliver: true, work: true, moderate: true });
  assert.deepEqual((await me("manager")).may, { deliver: true, work: true, moderate: true, steer: true });
  const { threads } = await relay.get(`${base}/feed`);
  const [one, other] = threads.map((/** @type {any} */ { root }) => root.id);
  const headers = { authorization: `Bearer ${await token()}` };
  await relay.fetch(`${base}/posts/${one}/react`, { method: "POST", headers });
  assert.deepEqual((await me("member", `?posts=${other},${one},0000000000000`)).liked, [one]);
  await relay.fetch(`${base}/posts/${one}/unreact`, { method: "POST", headers });
  assert.deepEqual((await me("member", `?posts=${one}`)).liked, []);
  const body = JSON.stringify({ key: "mine-0001", text: "Van mij." });
  const posted = await relay.fetch(`${base}/posts`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body,
  });
  assert.equal((await posted.json()).post.author.key, visitor.author);
  assert.equal((await relay.fetch(`${base}/me`)).status, 401);
  const wrong = await relay.fetch(`${base}/me?posts=no`, { headers });
  assert.equal(wrong.status, 400);
});

test("what is the same for everybody has a tag, is known again by it, and says on what it depends", async () => {
  const { threads } = await relay.get(`${base}/feed`);
  const { id } = threads[0].root;
  const routes = [
    "feed",
    "feed?status=answered",
    "feed?sort=top",
    `threads/${id}`,
    `posts/${id}`,
    "search?text=router",
    "feed.html",
    "feed.atom",
  ];
  for (const route of [...routes.map((one) => `${base}/${one}`), "/openapi.json"]) {
    const [first, again] = [await relay.fetch(route), await relay.fetch(route)];
    const tag = first.headers.get("etag") ?? "";
    assert.match(tag, /^"[\w-]{22}"$/, route);
    assert.equal(again.headers.get("etag"), tag, route);
    assert.match(first.headers.get("cache-control") ?? "", /^public, (no-cache|max-age=\d+)$/, route);
    assert.match(first.headers.get("vary") ?? "", /origin/i, route);
    assert.equal(first.headers.get("set-cookie"), null);
    const unchanged = await relay.fetch(route, { headers: { "if-none-match": `W/${tag}` } });
    assert.deepEqual([unchanged.status, await unchanged.text()], [304, ""], route);
    // Who asks makes no difference, so that one answer is right for all.
    const signedIn = await relay.fetch(route, { headers: { authorization: "Bearer x", cookie: "a=b" } });
    assert.equal(signedIn.headers.get("etag"), tag, route);
  }
  const tag = (await relay.fetch(`${base}/threads/${id}`)).headers.get("etag") ?? "";
  simulators.page.post("dora.test", "Nog een vraag", { mentionBrand: true });
  const headers = { "if-none-match": tag };
  await eventually("it is another answer", async () => (await relay.fetch(`${base}/feed`, { headers })).status === 200);
});

test("what must not be kept says so", async () => {
  for (const route of ["/healthz", "/readyz", `${base}/threads/0000000000000`, `${base}/audit`]) {
    const answer = await relay.fetch(route);
    assert.deepEqual([answer.headers.get("cache-control"), answer.headers.get("etag")], ["no-store", null], route);
  }
});

test("how each place stands is said in words", async () => {
  const { words } = await relay.status();
  assert.match(words.page, /^answers; it last answered at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.deepEqual(Object.keys(words), ["page", "forum"]);
});
