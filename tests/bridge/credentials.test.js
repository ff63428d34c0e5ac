// What each platform's requests are sent with, to its own server and to nobody else's.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { after, before, beforeEach, test } from "node:test";
import { openAccount } from "../../bridge/accounts.js";
import { ConfigError } from "../../bridge/config/load.js";
import { Pictures } from "../../bridge/pictures/pictures.js";
import { Transport } from "../../bridge/transport.js";

/** @type {{url: string, headers: Record<string, any>}[]} */
let asked = [];
let answer = "{}";
const server = createServer((request, response) => {
  asked.push({ url: request.url ?? "", headers: request.headers });
  response.end(answer);
});
const transport = new Transport();
const pictures = new Pictures();
let url = "";
before(async () => {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  url = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
});
after(async () => {
  await Promise.all([transport.close(), pictures.close()]);
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  answer = "{}";
});

const env = { TOKEN: "t0ken-value", KEY: "k3y-value", APP: "app-s3cret" };
const places = {
  mastodon: { account: { token: { env: "TOKEN" } } },
  facebook: { account: { token: { env: "TOKEN" } }, settings: { page: "700" } },
  discourse: { account: { key: { env: "KEY" } }, settings: { category: "4", username: "plein" } },
  nodebb: { account: { token: { env: "TOKEN" } }, settings: { category: "2", uid: "1" } },
  flarum: { account: { key: { env: "KEY" } }, settings: { tag: "help", user: "3" } },
};

/** @param {keyof typeof places} platform @param {object} [changed] @param {Record<string, string>} [secrets] */
function account(platform, changed = {}, secrets = env) {
  const place = /** @type {any} */ ({ id: "p", platform, url, ...places[platform], ...changed });
  const store = /** @type {any} */ ({});
  return openAccount(place, { where: "places[0]", name: "a/p", env: secrets, folder: "/", transport, pictures, store });
}

/** @param {string} route @param {Record<string, string>} [headers] */
const request = (route, headers = {}) => ({
  id: "1",
  place: "p",
  account: "a/p",
  method: /** @type {const} */ ("GET"),
  url: url + route,
  headers,
  timeout_ms: 5000,
});

/** @type {[keyof typeof places, Record<string, string>][]} */
const expected = [
  ["mastodon", { authorization: "Bearer t0ken-value" }],
  ["facebook", { authorization: "Bearer t0ken-value" }],
  ["discourse", { "api-key": "k3y-value", "api-username": "plein" }],
  ["nodebb", { authorization: "Bearer t0ken-value" }],
  ["flarum", { authorization: "Token k3y-value; userId=3" }],
];
for (const [platform, headers] of expected) {
  test(`${platform}: its headers are added, and a request cannot say otherwise`, async () => {
    const forged = Object.fromEntries(Object.keys(headers).map((name) => [name, "forged"]));
    assert.equal((await account(platform).send(request("/x?a=1", { ...forged, "x-mine": "y" }))).status, 200);
    assert.equal(asked[0]?.url, "/x?a=1");
    assert.equal(asked[0]?.headers["x-mine"], "y");
    for (const [name, value] of Object.entries(headers)) assert.equal(asked[0]?.headers[name], value);
  });

  test(`${platform}: no other address gets them`, async () => {
    const port = new URL(url).port;
    for (const other of [
      `http://localhost:${port}/`,
      `https://127.0.0.1:${port}/`,
      "http://127.0.0.1:1/",
      "nonsense:",
    ]) {
      const refused = await account(platform).send({ ...request(""), url: other });
      assert.deepEqual([refused.failure, asked.length], ["no_session", 0], other);
      assert.doesNotMatch(JSON.stringify(refused), /t0ken|k3y/);
    }
  });
}

