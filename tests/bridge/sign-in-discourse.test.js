// Signing in through the forum (DiscourseConnect), and everything that somebody else may send instead of the forum.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import { address, base, request, SignInFixture, website } from "./sign-in-fixture.js";

const secret = "the-secret-of-forum-and-relay";
const fixture = new SignInFixture();
const returnUrl = `${address}${base}/sign-in/discourse/return`;

before(() =>
  fixture.start(
    {
      discourse: {
        place: "forum",
        secret: { env: "SSO_SECRET" },
        roles: { ambassador: ["helpers"], moderator: ["moderators"], manager: ["admins"] },
      },
    },
    { SSO_SECRET: secret },
  ),
);
after(() => fixture.relay.remove());

/** As a forum signs. @param {Record<string, string>} fields @param {string} [key] */
function signed(fields, key = secret) {
  const sso = Buffer.from(String(new URLSearchParams(fields))).toString("base64");
  return { sso, sig: createHmac("sha256", key).update(sso).digest("hex") };
}

/** What the forum is asked. @returns {Promise<Record<string, string>>} */
async function asked() {
  const answer = await fixture.begin("discourse");
  assert.equal(answer.status, 302);
  const url = new URL(answer.headers.get("location") ?? "");
  assert.equal(url.origin + url.pathname, "https://forum.noordnet.example/session/sso_provider");
  const sso = url.searchParams.get("sso") ?? "";
  assert.equal(url.searchParams.get("sig"), createHmac("sha256", secret).update(sso).digest("hex"));
  return Object.fromEntries(new URLSearchParams(Buffer.from(sso, "base64").toString()));
}

const ana = { external_id: "42", username: "ana", name: "Ana de Boer", groups: "trust_level_1,helpers" };

test("who the forum knows is signed in: the token goes to the website that asked, and to no other", async () => {
  const { nonce, return_sso_url } = await asked();
  assert.equal(return_sso_url, returnUrl);
  const { answer, page, origin, message } = await fixture.back("discourse", signed({ nonce: nonce ?? "", ...ana }));
  assert.equal(answer.status, 200);
  assert.equal(origin, website);
  assert.deepEqual([message.type, message.request], ["plein-sign-in", request]);
  const { status, by } = await fixture.post(message.token);
  const known = { id: "discourse:42", name: "Ana de Boer", role: "ambassador", accounts: { forum: "42" } };
  assert.deepEqual([status, by], [201, known]);
  const claims = JSON.parse(Buffer.from(message.token.split(".")[1], "base64url").toString());
  assert.deepEqual(claims.forum, { place: "forum", id: "42", username: "ana" });
  assert.doesNotMatch(page, /<script(?! type="module" src=)| style=| on\w+=/);
  const policy = answer.headers.get("content-security-policy") ?? "";
  assert.match(policy, /^default-src 'none'; script-src 'self';/);
  assert.doesNotMatch(policy, /unsafe/);
  assert.equal(answer.headers.get("cache-control"), "no-store");
  assert.equal(answer.headers.get("set-cookie"), null);
  assert.equal(answer.headers.get("cross-origin-opener-policy"), null, "it must reach who opened it");
});

test("groups give roles, the highest counts; what nobody knows gives none", async () => {
  for (const [groups, role] of [
    ["", "visitor"],
    ["staff", "visitor"],
    ["helpers,moderators", "ambassador"],
    ["admins,helpers", "brand"],
  ]) {
    const { nonce = "" } = await asked();
    const { message } = await fixture.back("discourse", signed({ nonce, ...ana, groups: groups ?? "" }));
    assert.equal((await fixture.post(message.token)).by.role, role, groups);
  }
});

