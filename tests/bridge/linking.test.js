// How an account of each platform is linked: what is asked, what is taken, and what is refused. Against stubs that answer as the sources say.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { Asker } from "../../bridge/doctor/asker.js";
import { blueskyWay } from "../../bridge/linking/bluesky.js";
import { discourseWay } from "../../bridge/linking/discourse.js";
import { LinkError } from "../../bridge/linking/errors.js";
import { flarumWay } from "../../bridge/linking/flarum.js";
import { mastodonWay } from "../../bridge/linking/mastodon.js";
import { ProviderError } from "../../bridge/people/jwt.js";
import { Transport } from "../../bridge/transport.js";
import { DiscourseConsent, MastodonConsent } from "./consents.js";
import { PlatformStub } from "./platform-stub.js";

const stub = new PlatformStub();
const transport = new Transport();
const back = "https://relay.example/v1/bridges/b/me/accounts/page/return";
const keeper = { load: async () => null, save: async () => {} };
const about = () => ({ url: stub.url, name: "Brand", website: "https://brand.example", id: "plein-b-forum" });
/** @param {object} claims */
const jwtOf = (claims) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`;

before(() => stub.start());
after(async () => {
  await stub.stop();
  await transport.close();
});
beforeEach(() => {
  stub.asked.length = 0;
  stub.routes = {};
});

/** @param {import("../../bridge/linking/way.d.ts").Way} way @param {Record<string, string>} credential */
const whose = (way, credential) => way.whose(new Asker(stub.url, transport, way.session(credential, keeper)));

test("Bluesky: an app password is taken, and signed out of again; the account's own password is refused", async () => {
  const way = blueskyWay(about(), transport);
  const given = { identifier: "ada.example", password: "abcd-efgh-ijkl-mnop" };
  for (const [scope, taken] of /** @type {const} */ ([
    ["com.atproto.appPass", true],
    ["com.atproto.access", false],
  ])) {
    stub.asked.length = 0;
    stub.routes = {
      "POST /xrpc/com.atproto.server.createSession": {
        body: { accessJwt: jwtOf({ scope }), refreshJwt: "refresh", did: "did:plc:a" },
      },
      "POST /xrpc/com.atproto.server.deleteSession": {},
    };
    const link = way.take(given, {}, back);
    if (taken) assert.deepEqual(await link, given);
    else await assert.rejects(link, /account's own password/);
    assert.equal(stub.asked[1]?.headers.authorization, "Bearer refresh");
  }
  stub.routes = {
    "POST /xrpc/com.atproto.server.createSession": { status: 401, body: { error: "AuthenticationRequired" } },
  };
  await assert.rejects(way.take(given, {}, back), LinkError);
  for (const status of [429, 500, 502]) {
    stub.routes = { "POST /xrpc/com.atproto.server.createSession": { status } };
    await assert.rejects(way.take(given, {}, back), ProviderError);
  }
  for (const body of ["", "[]", "null", { accessJwt: "a\nb", refreshJwt: "x" }, { accessJwt: 5 }]) {
    stub.routes = { "POST /xrpc/com.atproto.server.createSession": { body } };
    await assert.rejects(way.take(given, {}, back), LinkError);
  }
});

test("Mastodon: known as an application once, with PKCE; forgotten by the instance, it makes itself known anew", async () => {
  const consent = new MastodonConsent();
  /** @param {import("./platform-stub.js").Asked} asked */
  const answered = ({ method, path, query, headers, body }) => {
    const url = `${path}?${query}`;
    const all = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    const answer = consent.before({ method, url, headers: all, body });
    return answer && "status" in answer ? answer : { body: { id: "7", acct: "ada" } };
  };
  for (const route of [
    "POST /api/v1/apps",
    "POST /oauth/token",
    "POST /oauth/revoke",
    "GET /api/v1/accounts/verify_credentials",
  ])
    stub.routes[route] = answered;
  /** @type {string | null} */
  let text = null;
  const kept = { load: async () => text, save: async (/** @type {string} */ now) => void (text = now) };
  const way = mastodonWay(about(), transport, kept);
  /** @type {Record<string, string>} */
  let begun = {};
  const begin = async () => {
    const url = await way.begin?.(back, (what) => {
      begun = what;
      return "sealed-state";
    });
    return new URL(consent.agree(url ?? "", "token-ada"));
  };
  const came = await begin();
  assert.equal(came.searchParams.get("state"), "sealed-state");
  const code = came.searchParams.get("code") ?? "";
  const credential = await way.take({ code }, begun, back);
  assert.deepEqual(await whose(way, credential), { id: "7", name: "@ada" });
  await assert.rejects(way.take({ code }, begun, back), LinkError, "a code is good once");
  const other = (await begin()).searchParams.get("code") ?? "";
  await assert.rejects(way.take({ code: other }, { verifier: "v".repeat(43) }, back), LinkError, "of who began it");
  assert.equal(consent.applications.size, 1);
  await way.end?.(credential, new Asker(stub.url, transport));
  assert.equal([...consent.tokens.values()].filter((stands) => stands !== null).length, 0);
  // The instance was set up anew.
  consent.applications.clear();
  await assert.rejects(way.take({ code: "x" }, begun, back), LinkError);
  await begin();
  assert.equal(consent.applications.size, 1);
  stub.routes = { "POST /api/v1/apps": { status: 503 } };
  text = null;
  await assert.rejects(begin(), ProviderError);
});

test("Discourse: a key comes encrypted for us, in either padding, and counts for its question alone", async () => {
  for (const padding of /** @type {const} */ (["oaep", "pkcs1"])) {
    const consent = new DiscourseConsent(back, padding);
    const way = discourseWay(about());
    const asked = async () => {
      /** @type {Record<string, string>} */
      let begun = {};
      const url = await way.begin?.(back, (what) => {
        begun = what;
        return "sealed-state";
      });
      const came = new URL(consent.agree(url ?? "", "key-of-ada")).searchParams;
      assert.equal(came.get("state"), "sealed-state");
      return { begun, payload: came.get("payload") ?? "" };
    };
    const [one, other] = [await asked(), await asked()];
    const { key = "" } = await way.take({ payload: one.payload }, one.begun, back);
    assert.ok(consent.keys.has(key));
    await assert.rejects(way.take({ payload: other.payload }, one.begun, back), LinkError);
    await assert.rejects(way.take({ payload: one.payload }, { ...one.begun, nonce: "another" }, back), LinkError);
    for (const payload of ["x", "AAAA", "é"]) await assert.rejects(way.take({ payload }, one.begun, back), LinkError);
    stub.routes = {
      "GET /session/current.json": ({ headers }) => ({
        status: headers["user-api-key"] === key ? 200 : 403,
        body: { current_user: { id: 42, username: "ada" } },
      }),
    };
    assert.deepEqual(await whose(way, { key }), { id: "42", name: "@ada" });
    assert.equal(await whose(way, { key: "another-key" }), null);
  }
});

test("Flarum: a token is whose the forum says it is, and a guest's is nobody's", async () => {
  const actor = { data: { type: "users", id: "9" } };
  stub.routes = {
    "GET /api": ({ headers }) => ({
      body:
        headers.authorization === "Token developer-token"
          ? {
              data: { type: "forums", id: "1", relationships: { actor } },
              included: [{ type: "users", id: "9", attributes: { username: "ada", displayName: "Ada" } }],
            }
          : { data: { type: "forums", id: "1", relationships: { actor: { data: null } } } },
    }),
  };
  const way = flarumWay();
  assert.deepEqual(await whose(way, await way.take({ token: "developer-token" }, {}, back)), { id: "9", name: "Ada" });
  assert.equal(await whose(way, { token: "another" }), null);
});
