// Webhooks: what is signed is taken, once, and before it is answered; what is not changes nothing.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Writable } from "node:stream";
import { after, before, beforeEach, test } from "node:test";
import { pino } from "pino";
import { checkConfig } from "../../bridge/config/load.js";
import { webhookBytesMax } from "../../bridge/http/webhooks.js";
import { startRelay } from "../../bridge/relay.js";
import { FakeEngine } from "./fake-engine.js";

const env = { APP: "app-s3cret", WORD: "w0rd-chosen", FORUM: "forum-s3cret", TOKEN: "t0ken", JWT: "j".repeat(32) };
const folder = mkdtempSync(path.join(tmpdir(), "plein-webhooks-"));
const at = "https://place.example";
const config = {
  listen: { port: 0 },
  database: "plein.db",
  bridges: [
    {
      id: "noordnet",
      language: "nl",
      site: { name: "noordnet.example", url: "https://noordnet.example" },
      places: [
        {
          id: "facebook",
          kind: "page",
          platform: "facebook",
          name: "Facebook",
          url: at,
          account: { token: { env: "TOKEN" } },
          settings: { page: "700" },
          webhook: { secret: { env: "APP" }, verify_token: { env: "WORD" } },
        },
        {
          id: "discourse",
          kind: "forum",
          platform: "discourse",
          name: "Discourse",
          url: at,
          account: { key: { env: "TOKEN" } },
          settings: { category: "4", username: "plein" },
          webhook: { secret: { env: "FORUM" } },
        },
        {
          id: "nodebb",
          kind: "forum",
          platform: "nodebb",
          name: "NodeBB",
          url: at,
          account: { token: { env: "TOKEN" } },
          settings: { category: "2", uid: "1" },
          webhook: { secret: { env: "FORUM" } },
        },
        {
          id: "mastodon",
          kind: "page",
          platform: "mastodon",
          name: "M",
          url: at,
          account: { token: { env: "TOKEN" } },
        },
        {
          id: "silent",
          kind: "forum",
          platform: "flarum",
          name: "F",
          url: at,
          account: { key: { env: "TOKEN" } },
          settings: { tag: "help", user: "3" },
        },
      ],
    },
  ],
};

/** What the engine was told before, as a real one keeps posts: the same again is nothing new. @type {Set<string>} */
const told = new Set();
const engine = new FakeEngine({
  query: ({ query }) => ({ ok: true, result: query.view === "status" ? { places: [] } : [] }),
  push: ({ body }) => {
    if (body.includes("unreadable"))
      return { ok: false, error: { code: "wrong_type", path: "$.entry", message: "no" } };
    const known = told.has(body);
    told.add(body);
    return { ok: true, effects: known ? {} : { append: [`told ${body.length}`] } };
  },
});
/** @type {string[]} */
const log = [];
/** @type {Awaited<ReturnType<typeof startRelay>>} */
let relay;
before(async () => {
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      log.push(String(chunk));
      done();
    },
  });
  relay = await startRelay(checkConfig(config, "plein.json", folder), {
    env,
    log: pino({ level: "trace" }, sink),
    makeEngine: () => engine,
  });
});
after(async () => {
  await relay.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  engine.calls.length = 0;
});

const records = () => {
  const database = new DatabaseSync(path.join(folder, "plein.db"), { readOnly: true });
  const rows = database.prepare("SELECT line FROM record ORDER BY seq").all();
  database.close();
  return rows.map(({ line }) => String(line));
};

/** @type {Record<string, {header: string, algorithm: string, secret: string}>} */
const signing = {
  facebook: { header: "x-hub-signature-256", algorithm: "sha256", secret: env.APP },
  discourse: { header: "x-discourse-event-signature", algorithm: "sha256", secret: env.FORUM },
  nodebb: { header: "x-webhook-signature", algorithm: "sha1", secret: env.FORUM },
};

/** @param {string} place @param {string | Uint8Array} body @param {string} [secret] @returns {Record<string, string>} */
function signed(place, body, secret) {
  const scheme = signing[place];
  assert.ok(scheme);
  const digest = createHmac(scheme.algorithm, secret ?? scheme.secret)
    .update(body)
    .digest("hex");
  return { [scheme.header]: `${scheme.algorithm}=${digest}` };
}

