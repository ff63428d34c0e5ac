// Sessions, against a stub of a Bluesky server: renewed once for all who wait, kept over a restart, never asked for too often.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { openAccount } from "../../bridge/accounts.js";
import { Pictures } from "../../bridge/pictures/pictures.js";
import { SqliteStore } from "../../bridge/store/sqlite.js";
import { Transport } from "../../bridge/transport.js";

const folder = mkdtempSync(path.join(tmpdir(), "plein-sessions-"));
const store = new SqliteStore(path.join(folder, "sessions.db"));
const transport = new Transport();
const pictures = new Pictures();
const password = "app-password";

/** What the stub was asked, and what it answers. */
const stub = {
  url: "",
  /** @type {string[]} */
  asked: [],
  made: 0,
  access: "",
  refresh: "",
  /** @type {Record<string, {status: number, headers?: Record<string, string>, body: object}>} */
  instead: {},
  reads: 0,
  readsMost: 0,
  writes: 0,
  writesMost: 0,
};
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

const server = createServer(async (request, response) => {
  const method = (request.url ?? "").replace(/^\/(xrpc\/com\.atproto\.server\.)?/, "");
  const bearer = (request.headers.authorization ?? "").replace("Bearer ", "");
  let body = "";
  for await (const chunk of request) body += chunk;
  const give = (/** @type {number} */ status, /** @type {object} */ value, headers = {}) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
  stub.asked.push(method);
  const instead = stub.instead[method];
  if (instead) return give(instead.status, instead.body, instead.headers);
  const fresh = () => {
    stub.made += 1;
    stub.access = `access-${stub.made}`;
    stub.refresh = `refresh-${stub.made}`;
    return give(200, { accessJwt: stub.access, refreshJwt: stub.refresh });
  };
  if (method === "createSession")
    return JSON.parse(body).password === password
      ? fresh()
      : give(401, { error: "AuthenticationRequired", message: "Invalid identifier or password" });
  if (method === "refreshSession")
    return bearer === stub.refresh ? fresh() : give(400, { error: "ExpiredToken", message: "Token has expired" });
  if (bearer !== stub.access) return give(400, { error: "ExpiredToken", message: "Token has expired" });
  const kind = request.method === "GET" ? "reads" : "writes";
  stub[kind] += 1;
  stub[`${kind}Most`] = Math.max(stub[`${kind}Most`], stub[kind]);
  await pause(30);
  stub[kind] -= 1;
  return give(200, { done: method });
});

before(async () => {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  stub.url = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
});
after(async () => {
  await Promise.all([transport.close(), pictures.close()]);
  server.closeAllConnections();
  server.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});
let names = 0;
beforeEach(() => {
  names += 1;
  Object.assign(stub, { asked: [], instead: {}, access: "", refresh: "", readsMost: 0, writesMost: 0 });
});

/** An account of the stub; in one test always the same one, as after a restart. */
function account({ secret = password, kept = store } = {}) {
  const place = /** @type {any} */ ({
    platform: "bluesky",
    url: stub.url,
    account: { identifier: "brand.test", password: { env: "PASSWORD" } },
  });
  const from = { where: "places[0]", name: `a/page-${names}`, env: { PASSWORD: secret }, folder, transport, pictures };
  return openAccount(place, { ...from, store: kept });
}

/** @param {string} route @param {"GET" | "POST"} [method] */
const request = (route, method = "GET", url = stub.url) => ({
  id: route,
  place: "page",
  account: "a/page",
  method,
  url: `${url}/${route}`,
  headers: {},
  timeout_ms: 5000,
});
const count = (/** @type {string} */ method) => stub.asked.filter((asked) => asked === method).length;

test("whoever needs a session waits for the one that is being made", async () => {
  const one = account();
  const answers = await Promise.all(["a", "b", "c"].map((route) => one.send(request(route))));
  assert.deepEqual(
    answers.map((answer) => answer.status),
    [200, 200, 200],
  );
  assert.equal(count("createSession"), 1);
});

