// Pictures through the relay: what is shown, what never is, and what it costs whoever asks for the worst of them.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { pino } from "pino";
import { EngineError } from "../../bridge/engine-error.js";
import { picturesIn } from "../../bridge/http/pictures.js";
import { buildServer } from "../../bridge/http/server.js";
import { kindOf } from "../../bridge/pictures/kind.js";
import { PictureError, Pictures } from "../../bridge/pictures/pictures.js";
import { BusyError, ShownPictures } from "../../bridge/pictures/shown.js";
import { SqliteStore } from "../../bridge/store/sqlite.js";
import { eventually } from "./relay-fixture.js";

/** @param {string} start @param {number} [size] */
const bytesOf = (start, size = 64) => Buffer.concat([Buffer.from(start, "latin1"), Buffer.alloc(size)]);
const png = bytesOf("\x89PNG\r\n\x1a\n");
const avif = bytesOf("\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf");

/** @type {string[]} */
let asked = [];
/** @type {Map<string, import("node:http").ServerResponse>} */
const held = new Map();
/** @param {Buffer | string} body @param {string} [type] @returns {(response: import("node:http").ServerResponse) => void} */
const say =
  (body, type = "image/png") =>
  (response) =>
    response.writeHead(200, { "content-type": type }).end(body);
const html = "<!doctype html><script>alert(1)</script>";
const svg = `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`;

/** @type {Record<string, (response: import("node:http").ServerResponse) => void>} */
const answers = {
  "/good.png": say(png),
  "/avatar.png": say(bytesOf("GIF89a"), "image/png"),
  "/svg": say(svg, "image/svg+xml"),
  "/svg-as-png": say(svg),
  "/html-as-png": say(html),
  "/html": say(html, "text/html"),
  "/short": say("\x89PN"),
  "/giant": say(bytesOf("\x89PNG\r\n\x1a\n", 5 << 20)),
  "/largest": say(bytesOf("\x89PNG\r\n\x1a\n", (5 << 20) - 8)),
  "/gone": (response) => response.writeHead(404).end(),
  "/to-cloud": (response) => response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data" }).end(),
  "/slow": () => {},
};
const stranger = createServer((request, response) => {
  const { url = "" } = request;
  asked.push(url);
  if (url.startsWith("/held")) held.set(url, response);
  else answers[url]?.(response);
});
let there = "";

const folder = mkdtempSync(path.join(tmpdir(), "plein-shown-"));
const store = new SqliteStore(path.join(folder, "shown.db"));
const open = new Pictures({ allowPrivate: true, withinMs: 4000 });
const closed = new Pictures({ withinMs: 1000 });
/** What posts and authors name. @type {Record<string, string[]>} */
const posts = {};
/** @type {Record<string, string | undefined>} */
const authors = {};
const host = {
  subscribe: () => () => {},
  query: (/** @type {any} */ { view, id }) => {
    if (view === "post" && posts[id]) return { body: [{ t: "p", c: posts[id].map((u) => ({ t: "img", u })) }] };
    if (view === "author" && id in authors) return { key: id, avatar: authors[id] };
    throw new EngineError({ code: "unknown_name", path: "$.query.id", message: "there is no such thing" });
  },
};

