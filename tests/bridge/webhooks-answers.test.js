// What a webhook is answered: of any type and size, when it cannot be read, where there is none, and to who asks whether it is the address.
import assert from "node:assert/strict";
import { request as httpRequest } from "node:http";
import { test } from "node:test";
import { webhookBytesMax } from "../../bridge/http/webhooks.js";
import { bodyOf, engine, env, now, post, relay, signed, webhooksOfTests } from "./webhooks-fixture.js";

webhooksOfTests();

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