/** @param {string} place @param {string | Uint8Array} body @param {Record<string, string>} headers */
const post = (place, body, headers) =>
  fetch(`${relay.url}/webhooks/noordnet/${place}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: /** @type {BodyInit} */ (body),
  });

const now = () => Math.floor(Date.now() / 1000);
const bodyOf = (/** @type {string} */ text, time = now()) =>
  `{"object":"page","entry":[{"id":"700","time":${time},"changes":[{"field":"feed","value":{"message":"${text}"}}]}]}`;

for (const place of Object.keys(signing)) {
  test(`${place}: what it signed is taken, and durable before it is answered`, async () => {
    const body = bodyOf(`hallo ${place}`);
    const answer = await post(place, body, { ...signed(place, body), "x-mine": "y", "accept-language": "nl" });
    assert.deepEqual([answer.status, await answer.json()], [200, { taken: true }]);
    const [push] = engine.asked("push");
    assert.deepEqual([push.place, push.body], [place, body]);
    assert.equal(push.headers["x-mine"], "y");
    assert.ok(
      Object.keys(push.headers).every((name) => name.startsWith("x-")),
      Object.keys(push.headers).join(),
    );
    assert.equal(records().at(-1), `told ${body.length}`);
  });

  test(`${place}: the same again changes nothing`, async () => {
    const body = bodyOf(`nog eens ${place}`);
    const before = records().length;
    for (let i = 0; i < 3; i++) assert.equal((await post(place, body, signed(place, body))).status, 200);
    assert.equal(records().length, before + 1);
  });

  test(`${place}: a wrong signature, one of something else, or none, is 401 and tells the engine nothing`, async () => {
    const body = bodyOf("van een vreemde");
    const [name, right] = Object.entries(signed(place, body))[0] ?? ["", ""];
    const last = right.endsWith("0") ? "1" : "0";
    /** @type {Record<string, string>[]} */
    const wrong = [
      {},
      { [name]: "" },
      { [name]: right.slice(0, -1) + last },
      { [name]: right.slice(0, -1) },
      { [name]: right + "0" },
      { [name]: right.split("=")[1] ?? "" },
      { [name]: right.replace(/^sha(1|256)/, (found) => (found === "sha1" ? "sha256" : "sha1")) },
      { [name]: `${right}, ${right}` },
      signed(place, body, "another secret"),
      signed(place, body, ""),
      signed(place, body + " "),
      { [`${name}-2`]: right },
      { authorization: `Bearer ${right}` },
    ];
    for (const headers of wrong) {
      const answer = await post(place, body, headers);
      const { error } = /** @type {any} */ (await answer.json());
      assert.deepEqual([answer.status, error.code], [401, "unauthorized"], JSON.stringify(headers));
      assert.doesNotMatch(JSON.stringify(error), /s3cret/);
      assert.equal(answer.headers.get("www-authenticate"), "Signature");
    }
    assert.equal(engine.asked("push").length, 0);
  });
}

test("the bytes count, not what they mean: letters that are escaped, spaces, a mark at the start", async () => {
  const bodies = [
    '{"entry":[{"time":1,"id":"700"}],"message":"caf\\u00e9 \\ud83d\\ude00 \\/ "}'.replace("1", String(now())),
    '{ "message" : "caf\u00e9" ,\n "b": 1.0, "a": 1e2 }',
    '\ufeff{"message":"mark"}',
  ];
  for (const body of bodies) {
    for (const place of Object.keys(signing)) {
      assert.notEqual(body, tryParse(body), "it would differ when it is written out anew");
      const headers = signed(place, body);
      assert.equal((await post(place, body, headers)).status, 200);
      assert.equal(engine.asked("push").at(-1).body, body);
      const rewritten = tryParse(body);
      if (rewritten !== null) assert.equal((await post(place, rewritten, headers)).status, 401);
    }
  }
});

/** @param {string} body */
function tryParse(body) {
  try {
    return JSON.stringify(JSON.parse(body));
  } catch {
    return null;
  }
}

test("any type of content is taken as bytes, and none is needed", async () => {
  const body = bodyOf("zonder soort");
  for (const type of ["text/plain", "application/octet-stream", "application/x-www-form-urlencoded", ""]) {
    const answer = await new Promise((resolve, reject) => {
      const headers = { ...signed("nodebb", body), ...(type ? { "content-type": type } : {}) };
      const sent = httpRequest(`${relay.url}/webhooks/noordnet/nodebb`, { method: "POST", headers }, resolve);
      sent.on("error", reject).end(body);
    });
    answer.resume();
    assert.equal(answer.statusCode, 200, type);
  }
  assert.equal((await post("nodebb", "", signed("nodebb", ""))).status, 200, "nothing, signed, is for the engine");
});

test("facebook: what was sent more than two days ago is stale; a delivery that was tried again for 36 hours is not", async () => {
  for (const [hours, status] of [
    [49, 401],
    [1000, 401],
    [36, 200],
    [0, 200],
    [-2, 200],
  ]) {
    const body = bodyOf(`van ${hours} uur geleden`, now() - (hours ?? 0) * 3600);
    assert.equal((await post("facebook", body, signed("facebook", body))).status, status, `${hours} hours`);
  }
  assert.equal(engine.asked("push").length, 3);
});

test("what is signed and cannot be read is answered 200, counted, and said", async () => {
  for (const body of ['{"unreadable":1}', Buffer.from([0x7b, 0xff, 0x7d])]) {
    const before = (await health()).discourse.unread;
    const answer = await post("discourse", body, signed("discourse", body));
    const said = /** @type {any} */ (await answer.json());
    assert.deepEqual([answer.status, said.taken], [200, false]);
    assert.ok(said.reason.length > 1);
    assert.equal((await health()).discourse.unread, before + 1);
  }
});

const health = async () =>
  /** @type {any} */ (await (await fetch(`${relay.url}/healthz`)).json()).bridges.noordnet.webhooks;

test("what came, and what was refused, is counted", async () => {
  const before = await health();
  const body = bodyOf("geteld");
  await post("nodebb", body, signed("nodebb", body));
  await post("nodebb", body, {});
  await post("nodebb", body, signed("nodebb", body, "wrong"));
  const { taken, refused, last_taken_at } = (await health()).nodebb;
  assert.deepEqual([taken, refused], [before.nodebb.taken + 1, before.nodebb.refused + 2]);
  assert.ok(Date.now() - last_taken_at < 5000);
  assert.deepEqual(Object.keys(before).sort(), ["discourse", "facebook", "nodebb"]);
});

test("an unknown bridge or place, and a place without a webhook, is 404", async () => {
  const body = bodyOf("nergens");
  for (const route of ["noordnet/other", "other/facebook", "noordnet/mastodon", "noordnet/silent", "noordnet/%00"]) {
    const answer = await fetch(`${relay.url}/webhooks/${route}`, {
      method: "POST",
      headers: signed("facebook", body),
      body,
    });
    assert.equal(answer.status, 404, route);
  }
  const put = await fetch(`${relay.url}/webhooks/noordnet/facebook`, { method: "PUT" });
  assert.deepEqual([put.status, put.headers.get("allow")], [405, "GET, POST"]);
});

test("facebook: the address is verified by the word that was chosen", async () => {
  /** @param {Record<string, string>} asked @param {string} [place] */
  const verify = (asked, place = "facebook") =>
    fetch(`${relay.url}/webhooks/noordnet/${place}?${new URLSearchParams(asked)}`);
  const right = { "hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": env.WORD };
  const answer = await verify(right);
  assert.deepEqual([answer.status, await answer.text()], [200, "1158201444"]);
  assert.match(answer.headers.get("content-type") ?? "", /^text\/plain/);
  assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
  const html = await verify({ ...right, "hub.challenge": "<script>1</script>" });
  assert.match(html.headers.get("content-type") ?? "", /^text\/plain/);
  const { "hub.verify_token": _token, ...without } = right;
  for (const wrong of [
    without,
    {},
    { ...right, "hub.verify_token": "other" },
    { ...right, "hub.verify_token": "" },
    { ...right, "hub.mode": "unsubscribe" },
    { ...right, "hub.challenge": "x".repeat(2000) },
  ]) {
    const refused = await verify(wrong);
    assert.equal(refused.status, 401, JSON.stringify(wrong));
    assert.doesNotMatch(await refused.text(), /1158201444|w0rd/);
  }
  const twice = await fetch(
    `${relay.url}/webhooks/noordnet/facebook?hub.mode=subscribe&hub.challenge=1&hub.verify_token=a&hub.verify_token=${env.WORD}`,
  );
  assert.equal(twice.status, 401);
  assert.equal((await verify(right, "discourse")).status, 404);
});

test("a thousand changes are taken as one body; what is larger than that is not", async () => {
  const change = `{"field":"feed","value":{"item":"comment","verb":"add","message":"${"\\u043f".repeat(500)}"}}`;
  const body = `{"object":"page","entry":[{"id":"700","time":${now()},"changes":[${Array(1000).fill(change).join()}]}]}`;
  assert.ok(body.length > 3_000_000);
  assert.equal((await post("facebook", body, signed("facebook", body))).status, 200);
  const [push] = engine.asked("push");
  assert.deepEqual([push.body.length, engine.asked("push").length], [body.length, 1]);
  const large = "x".repeat(webhookBytesMax + 1);
  assert.equal((await post("facebook", large, signed("facebook", large))).status, 413);
  const before = Date.now();
  assert.equal((await post("facebook", large, {})).status, 401, "before it is read");
  assert.ok(Date.now() - before < 5000);
});

test("signatures are compared in constant time", () => {
  const source = readFileSync(new URL("../../bridge/webhooks/signature.js", import.meta.url), "utf8");
  assert.match(source, /return timingSafeEqual\(digest\(given\), digest\(expected\)\)/);
  const webhook = readFileSync(new URL("../../bridge/webhooks/webhook.js", import.meta.url), "utf8");
  assert.doesNotMatch(source + webhook, /(signature|given|token|secret)\w*\s*(===|!==)\s*(expected|this\.#)/i);
});

test("no secret is in the log, and a stranger does not fill it", () => {
  const text = log.join("");
  assert.match(text, /a webhook was refused/);
  for (const secret of Object.values(env)) assert.ok(!text.includes(secret), secret);
  assert.ok(log.filter((line) => line.includes("a webhook was refused")).length <= 3, "one a minute and place");
});
