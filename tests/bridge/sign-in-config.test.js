// What may be said of signing in, of the relay's key and of its public address; each problem names where it is and what was expected.
import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { checkConfig, ConfigError } from "../../bridge/config/load.js";
import { openKeys } from "../../bridge/keys.js";
import { openPeople } from "../../bridge/people/open.js";
import { Keys } from "../../bridge/sealing.js";
import { configFor, jwt } from "./relay-fixture.js";

const places = /** @type {any} */ ({
  bluesky: { url: "http://127.0.0.1:1", brand: { handle: "brand.test" } },
  nodebb: { url: "http://127.0.0.1:2", category: 2, bridge: { uid: 1 } },
});

/** @param {object} signIn @param {object} [more] */
function configured(signIn, more = {}) {
  const config = /** @type {any} */ ({ ...configFor(places), public_url: "https://c.example/", ...more });
  config.bridges[0].sign_in = signIn;
  return checkConfig(config, "plein.json", "/");
}

/** @param {object} signIn @param {RegExp} expected @param {object} [more] */
const refused = (signIn, expected, more) =>
  assert.throws(
    () => configured(signIn, more),
    (error) => error instanceof ConfigError && expected.test(error.message),
    String(expected),
  );

const secret = { env: "S" };
const openid = { issuer: "https://id.example", client_id: "plein" };

test("what does not belong together is said", () => {
  refused({}, /sign_in: found no way to sign in, expected one of: jwt, discourse, openid/);
  refused({ jwt }, /sign_in\.jwt: found 0 keys, expected one/);
  refused({ jwt: { ...jwt, secret, jwks: "https://x.example" } }, /sign_in\.jwt: found 2 keys/);
  refused({ jwt: { ...jwt, jwks: "https://x.example" } }, /algorithm: found HS256, expected the public key's/);
  refused({ jwt: { ...jwt, secret, algorithm: "RS256" } }, /algorithm: found RS256, expected the secret's/);
  refused({ jwt: { ...jwt, secret, algorithm: "none" } }, /algorithm: found the text "none", expected one of: HS256/);
  refused({ jwt: { ...jwt, jwks: "http://x.example", algorithm: "RS256" } }, /jwks: found another, expected an https/);
  refused(
    { openid: { ...openid, issuer: "http://id.example" } },
    /issuer: found another address, expected one over https/,
  );
  refused({ openid }, /public_url: found nothing, expected the relay's public address/, { public_url: undefined });
  refused({ openid }, /origins: found none, expected the website's/, { origins: [] });
  refused(
    { discourse: { place: "forum", secret } },
    /discourse\.place: found the text "forum", expected the id of a Dis/,
  );
  refused(
    { openid, roles: { god: ["x"] } },
    /roles\.god: found a key that Plein does not know, expected one of: member/,
  );
  refused({ openid: { ...openid, client_secret: "hunter2" } }, /client_secret: found a text, expected an object/);
  assert.equal(configured({ openid }).public_url, "https://c.example");
});

/** @param {object} more @param {Record<string, string>} env */
function opened(more, env) {
  const [bridge] = configured({ jwt: { ...jwt, ...more } }).bridges;
  assert.ok(bridge);
  const log = { warn: () => {} };
  const spent = { take: async () => true };
  return openPeople(bridge, { where: "sign_in", env, folder: "/", url: undefined, keys: new Keys(null), spent, log });
}

test("a key is a public one, of its algorithm; a secret is no key", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = String(publicKey.export({ type: "spki", format: "pem" }));
  const hidden = String(privateKey.export({ type: "pkcs8", format: "pem" }));
  assert.ok(opened({ key: secret, algorithm: "ES256" }, { S: pem }));
  const wrong = /** @type {[object, string, RegExp][]} */ ([
    [{ key: secret, algorithm: "RS256" }, pem, /jwt\.key: found a key of ec, expected the public key of RS256/],
    [{ key: secret, algorithm: "ES256" }, hidden, /jwt\.key: found a private key/],
    [{ key: secret, algorithm: "ES256" }, "hunter2", /jwt\.key: found something else/],
    [{ secret }, pem, /jwt\.secret: found a PEM, expected a secret/],
  ]);
  for (const [more, value, expected] of wrong)
    assert.throws(
      () => opened(more, { S: value }),
      (error) => error instanceof ConfigError && expected.test(error.message) && !error.message.includes(value),
    );
});

test("the relay's key is long enough, or none", () => {
  const config = configured({ openid }, { key: { env: "K" } });
  assert.throws(() => openKeys(config, { K: "short" }), /key: found a secret shorter than 32 bytes/);
  assert.throws(() => openKeys(config, {}), /key: found nothing in the environment variable K/);
  assert.deepEqual(
    [openKeys(config, { K: "k".repeat(32) }).lasting, openKeys({ ...config, key: undefined }, {}).lasting],
    [true, false],
  );
});
