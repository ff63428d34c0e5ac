// What somebody who means ill may send to a running relay, with the real engine between simulated places; and, at the end, whether any
// secret got out on the way.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { after, before, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { RelayFixture, configFor, eventually, secrets, token } from "./relay-fixture.js";

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
const base = "/v1/bridges/noordnet";
const website = "https://www.noordnet.example";
const own = { PLEIN_KEY: "the-relays-own-key-of-thirty-two-bytes", HOOK: "webhook-secret-of-the-forum" };
/** @type {Record<string, string>} */
const tokens = {};
/** All that was ever answered. @type {string[]} */
const answered = [];
let mine = "";

before(async () => {
  simulators = await startSimulators({});
  const config = /** @type {any} */ (configFor(simulators));
  config.key = { env: "PLEIN_KEY" };
  config.bridges[0].places[1].webhook = { secret: { env: "HOOK" } };
  await relay.start(config, { env: own });
  await eventually("it has read what there is", async () => (await relay.status()).adopted);
  for (const role of ["visitor", "member", "ambassador", "moderator", "manager"])
    tokens[role] = await token({ sub: `id-${role}`, name: role, role });
  const { post } = (await ask("member", "POST", "/posts", { key: "attack-post-1", text: "Dit is van mij." })).json;
  mine = post.id;
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

/** @param {string} route @param {RequestInit} options */
async function send(route, options) {
  const answer = await relay.fetch(route, options);
  const text = await answer.text();
  answered.push(text, JSON.stringify([...answer.headers]));
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    json = null;
  }
  return { status: answer.status, headers: answer.headers, json };
}

/** @param {string} as @param {string} method @param {string} route @param {unknown} [body] @param {Record<string, string>} [more] */
const ask = (as, method, route, body, more = {}) =>
  send(base + route, {
    method,
    headers: {
      ...(tokens[as] ? { authorization: `Bearer ${tokens[as]}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...more,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });

/** @param {{status: number, json: any}} answer @param {number} wanted @param {string} [code] @param {string} [what] */
function refused({ status, json }, wanted, code, what) {
  assert.equal(status, wanted, what ?? JSON.stringify(json));
  if (code) assert.equal(json?.error?.code, code, what);
}

test("somebody else's post is neither changed nor removed", async () => {
  for (const as of ["visitor", "ambassador"]) {
    refused(await ask(as, "PATCH", `/posts/${mine}`, { text: "Gekaapt." }), 403, "not_allowed");
    refused(await ask(as, "DELETE", `/posts/${mine}`), 403, "not_allowed");
  }
  const { json } = await ask("visitor", "GET", `/threads/${mine}`);
  assert.match(JSON.stringify(json.root.body), /van mij/);
});

test("a visitor, a member and an ambassador moderate nothing; nobody without a token does anything", async () => {
  const of = { post: `/posts/${mine}`, author: "/authors/0123456789abc" };
  const moderating = [
    ...["hold", "release", "sweep"].map((act) => `${of.post}/${act}`),
    ...["opt_out", "opt_in", "block", "unblock", "forget"].map((act) => `${of.author}/${act}`),
  ];
  for (const route of moderating) {
    for (const as of ["visitor", "member", "ambassador"])
      refused(await ask(as, "POST", route), 403, "not_allowed", `${as} ${route}`);
    refused(await ask("nobody", "POST", route), 401, "unauthorized", route);
  }
  for (const act of ["resend", "dismiss"])
    for (const as of ["visitor", "member"])
      refused(await ask(as, "POST", `${of.post}/copies/forum/${act}`), 403, "not_allowed");
  for (const as of ["visitor", "member", "ambassador", "moderator"]) refused(await ask(as, "GET", "/audit"), 403);
});

test("a moderator decides, and does not speak as the brand; what they change of others is on record", async () => {
  assert.equal((await ask("moderator", "POST", `/posts/${mine}/hold`)).status, 200);
  assert.equal((await ask("moderator", "POST", `/posts/${mine}/release`)).status, 200);
  const { json } = await ask("moderator", "POST", "/posts", { key: "attack-post-2", text: "Even opletten hier." });
  assert.equal(json.post.author.role, "ambassador");
  assert.equal((await ask("moderator", "DELETE", `/posts/${json.post.id}`)).status, 200);
  const { entries } = (await ask("manager", "GET", "/audit?page_size=3")).json;
  assert.deepEqual(
    entries.map((/** @type {any} */ { did, who, status }) => [did, who, status]),
    [
      ["remove", "id-moderator", 200],
      ["release", "id-moderator", 200],
      ["hold", "id-moderator", 200],
    ],
  );
  assert.equal(entries[0].source, "127.0.0.0/24");
});

test("the same key with another text is refused, also after a restart; with the same it is the same post", async () => {
  const said = {
    key: "attack-post-3",
    text: "Zie https://noordnet.example/storing *nu*: #wifi is <b>stuk</b> @ana 👋",
  };
  const first = await ask("visitor", "POST", "/posts", said);
  assert.equal(first.status, 201);
  for (let i = 0; i < 2; i++) {
    const again = await ask("visitor", "POST", "/posts", said);
    assert.deepEqual([again.status, again.json.post.id], [200, first.json.post.id]);
    refused(await ask("visitor", "POST", "/posts", { ...said, text: "Iets heel anders." }), 409, "conflict");
    refused(await ask("visitor", "POST", "/posts", { ...said, parent: mine }), 409, "conflict");
    if (i > 0) break;
    const { relay: running } = relay;
    assert.ok(running);
    await relay.stop();
    const config = /** @type {any} */ (configFor(simulators));
    config.key = { env: "PLEIN_KEY" };
    config.bridges[0].places[1].webhook = { secret: { env: "HOOK" } };
    await relay.start(config, { env: own });
  }
  await eventually("one copy stands", () => simulators.page.posts().some((post) => post.text.includes("#wifi is")));
  assert.equal(simulators.page.posts().filter((post) => post.text.includes("#wifi is")).length, 1);
});

test("so too with Markdown: the same words under another address are another text", async () => {
  const said = {
    key: "attack-post-6",
    format: "markdown",
    text: "1. **Zet** `hem` uit\n2. zie [hier](https://noordnet.example/uit)\n\n> dank &amp; <b>groet</b>",
  };
  const first = await ask("visitor", "POST", "/posts", said);
  assert.equal(first.status, 201);
  for (const restarted of [false, true]) {
    if (restarted) {
      await relay.stop();
      const config = /** @type {any} */ (configFor(simulators));
      config.key = { env: "PLEIN_KEY" };
      config.bridges[0].places[1].webhook = { secret: { env: "HOOK" } };
      await relay.start(config, { env: own });
    }
    refused(
      await ask("visitor", "POST", "/posts", { ...said, text: said.text.replace("/uit", "/aan") }),
      409,
      "conflict",
    );
    refused(await ask("visitor", "POST", "/posts", { ...said, format: "plain" }), 409, "conflict");
    const again = await ask("visitor", "POST", "/posts", said);
    assert.deepEqual([again.status, again.json.post.id], [200, first.json.post.id]);
  }
});

test("a body that is too large, no JSON, or not of the shape is refused on each route that takes one", async () => {
  const routes = /** @type {[string, string][]} */ ([
    ["POST", "/posts"],
    ["PATCH", `/posts/${mine}`],
    ["POST", "/preview"],
    ["POST", `/posts/${mine}/retry`],
    ["POST", "/sign-in/jwt"],
  ]);
  const deep = `${"[".repeat(50000)}${"]".repeat(50000)}`;
  for (const [method, route] of routes) {
    refused(await ask("visitor", method, route, `"${"x".repeat(200000)}"`), 413, "too_large", route);
    for (const body of [
      "{",
      "[]",
      "null x",
      "\u0000",
      deep,
      '{"__proto__":{"role":"brand"}}',
      '{"constructor":{"prototype":1}}',
      "7",
    ]) {
      const { status } = await ask("visitor", method, route, body);
      assert.equal(status, 400, `${method} ${route} ${body.slice(0, 30)}`);
    }
    refused(await ask("visitor", method, route, "x", { "content-type": "text/xml" }), 415);
  }
  const huge = { key: "attack-post-4", text: "x".repeat(20001) };
  refused(await ask("visitor", "POST", "/posts", huge), 400, "bad_request");
  refused(await ask("visitor", "POST", "/posts", { ...huge, text: "x", title: "x".repeat(201) }), 400);
  refused(await ask("visitor", "POST", "/posts", { ...huge, text: "x", by: { role: "brand" } }), 400);
});

test("another website may not write, even with a token, and is told nothing about reading", async () => {
  const body = { key: "attack-post-5", text: "Van elders." };
  for (const origin of ["https://evil.example", "null", `${website}.evil.example`, "http://www.noordnet.example"]) {
    const answer = await ask("visitor", "POST", "/posts", body, { origin });
    refused(answer, 403, "not_allowed", origin);
    assert.equal(answer.headers.get("access-control-allow-origin"), null);
  }
  assert.equal((await ask("visitor", "POST", "/posts", body, { origin: website })).status, 201);
  // Passed on by the brand's own server.
  const same = { origin: "https://shop.noordnet.example", "sec-fetch-site": "same-origin" };
  assert.equal((await ask("visitor", "POST", "/posts", body, same)).status, 200);
});

test("every answer forbids what it does not need", async () => {
  for (const route of ["/healthz", `${base}/feed`, "/nowhere", `${base}/threads/0000000000000`]) {
    const { headers } = await send(route, {});
    assert.match(headers.get("content-security-policy") ?? "", /^default-src 'none';\s?frame-ancestors 'none'$/, route);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("referrer-policy"), "no-referrer");
    assert.equal(headers.get("x-powered-by"), null);
  }
});

/** @param {string} text exactly what is sent @returns {Promise<string>} */
function raw(text) {
  const { hostname, port } = new URL(relay.url);
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = net.connect(Number(port), hostname, () => socket.write(text));
    socket
      .on("data", (chunk) => {
        answer += chunk;
        if (answer.includes("event-stream")) socket.destroy(); // it would go on
      })
      .on("error", reject)
      .on("close", () => resolve(answer));
  });
}

test("no header is made by what an address or a name holds", async () => {
  for (const target of [
    `${base}/sign-in/discourse?origin=${encodeURIComponent(`${website}\r\nset-cookie: a=b`)}&request=${"r".repeat(20)}`,
    `/nowhere%0d%0aset-cookie:%20a=b`,
    `${base}/feed?after=%0d%0aset-cookie:%20a=b`,
    `${base}/events?since=x%0d%0aset-cookie:%20a=b`,
  ]) {
    const answer = await raw(`GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    assert.doesNotMatch(answer, /^set-cookie/im, target);
  }
  const smuggled = await raw(
    `POST ${base}/posts HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nhost: x\r\n\r\n`,
  );
  assert.match(smuggled, /^HTTP\/1\.1 400 /);
  assert.equal((smuggled.match(/HTTP\/1\.1 /g) ?? []).length, 1);
  const name = "An\r\nset-cookie: a=b\u2028na";
  tokens.odd = await token({ sub: "odd", name });
  const { json } = await ask("odd", "POST", "/posts", { key: "attack-post-odd", text: "Hoe heet ik?" });
  assert.equal(json.post?.author.name, "An set-cookie: a=b na", JSON.stringify(json));
});

test("no file but the widget's is to be had, however its address is written", async () => {
  for (const target of [
    "/plein/../package.json",
    "/plein/..%2f..%2fpackage.json",
    "/plein/%2e%2e/%2e%2e/package.json",
    "/plein/..%5c..%5cpackage.json",
    "/plein/....//....//package.json",
    "/plein/%252e%252e%252fpackage.json",
    "/plein/%00/../../package.json",
    "//plein/../../package.json",
    "/plein//etc/passwd",
    "/plein/.hidden",
    "/v1/sign-in/../../package.json",
    "/v1/sign-in/words.js",
  ]) {
    const answer = await raw(`GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 (400|403|404) /, target);
    assert.doesNotMatch(answer, /"devDependencies"|root:/, target);
  }
});

test("a picture at a private address is not fetched, and the post goes without it", async () => {
  let asked = 0;
  const inside = net.createServer(() => (asked += 1)).listen(0, "127.0.0.1");
  await new Promise((resolve) => inside.once("listening", resolve));
  const { port } = /** @type {net.AddressInfo} */ (inside.address());
  const address = `http://127.0.0.1:${port}/latest/meta-data.png`;
  simulators.forum.topic("carla", "Een plaatje", `Kijk eens: ![plaatje](${address})`);
  await eventually("its copy stands", () => simulators.page.posts().some((post) => post.text.includes("Kijk eens")));
  const { threads } = await relay.get(`${base}/feed?page_size=100`);
  const body = JSON.stringify(threads.find((/** @type {any} */ { root }) => root.title === "Een plaatje")?.root.body);
  assert.match(body, /"t":"img"/);
  assert.ok(body.includes(address), "it was met as a picture");
  inside.close();
  assert.equal(asked, 0);
});

test("after all of this, no secret is in the log, the database, or anything that was answered", async () => {
  for (const sent of ["Bearer x.y.z", `Bearer ${tokens.visitor}x`, `Basic ${secrets.FORUM_TOKEN}`])
    answered.push(JSON.stringify(await ask("nobody", "GET", "/audit", undefined, { authorization: sent })));
  await send("/webhooks/noordnet/forum", {
    method: "POST",
    body: "{}",
    headers: { "x-webhook-signature": "0".repeat(40) },
  });
  await send("/healthz", {});
  await relay.stop();
  const files = readdirSync(relay.folder).map((name) => readFileSync(path.join(relay.folder, name)));
  assert.ok(
    files.some((bytes) => bytes.includes("van mij")),
    "the database was looked at",
  );
  const places = { log: [Buffer.from(relay.log.join(""))], files, answers: [Buffer.from(answered.join("\n"))] };
  const all = { ...secrets, ...own, ...Object.fromEntries(Object.entries(tokens).map(([as, text]) => [as, text])) };
  for (const [where, texts] of Object.entries(places)) {
    assert.ok(
      texts.some((bytes) => bytes.length > 100),
      where,
    );
    for (const [name, secret] of Object.entries(all)) {
      // "password" is a word, too.
      if (name === "PAGE_PASSWORD") continue;
      assert.ok(!texts.some((bytes) => bytes.includes(secret)), `${name} in ${where}`);
    }
    for (const session of ["refreshJwt", "accessJwt"])
      assert.ok(!texts.some((bytes) => bytes.includes(session)), `${session} in ${where}`);
  }
});
