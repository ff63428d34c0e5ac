// Whose tokens are taken, and whose are not: forged, expired, for others, too long, with a key that is no secret, used twice.
import assert from "node:assert/strict";
import { generateKeyPairSync, createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { test } from "node:test";
import { exportJWK, SignJWT } from "jose";
import { bearer, ProviderError, TokenError } from "../../bridge/people/jwt.js";
import { Once } from "../../bridge/people/once.js";
import { OwnTokens, issuer as ownIssuer } from "../../bridge/people/own-tokens.js";
import { People } from "../../bridge/people/people.js";
import { asActor, asAuthor, named } from "../../bridge/people/roles.js";
import { Keys } from "../../bridge/sealing.js";
import { jwt, token } from "./relay-fixture.js";

const secret = "a-secret-of-at-least-thirty-two-bytes";
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = String(rsa.publicKey.export({ type: "spki", format: "pem" }));
const now = () => Math.floor(Date.now() / 1000);
const encoded = (/** @type {object} */ part) => Buffer.from(JSON.stringify(part)).toString("base64url");
const claims = () => ({ sub: "wil", name: "Wil", iss: jwt.issuer, aud: jwt.audience, exp: now() + 600 });

/** @param {object} payload @param {any} key @param {string} [alg] */
const signed = (payload, key = new TextEncoder().encode(secret), alg = "HS256") =>
  new SignJWT({ ...claims(), ...payload }).setProtectedHeader({ alg }).sign(key);

/** @param {ReturnType<typeof bearer>} people @param {string} sent @param {RegExp} [why] */
const refused = (people, sent, why = /./) =>
  assert.rejects(people(`Bearer ${sent}`), (error) => error instanceof TokenError && why.test(error.message));

test("a token that is not the website's is nobody's", async () => {
  const people = bearer({ ...jwt, secret });
  assert.deepEqual(await people(`Bearer ${await signed({ role: "ambassador" })}`), {
    id: "wil",
    name: "Wil",
    role: "ambassador",
  });
  const good = await signed({});
  const [head, , signature] = good.split(".");
  for (const [sent, why] of /** @type {[string, RegExp][]} */ ([
    [await token({}, { secret: "another secret of thirty-two bytes" }), /not accepted/],
    [`${head}.${encoded({ ...claims(), role: "brand" })}.${signature}`, /not accepted/],
    [`${encoded({ alg: "none" })}.${encoded(claims())}.`, /not accepted|needed/],
    [`${encoded({ alg: "None" })}.${encoded(claims())}.${signature}`, /not accepted/],
    [await signed({ exp: now() - 60 }), /expired/],
    [await signed({ exp: undefined }), /not accepted/],
    [await signed({ aud: "other" }), /not accepted/],
    [await signed({ iss: "https://evil.example" }), /not accepted/],
    [await signed({ nbf: now() + 600 }), /not accepted/],
    [await signed({ iat: now() + 600 }), /future/],
    [await signed({ iat: now(), exp: now() + 90000 }), /lives too long: 86400 s/],
    [await signed({ exp: now() + 90000 }), /lives too long/],
    [await signed({ iat: now() - 90000, exp: now() + 60 }), /lives too long/],
    [await signed({}, undefined, "HS512"), /not accepted/],
    [await signed({ sub: "discourse:1" }), /another way/],
    [await signed({ sub: "openid:1" }), /another way/],
    [await signed({ sub: "a\u0000b" }), /nobody/],
    [await signed({ name: " \n " }), /nobody/],
    ["x".repeat(9000), /needed/],
    [`${good} ${good}`, /needed/],
  ]))
    await refused(people, sent, why);
});

test("a public key is no secret: what is signed with its text as one is refused", async () => {
  const people = bearer({ ...jwt, algorithm: "RS256", key: pem });
  assert.equal((await people(`Bearer ${await signed({}, rsa.privateKey, "RS256")}`)).id, "wil");
  for (const text of [pem, pem.trim(), pem.replaceAll("\n", "")]) {
    const body = `${encoded({ alg: "HS256" })}.${encoded(claims())}`;
    await refused(people, `${body}.${createHmac("sha256", text).update(body).digest("base64url")}`, /not accepted/);
  }
  const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
  await refused(people, await signed({}, other.privateKey, "RS256"), /not accepted/);
});

test("keys are had from their address; while it fails nobody is said to be wrong", async () => {
  const keys = { keys: [{ ...(await exportJWK(rsa.publicKey)), kid: "1", alg: "RS256", use: "sig" }] };
  let status = 500;
  const server = createServer((_request, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(keys));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  try {
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    const people = bearer({ ...jwt, algorithm: "RS256", jwks: `http://127.0.0.1:${port}/keys` });
    const sent = `Bearer ${await new SignJWT(claims()).setProtectedHeader({ alg: "RS256", kid: "1" }).sign(rsa.privateKey)}`;
    await assert.rejects(people(sent), ProviderError);
    status = 200;
    assert.equal((await people(sent)).id, "wil");
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

const once = new Once(100);
const spent = { take: async (/** @type {string} */ id, /** @type {number} */ until) => once.take(id, until) };
/** @param {object} [more] */
const peopleWith = (more = {}) =>
  new People({
    spent,
    own: new OwnTokens(new Keys(null).of("tokens a"), "a", 600),
    site: { ...jwt, secret, ...more },
    ways: [],
    named: { manager: ["boss"], member: ["wil"] },
  });

test("a token that counts once is exchanged once, for its nonce, and is no bearer's", async () => {
  const people = peopleWith({ once: true });
  const sent = `Bearer ${await signed({ jti: randomUUID(), iat: now() + 1, nonce: "n-1" })}`;
  await assert.rejects(people.identify(sent), /exchanged first/);
  await assert.rejects(people.exchange(sent, "n-2"), /not for this nonce/);
  const { token: own } = await people.exchange(sent, "n-1");
  assert.deepEqual(await people.identify(`Bearer ${own}`), { id: "wil", name: "Wil", role: "member", way: "jwt" });
  // By another relay too.
  for (const relay of [people, peopleWith({ once: true })])
    await assert.rejects(relay.exchange(sent, "n-1"), /used already/);
  await assert.rejects(people.exchange(`Bearer ${await signed({ iat: now() + 1 })}`), /needs `jti`/);
});

test("the relay's own tokens are of one bridge, one key and one hour; the website cannot make them", async () => {
  const people = peopleWith();
  const { token: own, expires_at } = await people.welcome({ id: "boss", name: "Boss", role: "visitor", way: "openid" });
  assert.ok(expires_at > Date.now() && expires_at <= Date.now() + 600000);
  assert.equal((await people.identify(`Bearer ${own}`)).role, "manager");
  const said = JSON.parse(Buffer.from(own.split(".")[1] ?? "", "base64url").toString());
  assert.deepEqual([said.role, said.standing], ["brand", "manager"]);
  await assert.rejects(peopleWith().identify(`Bearer ${own}`), /expired/);
  const keys = new Keys("k".repeat(32));
  const elsewhere = await new OwnTokens(keys.of("t"), "b", 600).issue({ id: "x", name: "X", role: "manager" });
  await assert.rejects(new OwnTokens(keys.of("t"), "a", 600).read(elsewhere.token), TokenError);
  const forged = await signed({ iss: ownIssuer, aud: "a", standing: "manager" });
  await assert.rejects(people.identify(`Bearer ${forged}`), TokenError);
});

test("a moderator decides like the brand and writes in their own name; a member writes as a visitor", () => {
  /** @param {import("../../bridge/people/roles.js").Role} role */
  const both = (role) => [asAuthor, asActor].map((as) => as({ id: "a", name: "A", role }).role);
  assert.deepEqual(both("moderator"), ["ambassador", "brand"]);
  assert.deepEqual(both("member"), ["visitor", "visitor"]);
  assert.deepEqual(both("manager"), ["brand", "brand"]);
  assert.deepEqual(named("a", " An\r\nSet-Cookie: x\u2028 "), { id: "a", name: "An Set-Cookie: x" });
});
