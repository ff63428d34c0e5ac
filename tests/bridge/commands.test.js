// Which command a request becomes, who may give it, and what every refusal looks like. The engine is a fake one.
import assert from "node:assert/strict";
import net from "node:net";
import { after, before, beforeEach, test } from "node:test";
import { checkConfig } from "../../bridge/config/load.js";
import { startRelay } from "../../bridge/relay.js";
import { pino } from "pino";
import { FakeEngine } from "./fake-engine.js";
import { RelayFixture, configFor, secrets, token } from "./relay-fixture.js";

const places = /** @type {any} */ ({
  bluesky: { url: "http://127.0.0.1:1", brand: { handle: "brand.test" } },
  nodebb: { url: "http://127.0.0.1:2", category: 2, bridge: { uid: 1 } },
});
const base = "/v1/bridges/noordnet";
const post = "0123456789abc";
const key = "abc0123456789";
const fixture = new RelayFixture(); // for its folder
const receipt = { author: key, posts: 2, copies: [{ place: "page", remote: "r", url: "https://x" }] };
/** What the engine says to a command. @type {any} */
let says;
let copyState = "failed";
const engine = new FakeEngine({
  command: () => says,
  query: ({ query }) => ({
    ok: true,
    result:
      query.view === "feed"
        ? { seq: "e-1", places: [], threads: [] }
        : { copies: [{ place: "page", state: copyState }] },
  }),
});
/** @type {{url: string, stop: () => Promise<void>}} */
let relay;
/** @type {Record<string, string>} */
const tokens = {};

before(async () => {
  const config = checkConfig(configFor(places), "plein.json", fixture.folder);
  relay = await startRelay(config, { env: secrets, log: pino({ level: "silent" }), makeEngine: () => engine });
  for (const role of ["visitor", "ambassador", "brand"]) tokens[role] = await token({ role });
});
after(async () => {
  await relay.stop();
  await fixture.remove();
});
beforeEach(() => {
  says = { ok: true, result: { post: { id: post } } };
  engine.calls.length = 0;
});