test("an expired session is renewed once, and each request sent once more", async () => {
  const one = account();
  await one.send(request("first"));
  stub.access = "expired";
  const both = [one.send(request("read")), one.send(request("write", "POST"))];
  for (const answer of await Promise.all(both)) assert.equal(answer.status, 200);
  assert.deepEqual([count("refreshSession"), count("createSession")], [1, 1]);
  assert.deepEqual([count("read"), count("write")].sort(), [2, 2]);
});

test("a restart renews the session instead of signing in", async () => {
  await account().send(request("before"));
  assert.equal((await account().send(request("after"))).status, 200);
  assert.deepEqual([count("createSession"), count("refreshSession")], [1, 1]);
});

test("a refresh token that is worth nothing leads to signing in", async () => {
  await account().send(request("before"));
  stub.refresh = "another";
  assert.equal((await account().send(request("after"))).status, 200);
  assert.equal(count("createSession"), 2);
});

for (const [what, status, headers] of /** @type {[string, number, Record<string, string>][]} */ ([
  ["trouble", 503, {}],
  ["throttling", 429, { "retry-after": "60" }],
])) {
  test(`${what} at renewing is no reason to sign in`, async (context) => {
    context.mock.timers.enable({ apis: ["Date"], now: Date.now() });
    await account().send(request("before"));
    stub.instead.refreshSession = { status, headers, body: { error: "Some", message: "words of the platform" } };
    const one = account();
    const answer = await one.send(request("after"));
    assert.deepEqual([answer.failure, count("createSession"), count("after")], ["no_session", 1, 0]);
    assert.match(answer.detail ?? "", /words of the platform/);
    stub.instead = {};
    await one.send(request("soon"));
    assert.equal(count("refreshSession"), 1, "it is not asked again at once");
    context.mock.timers.tick(61000);
    assert.equal((await one.send(request("later"))).status, 200);
    assert.equal(count("createSession"), 1);
  });
}

test("a wrong password is tried ever more rarely, and never shown", async (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: Date.now() });
  const one = account({ secret: "wrong-password" });
  for (let minute = 0; minute < 24 * 60; minute++) {
    const answer = await one.send(request("any"));
    assert.equal(answer.failure, "no_session");
    assert.doesNotMatch(answer.detail ?? "", /wrong-password/);
    context.mock.timers.tick(60000);
  }
  assert.ok(count("createSession") <= 160, `${count("createSession")} times a day`);
  assert.equal(count("any"), 0);
});

test("a session that cannot be kept serves all the same", async () => {
  const full = /** @type {any} */ ({
    session: () => null,
    saveSession: () => {
      throw new Error("database or disk is full");
    },
  });
  assert.equal((await account({ kept: full }).send(request("any"))).status, 200);
  assert.equal(count("createSession"), 1);
});

test("an answer that is no session is none", async () => {
  for (const body of [{}, { accessJwt: 1, refreshJwt: 2 }, { accessJwt: "a\nb", refreshJwt: "c" }]) {
    stub.instead.createSession = { status: 200, body };
    assert.equal((await account().send(request("any"))).failure, "no_session");
  }
});

test("writes go one after another, reads at most four side by side", async () => {
  const one = account();
  const routes = Array.from({ length: 12 }, (_, i) => `r${i}`);
  const all = routes.flatMap((route) => [one.send(request(route)), one.send(request(route, "POST"))]);
  for (const answer of await Promise.all(all)) assert.equal(answer.status, 200);
  assert.deepEqual([stub.readsMost, stub.writesMost], [4, 1]);
});

test("an account's secret goes to no other address", async () => {
  const one = account();
  for (const url of ["http://evil.example", "http://127.0.0.1:1", "nonsense:"]) {
    const answer = await one.send(request("any", "GET", url));
    assert.deepEqual([answer.failure, stub.asked.length], ["no_session", 0]);
  }
});