test("what the forum did not sign, or not for us, or twice, signs nobody in", async () => {
  const { nonce = "" } = await asked();
  const right = { nonce, ...ana };
  const good = signed(right);
  const other = Buffer.from(String(new URLSearchParams({ ...right, groups: "admins" }))).toString("base64");
  for (const [what, came] of /** @type {[string, Record<string, string>][]} */ ([
    ["another secret", signed(right, "another secret")],
    ["another payload", { ...good, sso: other }],
    ["no signature", { sso: good.sso }],
    ["a short signature", { ...good, sig: good.sig.slice(0, 20) }],
    ["nothing", {}],
    ["a nonce of nobody's", signed({ ...ana, nonce: "cb68251eefb5211e58c00ff1395f0c0b" })],
    ["no nonce", signed(ana)],
    ["for another website", signed({ ...right, return_sso_url: "https://evil.example/return" })],
  ])) {
    const { answer, message } = await fixture.back("discourse", came);
    assert.equal(answer.status, 403, what);
    assert.equal(message?.token, undefined, what);
  }
  assert.equal((await fixture.back("discourse", good)).answer.status, 200);
  const again = await fixture.back("discourse", good);
  assert.deepEqual([again.answer.status, again.message.error], [403, "not_allowed"]);
  assert.match(again.page, /was used already/);
});

test("who is nobody there, or was refused there, is nobody here; what is shown is no markup", async () => {
  /** @type {Record<string, string>[]} */
  const wrongs = [{ external_id: "1 or 1" }, { external_id: "" }, { username: "a b" }, { failed: "true" }];
  for (const wrong of wrongs) {
    const { nonce = "" } = await asked();
    const { answer, message } = await fixture.back("discourse", signed({ nonce, ...ana, ...wrong }));
    assert.deepEqual([answer.status, message.token], [403, undefined], JSON.stringify(wrong));
  }
  const { nonce = "" } = await asked();
  const name = `"><script>alert(1)</script>\r\nx: y`;
  const { page, message } = await fixture.back("discourse", signed({ nonce, ...ana, name }));
  assert.doesNotMatch(page, /<script>/);
  assert.equal((await fixture.post(message.token)).by.name, '"><script>alert(1)</script> x: y');
});

test("a website that is not named is sent nowhere", async () => {
  for (const origin of ["https://evil.example", `${website}.evil.example`, `${website}/`, "null", ""])
    assert.equal((await fixture.begin("discourse", { origin })).status, 403, origin);
  assert.equal((await fixture.begin("discourse", { request: "short" })).status, 400);
  assert.equal((await fixture.begin("openid")).status, 404);
  assert.deepEqual(await fixture.relay.get(`${base}/sign-in`), {
    ways: [{ way: "discourse", title: "Noordnet forum" }],
  });
});

test("who signed in and who was refused is on record, by network, and for managers alone", async () => {
  const { nonce = "" } = await asked();
  const { message } = await fixture.back("discourse", signed({ nonce, ...ana, groups: "moderators" }));
  assert.equal(await fixture.audit(message.token), undefined, "a moderator");
  const boss = await asked();
  const { message: manager } = await fixture.back(
    "discourse",
    signed({ ...ana, nonce: boss.nonce ?? "", groups: "admins" }),
  );
  const entries = await fixture.audit(manager.token);
  const { who, role, did, about, status, source } = entries[0];
  assert.deepEqual(
    [who, role, did, about, status, source],
    ["discourse:42", "manager", "sign_in", "discourse", 200, "127.0.0.0/24"],
  );
  const refused = entries.filter((entry) => entry.status === 403);
  assert.deepEqual(
    refused.map((entry) => [entry.who, entry.about]),
    [["", "discourse"]],
    "once a minute",
  );
  assert.doesNotMatch(JSON.stringify(entries), /Ana/);
});

test("the popup's files are served as what they are", async () => {
  const script = await fixture.relay.fetch("/v1/sign-in/handover.js");
  assert.match(script.headers.get("content-type") ?? "", /^text\/javascript/);
  assert.match(await script.text(), /postMessage\(JSON\.parse\(answer\), origin\)/);
  assert.match((await fixture.relay.fetch("/v1/sign-in/popup.css")).headers.get("content-type") ?? "", /^text\/css/);
});
