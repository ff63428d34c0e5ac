// Signing in through an OpenID provider, with a small one of our own that may answer as it should not.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { OpenIdProvider } from "./openid-provider.js";
import { address, base, request, SignInFixture, website } from "./sign-in-fixture.js";

const provider = new OpenIdProvider();
const fixture = new SignInFixture();

before(async () => {
  await provider.start();
  const openid = {
    issuer: provider.url,
    title: "Mijn Noordnet",
    client_id: provider.clientId,
    client_secret: { env: "CLIENT_SECRET" },
    roles: { ambassador: ["helpers"], manager: ["staff"] },
  };
  await fixture.start({ openid, roles: { manager: ["openid:u-boss"] } }, { CLIENT_SECRET: provider.clientSecret });
});
after(async () => {
  await fixture.relay.remove();
  provider.stop();
});
beforeEach(() => {
  provider.says = {};
  provider.foreignKey = false;
});

/** Goes to the provider, and comes back. */
async function visit() {
  const answer = await fixture.begin("openid");
  assert.equal(answer.status, 302);
  return provider.authorize(answer.headers.get("location") ?? "");
}

test("who the provider knows is signed in; it was asked with PKCE, state and nonce", async () => {
  const { came, asked } = await visit();
  assert.equal(asked.get("redirect_uri"), `${address}${base}/sign-in/openid/return`);
  assert.equal(asked.get("code_challenge_method"), "S256");
  for (const field of ["code_challenge", "nonce", "state"]) assert.ok((asked.get(field) ?? "").length >= 43, field);
  const { answer, origin, message } = await fixture.back("openid", came);
  assert.equal(answer.status, 200);
  assert.deepEqual([origin, message.request], [website, request]);
  const { status, by } = await fixture.post(message.token);
  assert.deepEqual([status, by], [201, { id: "openid:u-1", name: "Ana", role: "visitor" }]);
  assert.deepEqual(provider.refused, []);
});

test("claims and the configuration give roles", async () => {
  for (const [says, role] of /** @type {[object, string][]} */ ([
    [{ groups: ["helpers"] }, "ambassador"],
    [{ groups: "staff" }, "brand"],
    [{ groups: [{ admin: true }, 1] }, "visitor"],
    [{ sub: "u-boss" }, "brand"],
    [{ standing: "manager", role: "brand" }, "visitor"],
    [{ name: undefined, preferred_username: "ana" }, "visitor"],
  ])) {
    provider.says = { ...says };
    const { message } = await fixture.back("openid", (await visit()).came);
    assert.equal((await fixture.post(message.token)).by.role, role, JSON.stringify(says));
  }
});

const now = () => Math.floor(Date.now() / 1000);
/** @type {[string, () => Record<string, unknown>][]} */
const wrong = [
  ["another nonce", () => ({ nonce: "another" })],
  ["no nonce", () => ({ nonce: undefined })],
  ["another issuer", () => ({ iss: "https://evil.example" })],
  ["another audience", () => ({ aud: "another" })],
  ["an end that has passed", () => ({ iat: now() - 7200, exp: now() - 3600 })],
  ["no subject", () => ({ sub: undefined })],
  ["a subject too long", () => ({ sub: "x".repeat(250) })],
  ["no name", () => ({ name: undefined })],
];
for (const [what, says] of wrong) {
  test(`an id token with ${what} signs nobody in`, async () => {
    const { came } = await visit();
    provider.says = says();
    const { answer, message } = await fixture.back("openid", came);
    assert.deepEqual([answer.status, message.token, message.error], [403, undefined, "not_allowed"]);
  });
}

test("an id token that another key signed signs nobody in", async () => {
  const { came } = await visit();
  provider.foreignKey = true;
  assert.equal((await fixture.back("openid", came)).answer.status, 403);
});

test("a state that is not ours, is another's, or was used, signs nobody in", async () => {
  const { came } = await visit();
  const other = await visit();
  for (const [what, sent] of /** @type {[string, Record<string, string>][]} */ ([
    ["no state", { code: came.code, iss: came.iss }],
    ["another state", { ...came, state: "A".repeat(300) }],
    ["somebody else's code", { ...came, code: other.came.code }],
    ["another issuer", { ...other.came, iss: "https://evil.example" }],
    ["an error", { ...(await visit()).came, error: "access_denied" }],
  ])) {
    const { answer, message } = await fixture.back("openid", sent);
    assert.deepEqual([answer.status, message?.token], [403, undefined], what);
  }
  const { came: good } = await visit();
  assert.equal((await fixture.back("openid", good)).answer.status, 200);
  const { answer, page } = await fixture.back("openid", good);
  assert.equal(answer.status, 403);
  assert.match(page, /was used already/);
});

test("a provider that does not answer is said to be away; nobody is said to be wrong", async () => {
  const { came } = await visit();
  provider.stop();
  const { answer, page } = await fixture.back("openid", came);
  assert.equal(answer.status, 503);
  assert.match(page, /does not answer/);
});
