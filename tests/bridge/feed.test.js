// A part of the feed: of one place, with one tag, that waits for an answer; page by page, and as caches may keep it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { filteredFeed } from "../../bridge/http/feed-filter.js";
import { startSimulators } from "../simulators/host.js";
import { RelayFixture, configFor, eventually } from "./relay-fixture.js";

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

test("no request looks through more than so many threads; the next one goes on", () => {
  const all = Array.from({ length: 2500 }, (_, i) => ({
    root: { id: String(i), place: i === 2400 ? "b" : "a", body: [] },
  }));
  let looked = 0;
  const host = {
    query: (/** @type {any} */ { after = "0", page_size }) => {
      const end = Number(after) + page_size;
      looked += page_size;
      const places = [{ id: "a" }, { id: "b" }];
      return {
        seq: "e-1",
        threads: all.slice(Number(after), end),
        next: end < all.length ? String(end) : null,
        places,
      };
    },
  };
  let requests = 0;
  const found = [];
  for (/** @type {string | null | undefined} */ let after = undefined; after !== null; requests += 1) {
    looked = 0;
    const page = filteredFeed(/** @type {any} */ (host), { after, place: "b" });
    assert.ok(looked <= 1000);
    found.push(...page.threads.map(({ root }) => root.id));
    after = page.next;
  }
  assert.deepEqual([found, requests], [["2400"], 3]);
});

test("what is the same for everybody has a tag, is known again by it, and says on what it depends", async () => {
  const { threads } = await relay.get(`${base}/feed`);
  const { id } = threads[0].root;
  const routes = [
    "feed",
    "feed?status=answered",
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