/** @type {[keyof typeof places, Record<string, string | undefined>][]} */
const actedFor = [
  ["discourse", { "api-key": "k3y-value", "api-user-id": "42", "api-username": undefined }],
  ["flarum", { authorization: "Token k3y-value; userId=42" }],
  ["nodebb", { authorization: "Bearer t0ken-value" }], // the request itself names the member
];
for (const [platform, headers] of actedFor) {
  test(`${platform}: whom a request is made for, its authorization says`, async () => {
    await account(platform).send({ ...request("/x"), as: "42" });
    for (const [name, value] of Object.entries(headers)) assert.equal(asked[0]?.headers[name], value);
    await account(platform).send(request("/x"));
    assert.doesNotMatch(JSON.stringify(asked[1]?.headers), /42"/);
  });
}

test("facebook: with the app's secret each request is proven, whatever its address holds", async () => {
  const one = account("facebook", { account: { token: { env: "TOKEN" }, app_secret: { env: "APP" } } });
  const proof = createHmac("sha256", env.APP).update(env.TOKEN).digest("hex");
  await one.send(request("/700/feed"));
  await one.send(request("/700/feed?fields=id,from%7Bid%7D&limit=5"));
  assert.deepEqual(
    asked.map((each) => each.url),
    [`/700/feed?appsecret_proof=${proof}`, `/700/feed?fields=id,from%7Bid%7D&limit=5&appsecret_proof=${proof}`],
  );
});

test("facebook: the token that an answer repeats goes no further", async () => {
  answer = `{"paging":{"next":"https://graph.facebook.com/v25.0/700/feed?access_token=${env.TOKEN}&after=Qg"}}`;
  const given = await account("facebook").send(request("/700/feed"));
  assert.deepEqual(JSON.parse(given.body ?? ""), {
    paging: { next: "https://graph.facebook.com/v25.0/700/feed?access_token=&after=Qg" },
  });
});

test("a secret that no header can hold is said at the start, and not shown", () => {
  for (const bad of ["two words", "line\nend", "naïve", "a\u0000b"]) {
    assert.throws(
      () => account("nodebb", {}, { TOKEN: bad }),
      (error) =>
        error instanceof ConfigError &&
        /^places\[0\]\.account\.token: found a space or a sign/.test(error.message) &&
        !error.message.includes(bad),
    );
  }
  assert.throws(
    () => account("discourse", {}, {}),
    /places\[0\]\.account\.key: found nothing in the environment variable/,
  );
});

const socketUrl = (/** @type {string} */ host) => `wss://${host}/api/v1/streaming?stream=user`;

test("a socket of the place's own server gets the account's headers, another none", async () => {
  const { host } = new URL(url);
  const own = await account("nodebb").socket(socketUrl(host));
  assert.deepEqual(own, {
    url: `ws://${host}/api/v1/streaming?stream=user`, // as clear as the place's own address is
    headers: { authorization: "Bearer t0ken-value" },
  });
  const other = await account("nodebb").socket("wss://jetstream.example/subscribe");
  assert.deepEqual(other, { url: "wss://jetstream.example/subscribe", headers: {} });
});

test("where the place is covered by TLS, a socket is too", async () => {
  const covered = account("nodebb", { url: "https://place.example" });
  assert.equal((await covered.socket("ws://place.example/s")).url, "wss://place.example/s");
  await assert.rejects(covered.socket("ws://jetstream.example/s"), /jetstream\.example is not covered by TLS/);
  await assert.rejects(covered.socket("https://jetstream.example/s"), /not covered/);
  await assert.rejects(covered.socket("nonsense"));
});

test("mastodon: the instance says where it streams from, and is asked without the token", async () => {
  const { host } = new URL(url);
  answer = JSON.stringify({ configuration: { urls: { streaming: "wss://streaming.example" } } });
  const found = await account("mastodon").socket(socketUrl(host));
  assert.deepEqual(found, {
    url: "wss://streaming.example/api/v1/streaming?stream=user",
    headers: { authorization: "Bearer t0ken-value" },
  });
  assert.equal(asked[0]?.url, "/api/v2/instance");
  assert.equal(asked[0]?.headers.authorization, undefined);
  for (const useless of ["{", "{}", "null", '{"configuration":{"urls":{"streaming":"https://evil.example"}}}']) {
    answer = useless;
    assert.equal((await account("mastodon").socket(socketUrl(host))).url, `ws://${host}/api/v1/streaming?stream=user`);
  }
});