/** @param {string} method @param {string} route @param {{as?: string, body?: unknown, headers?: Record<string, string>}} [options] */
const ask = (method, route, { as, body, headers } = {}) =>
  fetch(relay.url + route, {
    method,
    headers: {
      ...(as ? { authorization: `Bearer ${tokens[as]}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });

/** @param {Response} answer @param {number} status @param {string} code */
async function refused(answer, status, code) {
  const body = await answer.json();
  assert.deepEqual([answer.status, body.error?.code], [status, code], body.error?.message);
  assert.deepEqual(Object.keys(body), ["error"]);
  assert.deepEqual(Object.keys(body.error), ["code", "message"]);
  assert.ok(body.error.message.length > 5);
  assert.match(answer.headers.get("content-type") ?? "", /^application\/json/);
}

const everybody = ["visitor", "ambassador", "brand"];
/** @type {[string, string, unknown, object, string[]][]} method, route, body, command, who may */
const routes = [
  ["PATCH", `/posts/${post}`, { text: "new" }, { do: "edit", post, text: "new" }, everybody],
  ["PATCH", `/posts/${post}`, { text: "new", title: "T" }, { do: "edit", post, text: "new", title: "T" }, everybody],
  [
    "PATCH",
    `/posts/${post}`,
    { text: "*new*", format: "markdown" },
    { do: "edit", post, text: "*new*", format: "markdown" },
    everybody,
  ],
  ["DELETE", `/posts/${post}`, undefined, { do: "remove", post }, everybody],
  ["POST", `/posts/${post}/hold`, undefined, { do: "hold", post }, ["brand"]],
  ["POST", `/posts/${post}/release`, undefined, { do: "release", post }, ["brand"]],
  ["POST", `/posts/${post}/sweep`, undefined, { do: "sweep", post }, ["brand"]],
  ["POST", `/posts/${post}/retry`, { place: "page" }, { do: "retry", post, place: "page" }, everybody],
  [
    "POST",
    `/posts/${post}/copies/page/resend`,
    undefined,
    { do: "resend", post, place: "page" },
    ["ambassador", "brand"],
  ],
  [
    "POST",
    `/posts/${post}/copies/page/dismiss`,
    undefined,
    { do: "dismiss", post, place: "page" },
    ["ambassador", "brand"],
  ],
];
for (const [method, route, body, command, who] of routes) {
  test(`${method} ${route} ${body ? Object.keys(body) : ""} is for ${who}`, async () => {
    for (const as of everybody) {
      engine.calls.length = 0;
      const answer = await ask(method, base + route, { as, body });
      if (who.includes(as)) {
        assert.deepEqual([answer.status, await answer.json()], [200, { post: { id: post } }]);
        const by = { id: "wil", name: "Wil", role: as };
        assert.deepEqual(engine.asked("command")[0]?.command, { ...command, by });
      } else {
        await refused(answer, 403, "not_allowed");
        assert.equal(engine.asked("command").length, 0);
      }
    }
    await refused(await ask(method, base + route, { body }), 401, "unauthorized");
  });
}

test("a visitor may not have sent again what may have arrived", async () => {
  for (const state of ["unknown", "held", "sent"]) {
    copyState = state;
    const retry = (/** @type {string} */ as) =>
      ask("POST", `${base}/posts/${post}/retry`, { as, body: { place: "page" } });
    await refused(await retry("visitor"), 409, "conflict");
    assert.equal(engine.asked("command").length, 0);
    assert.equal((await retry("ambassador")).status, 200);
    engine.calls.length = 0;
  }
  copyState = "failed";
});

for (const act of ["opt_out", "opt_in", "block", "unblock", "forget"]) {
  test(`${act} is the brand's, and ${act === "forget" ? "gives a receipt" : "says nothing"}`, async () => {
    says = act === "forget" ? { ok: true, result: receipt } : { ok: true };
    const route = `${base}/authors/${key}/${act}`;
    for (const as of ["visitor", "ambassador"]) await refused(await ask("POST", route, { as }), 403, "not_allowed");
    await refused(await ask("POST", route), 401, "unauthorized");
    assert.equal(engine.asked("command").length, 0);
    const answer = await ask("POST", route, { as: "brand" });
    const by = { id: "wil", name: "Wil", role: "brand" };
    assert.deepEqual(engine.asked("command")[0]?.command, { do: act, author: key, by });
    if (act === "forget") assert.deepEqual([answer.status, await answer.json()], [200, receipt]);
    else assert.deepEqual([answer.status, await answer.text()], [204, ""]);
  });
}

test("what the engine refuses has its status", async () => {
  /** @type {[string, number][]} */
  const statuses = [
    ["unknown_name", 404],
    ["conflict", 409],
    ["not_allowed", 403],
    ["invalid_value", 422],
    ["too_large", 413],
    ["internal", 500],
    ["never heard of", 500],
  ];
  for (const [code, status] of statuses) {
    says = { ok: false, error: { code, path: "$.command.post", message: "because of this" } };
    const answer = await ask("DELETE", `${base}/posts/${post}`, { as: "visitor" });
    await refused(answer, status, status === 500 ? "internal" : code);
  }
});

test("an error of our own tells nothing of it", async () => {
  says = null;
  const answer = await ask("DELETE", `${base}/posts/${post}`, { as: "visitor" });
  assert.doesNotMatch(await answer.clone().text(), /null|undefined|TypeError/);
  await refused(answer, 500, "internal");
});

test("what a body says is taken as it stands: no type becomes another, nothing unknown passes", async () => {
  const good = { key: "commands-1", text: "x" };
  const bodies = [
    { ...good, text: 5 },
    { ...good, text: true },
    { ...good, text: null },
    { ...good, text: ["x"] },
    { ...good, key: 12345678 },
    { ...good, parent: 5 },
    { ...good, title: null },
    { ...good, more: 1 },
    { ...good, by: { id: "x" } },
    { text: "x" },
    [good],
    "5",
    '"x"',
    "null",
  ];
  for (const body of bodies)
    await refused(await ask("POST", `${base}/posts`, { as: "brand", body }), 400, "bad_request");
  for (const body of [{ text: 5 }, {}, { text: "x", title: 1 }, { text: "x", do: "forget" }])
    await refused(await ask("PATCH", `${base}/posts/${post}`, { as: "brand", body }), 400, "bad_request");
  await refused(
    await ask("POST", `${base}/posts/${post}/retry`, { as: "brand", body: { place: 1 } }),
    400,
    "bad_request",
  );
  assert.equal(engine.asked("command").length, 0);
});

test("a known address with another method says which ones there are", async () => {
  /** @type {[string, string, string][]} */
  const cases = [
    ["POST", `${base}/feed`, "GET, HEAD"],
    ["PUT", `${base}/posts`, "POST"],
    ["PUT", `${base}/posts/${post}`, "GET, HEAD, PATCH, DELETE"],
    ["DELETE", "/healthz", "GET, HEAD"],
    ["GET", `${base}/authors/${key}/forget`, "POST"],
  ];
  for (const [method, route, allow] of cases) {
    const answer = await ask(
      method,
      route,
      method === "PUT" ? { headers: { "content-type": "text/plain" }, body: "x" } : {},
    );
    assert.equal(answer.headers.get("allow"), allow, route);
    await refused(answer, 405, "method_not_allowed");
  }
  assert.equal((await ask("HEAD", `${base}/feed`)).status, 200);
});

test("a website of the brand may do all of it across origins", async () => {
  for (const method of ["PATCH", "DELETE", "POST"]) {
    const answer = await ask("OPTIONS", `${base}/posts/${post}`, {
      headers: {
        origin: "https://www.noordnet.example",
        "access-control-request-method": method,
        "access-control-request-headers": "authorization",
      },
    });
    assert.equal(answer.status, 204);
    assert.ok(answer.headers.get("access-control-allow-methods")?.includes(method));
  }
});

test("addresses that are none, and requests that are no HTTP, are refused in the same shape", async () => {
  await refused(await ask("GET", `${base}/threads/%`), 400, "bad_request");
  await refused(await ask("GET", `${base}/threads/%c3%28`), 400, "bad_request");
  await refused(await ask("GET", `/v1/bridges/%zz/feed`), 400, "bad_request");
  await refused(await ask("GET", `${base}/threads/${"x".repeat(65)}`), 414, "too_large");
  await refused(await ask("POST", `${base}/authors/${"x".repeat(65)}/block`, { as: "brand" }), 414, "too_large");
  await refused(await ask("GET", `${base}/feed?page_size=many`), 400, "bad_request");
  await refused(await ask("GET", "/v1/bridges/other/feed"), 404, "unknown_name");
  await refused(await ask("POST", `/v1/bridges/other/authors/${key}/block`, { as: "brand" }), 404, "unknown_name");
  const { port } = new URL(relay.url);
  for (const [bytes, status] of [
    ["nonsense\r\n\r\n", 400],
    [`GET ${base}/feed HTTP/1.1\r\nhost: x\r\nx: ${"y".repeat(20000)}\r\n\r\n`, 431],
    [`POST ${base}/posts HTTP/1.1\r\nhost: x\r\ncontent-length: many\r\n\r\n`, 400],
  ]) {
    const socket = net.connect(Number(port), "127.0.0.1");
    socket.write(String(bytes));
    let text = "";
    for await (const chunk of socket) text += chunk;
    const [head, body] = text.split("\r\n\r\n");
    assert.match(head ?? "", new RegExp(`^HTTP/1.1 ${status} `));
    assert.deepEqual(Object.keys(JSON.parse(body ?? "").error), ["code", "message"]);
  }
});

test("a tag is known again when it is weak, in a list, or any", async () => {
  const tag = (await ask("GET", `${base}/feed`)).headers.get("etag") ?? "";
  for (const wanted of [tag, `W/${tag}`, `"other", W/${tag}`, `"a,b" , ${tag}`, "*"])
    assert.equal((await ask("GET", `${base}/feed`, { headers: { "if-none-match": wanted } })).status, 304, wanted);
  for (const wanted of ['"other"', "", tag.slice(1, -1), `w/${tag}`])
    assert.equal((await ask("GET", `${base}/feed`, { headers: { "if-none-match": wanted } })).status, 200, wanted);
});
