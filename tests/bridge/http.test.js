// The relay over HTTP, between simulated places: reading, writing, events, errors, attacks.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { RelayFixture, configFor, eventually, secrets, token } from "./relay-fixture.js";

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
const base = "/v1/bridges/noordnet";

before(async () => {
  simulators = await startSimulators({});
  simulators.page.post("ana.test", "Mijn router knippert rood. Wat nu?", { mentionBrand: true });
  await relay.start(configFor(simulators));
  await eventually("the copy stands", async () => (await relay.status()).deliveries.sent === 1);
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

/** @param {object} body @param {string} [bearer] @param {string} [route] */
const post = async (body, bearer, route = `${base}/posts`) => {
  const authorization = `Bearer ${bearer ?? (await token())}`;
  return relay.fetch(route, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
};

/** @param {Response} answer @param {number} status @param {string} code */
async function refused(answer, status, code) {
  const { error } = await answer.json();
  assert.deepEqual([answer.status, error?.code], [status, code], error?.message);
  assert.ok(error.message.length > 5);
}

test("the feed and its threads are read, and not sent again when nothing changed", async () => {
  const answer = await relay.fetch(`${base}/feed`);
  const feed = await answer.json();
  assert.equal(feed.threads.length, 1);
  assert.equal(feed.threads[0].root.copies[0].state, "sent");
  const tag = answer.headers.get("etag") ?? "";
  assert.equal((await relay.fetch(`${base}/feed`, { headers: { "if-none-match": tag } })).status, 304);
  const thread = await relay.get(`${base}/threads/${feed.threads[0].root.id}`);
  assert.equal(thread.posts.length, 1);
});

test("a post from the widget reaches both places once, however often it is sent", async () => {
  const { threads } = await relay.get(`${base}/feed`);
  const body = { key: "http-test-1", text: "Ik heb dat ook.", parent: threads[0].root.id };
  const [first, second] = [await post(body), await post(body)];
  assert.deepEqual([first.status, second.status], [201, 200]);
  const { post: view } = await first.json();
  assert.equal(view.author.name, "Wil");
  assert.equal(view.key, "http-test-1");
  await eventually("both copies stand", async () => (await relay.status()).deliveries.sent === 3);
  assert.equal(simulators.forum.posts().filter((each) => each.content.includes("heb dat ook")).length, 1);
  assert.equal(simulators.page.posts().filter((each) => each.text.includes("heb dat ook")).length, 1);
  await refused(
    await post({ ...body, text: "Iets anders." }, await token({ sub: "other", name: "Other" })),
    409,
    "conflict",
  );
});

test("events come live, and resume after the last one seen", async () => {
  /** @param {Record<string, string>} headers @param {(text: string) => boolean} enough */
  const listen = async (headers, enough) => {
    const leave = new AbortController();
    const answer = await relay.fetch(`${base}/events`, { headers, signal: leave.signal });
    assert.match(answer.headers.get("content-type") ?? "", /text\/event-stream/);
    let text = "";
    const reading = (async () => {
      for await (const chunk of /** @type {AsyncIterable<Uint8Array>} */ (/** @type {unknown} */ (answer.body))) {
        text += Buffer.from(chunk).toString();
        if (enough(text)) return leave.abort();
      }
    })().catch(() => {});
    return { text: () => text, done: reading };
  };
  const { seq } = await relay.get(`${base}/feed`);
  const live = await listen({}, (text) => text.includes("Live erbij"));
  await post({ key: "http-test-2", text: "Live erbij.", title: "Live" });
  await live.done;
  assert.match(live.text(), /id: \S+\nevent: change\ndata: \{"seq"/);
  const resumed = await listen({ "last-event-id": seq }, (text) => text.includes("Live erbij"));
  await resumed.done;
  const foreign = await listen({ "last-event-id": "another-5" }, (text) => text.includes("reset"));
  await foreign.done;
  assert.match(foreign.text(), /event: reset/);
});

test("who is not who they say is refused, and nothing is posted", async () => {
  const before = (await relay.status()).posts;
  const none =
    Buffer.from('{"alg":"none"}').toString("base64url") +
    "." +
    Buffer.from('{"sub":"x","name":"X","exp":9999999999}').toString("base64url") +
    ".";
  const body = { key: "http-test-3", text: "Niet doen." };
  for (const bearer of [
    "",
    "nonsense",
    none,
    await token({}, { secret: "another secret" }),
    await token({}, { expires: "-1h" }),
    await token({}, { audience: "other" }),
    await token({}, { issuer: "https://evil.example" }),
    await token({ name: "" }),
  ]) {
    await refused(await post(body, bearer), 401, "unauthorized");
  }
  assert.equal((await relay.status()).posts, before);
});

test("every error is JSON that says what is wrong", async () => {
  const authorization = `Bearer ${await token()}`;
  const json = { authorization, "content-type": "application/json" };
  await refused(await relay.fetch("/nowhere"), 404, "not_found");
  await refused(await relay.fetch("/v1/bridges/other/feed"), 404, "unknown_name");
  await refused(await relay.fetch(`${base}/threads/0000000000000`), 404, "unknown_name");
  await refused(await relay.fetch(`${base}/feed?page_size=0`), 400, "bad_request");
  await refused(await relay.fetch(`${base}/feed?after=nonsense`), 422, "invalid_value");
  await refused(await relay.fetch(`${base}/posts`, { method: "POST", headers: json, body: "{" }), 400, "bad_request");
  await refused(
    await relay.fetch(`${base}/posts`, {
      method: "POST",
      headers: { authorization, "content-type": "text/plain" },
      body: "x",
    }),
    415,
    "unsupported_media_type",
  );
  await refused(await post({ key: "http-test-4", text: "x".repeat(200_000) }), 413, "too_large");
  await refused(await post({ key: "short", text: "x" }), 400, "bad_request");
  await refused(await post({ key: "http-test-4", text: "   " }), 422, "invalid_value");
  await refused(await post({ key: "http-test-4", text: "x", parent: "0000000000000" }), 404, "unknown_name");
  await refused(await post({ key: "http-test-4", text: "x", admin: true }), 400, "bad_request");
  await refused(await relay.fetch(`/plein/..%2f..%2fpackage.json`), 404, "not_found");
});

test("only the configured websites may read across origins", async () => {
  const from = (/** @type {string} */ origin) => relay.fetch(`${base}/feed`, { headers: { origin } });
  assert.equal(
    (await from("https://www.noordnet.example")).headers.get("access-control-allow-origin"),
    "https://www.noordnet.example",
  );
  assert.equal((await from("https://evil.example")).headers.get("access-control-allow-origin"), null);
});

test("no secret and no post is in the log", () => {
  const log = relay.log.join("");
  assert.ok(log.length > 0);
  for (const secret of [...Object.values(secrets), "Ik heb dat ook", "eyJ"]) assert.ok(!log.includes(secret), secret);
});