/** @param {Pictures} pictures */
async function served(pictures) {
  const bridge = { host, people: null, webhooks: new Map(), sockets: { states: {} }, site: { name: "", url: "" } };
  const { server } = await buildServer({
    bridges: new Map([["b", /** @type {any} */ (bridge)]]),
    pictures: new ShownPictures(pictures),
    origins: ["https://www.noordnet.example"],
    widget: path.join(folder, "none"),
    metrics: null,
    trustProxy: true,
    limits: { writes: 0, previews: 0, searches: 0, reads: 1, pictures: 60, webhooks: 0, sign_ins: 0 },
    store,
    log: pino({ level: "silent" }),
  });
  return server;
}
/** @type {import("fastify").FastifyInstance} */
let relay;
/** @type {import("fastify").FastifyInstance} */
let strict;
before(async () => {
  await new Promise((resolve) => stranger.listen(0, "127.0.0.1", () => resolve(undefined)));
  there = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (stranger.address()).port}`;
  [relay, strict] = await Promise.all([served(open), served(closed)]);
});
after(async () => {
  await Promise.all([relay.close(), strict.close(), open.close(), closed.close()]);
  stranger.closeAllConnections();
  stranger.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  asked = [];
  for (const all of [posts, authors]) for (const name of Object.keys(all)) delete all[name];
});

/** @param {string} route @param {Record<string, string>} [headers] @param {import("fastify").FastifyInstance} [from] */
const get = (route, headers = {}, from = relay) => from.inject({ url: `/v1/bridges/b/${route}`, headers });
const image = "posts/0000000000001/images";

test("a picture leaves as what its bytes are, in a box, for every website, with a tag", async () => {
  posts["0000000000001"] = [`${there}/good.png`, `${there}/avatar.png`];
  authors["0000000000002"] = `${there}/avatar.png`;
  const answer = await get(`${image}/0`, { origin: "https://elsewhere.example" });
  assert.deepEqual([answer.statusCode, answer.rawPayload], [200, png]);
  const { headers } = answer;
  assert.equal(headers["content-type"], "image/png");
  assert.equal(headers["x-content-type-options"], "nosniff");
  assert.equal(headers["content-security-policy"], "default-src 'none'; sandbox");
  assert.equal(headers["cross-origin-resource-policy"], "cross-origin");
  assert.equal(headers["cache-control"], "public, max-age=3600");
  assert.equal(headers["set-cookie"], undefined);
  const again = await get(`${image}/0`, { "if-none-match": String(headers.etag) });
  assert.deepEqual([again.statusCode, again.body], [304, ""]);
  for (const route of [`${image}/1`, "avatars/0000000000002"]) {
    const gif = await get(route);
    assert.deepEqual([gif.statusCode, gif.headers["content-type"]], [200, "image/gif"], "whatever its server says");
  }
  assert.deepEqual(asked, ["/good.png", "/avatar.png"], "each is fetched once, wherever it stands");
});

test("what no post names that can be seen is not there, and nothing is fetched", async () => {
  posts["0000000000001"] = [];
  authors["0000000000002"] = undefined;
  const routes = [`${image}/0`, "posts/0000000000009/images/0", "avatars/0000000000002", "avatars/0000000000003"];
  for (const route of routes) {
    const answer = await get(route);
    assert.deepEqual([answer.statusCode, answer.json().error.code], [404, "unknown_name"], route);
    assert.equal(answer.headers["cache-control"], "no-store");
  }
  for (const n of ["-1", "1.5", "x", "1000"]) assert.equal((await get(`${image}/${n}`)).statusCode, 400, n);
  const address = encodeURIComponent(`${there}/good.png`);
  assert.equal((await get(`${image}/0?url=${address}`)).statusCode, 404);
  assert.equal((await get(`avatars/${address}`)).statusCode, 404);
  assert.deepEqual(asked, []);
});

test("once it cannot be seen, what is kept of it is not shown any more", async () => {
  posts["0000000000001"] = [`${there}/good.png`];
  assert.equal((await get(`${image}/0`)).statusCode, 200);
  posts["0000000000001"] = [];
  assert.equal((await get(`${image}/0`)).statusCode, 404);
});

test("documents that say they are pictures, giants, and what does not come are no pictures", async () => {
  const hostile = ["/svg", "/svg-as-png", "/html-as-png", "/html", "/short", "/giant", "/gone", "/slow"];
  posts["0000000000001"] = hostile.map((route) => there + route);
  for (const [n, route] of hostile.entries()) {
    const answer = await get(`${image}/${n}`);
    assert.deepEqual([answer.statusCode, answer.json().error.code], [404, "unknown_name"], route);
    assert.doesNotMatch(answer.body, /127\.0\.0\.1|HTTP|time/, "what went wrong there tells nobody of that network");
  }
  posts["0000000000001"] = [`${there}/largest`];
  assert.equal((await get(`${image}/0`)).rawPayload.length, 5 << 20);
});

test("this machine and private networks are not reached, by themselves or by a redirect", async () => {
  const { port } = new URL(there);
  const hosts = ["127.0.0.1", "localhost", "[::1]", "0x7f000001", "169.254.169.254", "10.0.0.1", "[::ffff:127.0.0.1]"];
  posts["0000000000001"] = [
    ...hosts.map((name) => `http://${name}:${port}/good.png`),
    "file:///etc/passwd",
    "mailto:a@b",
  ];
  authors["0000000000002"] = `${there}/good.png`;
  for (const n of posts["0000000000001"].keys()) assert.equal((await get(`${image}/${n}`, {}, strict)).statusCode, 404);
  assert.equal((await get("avatars/0000000000002", {}, strict)).statusCode, 404);
  assert.deepEqual(asked, []);
  // As if the stranger's address were public: where it leads is looked at all the same.
  const half = new Pictures({
    lookup: (_host, options, done) =>
      options.all ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4),
  });
  const shown = new ShownPictures(half);
  assert.equal((await shown.get(`http://pictures.example:${port}/good.png`)).type, "image/png");
  await assert.rejects(shown.get(`http://pictures.example:${port}/to-cloud`), /private network/);
  await half.close();
});

