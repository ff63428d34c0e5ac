// Webhooks: what is signed is taken, once, and before it is answered; what is not changes nothing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { bodyOf, engine, env, log, now, post, records, signed, signing, webhooksOfTests } from "./webhooks-fixture.js";

webhooksOfTests();

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