test("how often one may ask for pictures is counted apart from other reading", async () => {
  authors["0000000000002"] = `${there}/good.png`;
  const from = { "x-forwarded-for": "192.0.2.7" };
  for (let i = 0; i < 60; i++) assert.equal((await get("avatars/0000000000002", from)).statusCode, 200);
  assert.equal((await get("avatars/0000000000002", from)).statusCode, 429);
  assert.equal((await get(`${image}/0`, from)).statusCode, 429);
  assert.equal((await get("posts/0000000000001", from)).statusCode, 404, "reading goes on");
});

test("however many ask at once, a picture is fetched once; that there is none is remembered for a while", async () => {
  let now = 1000;
  const shown = new ShownPictures(open, { refusedFor: 60_000, now: () => now });
  const all = Array.from({ length: 20 }, () => shown.get(`${there}/held-1`));
  await eventually("it is asked for", () => held.get("/held-1"));
  held.get("/held-1")?.writeHead(200, { "content-type": "image/png" }).end(png);
  for (const one of await Promise.all(all)) assert.equal(one.type, "image/png");
  for (let i = 0; i < 3; i++) await assert.rejects(shown.get(`${there}/gone`), PictureError);
  assert.deepEqual(asked, ["/held-1", "/gone"]);
  now += 60_001;
  await assert.rejects(shown.get(`${there}/gone`), PictureError);
  await shown.get(`${there}/held-1`);
  assert.deepEqual(asked, ["/held-1", "/gone", "/gone"]);
});

test("what is kept has a bound: the one that was asked for longest ago goes", async () => {
  /** @type {string[]} */
  const fetched = [];
  const fetch = async (/** @type {string} */ address) => {
    fetched.push(address);
    return { bytes: bytesOf("\x89PNG\r\n\x1a\n", 30_000), type: "image/png" };
  };
  const shown = new ShownPictures({ fetch }, { keptBytes: 100_000 });
  for (const name of ["a", "b", "c", "a", "d", "a", "c", "b"]) await shown.get(name);
  assert.deepEqual(fetched, ["a", "b", "c", "d", "b"]);
  const larger = new ShownPictures({ fetch }, { keptBytes: 1000 });
  assert.equal((await larger.get("e")).type, "image/png", "one that is larger than all that may be kept is shown");
});

test("so many are fetched at once and no more; who would wait behind too many is told so", async () => {
  let running = 0;
  let most = 0;
  /** @type {(() => void)[]} */
  const ends = [];
  const fetch = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => ends.push(() => resolve(undefined)));
    running--;
    return { bytes: png, type: "image/png" };
  };
  const shown = new ShownPictures({ fetch });
  const waiting = Array.from({ length: 208 }, (_, i) => shown.get(`http://x.example/${i}`));
  await eventually("some are fetched", () => running === 8);
  await assert.rejects(shown.get("http://x.example/one-more"), BusyError);
  const done = Promise.all(waiting);
  let over = false;
  void done.then(() => (over = true));
  await eventually("all have come", () => {
    for (const end of ends.splice(0)) end();
    return over;
  });
  assert.equal(most, 8);
});

test("kinds are told by their first bytes", () => {
  const kinds = {
    "image/png": png,
    "image/jpeg": bytesOf("\xff\xd8\xff\xe0"),
    "image/gif": bytesOf("GIF87a"),
    "image/avif": avif,
  };
  for (const [kind, bytes] of Object.entries(kinds)) assert.equal(kindOf(bytes), kind);
  assert.equal(kindOf(bytesOf("RIFF\x10\0\0\0WEBPVP8X")), "image/webp");
  const none = [
    svg,
    html,
    "",
    "GIF88a",
    "RIFF\x10\0\0\0WAVEfmt ",
    "\0\0\0\x1cftypisom\0\0\0\0isommp42",
    "\0\0\0\x10ftypmif1avif",
    "BM",
    "\xff\xd8",
  ];
  for (const text of none) assert.equal(kindOf(Buffer.from(text, "latin1")), null, JSON.stringify(text));
});

test("pictures of a text are counted as it is read", () => {
  const img = (/** @type {string} */ u) => ({ t: /** @type {const} */ ("img"), u });
  const body = [
    {
      t: /** @type {const} */ ("cw"),
      c: [{ t: /** @type {const} */ ("p"), c: ["a", img("1"), { t: /** @type {const} */ ("b"), c: [img("2")] }] }],
    },
    { t: /** @type {const} */ ("card"), u: "https://x.example", c: ["x", img("3")] },
    { t: /** @type {const} */ ("p"), c: [{ t: /** @type {const} */ ("img") }, img("5")] },
  ];
  assert.deepEqual(picturesIn(body), ["1", "2", "3", "", "5"]);
  assert.deepEqual(picturesIn({ b: body, l: "nl" }), ["1", "2", "3", "", "5"]);
});
