// A configuration that is good until a test spoils it, what a place of each platform needs, and what is said of what was spoilt.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigError, checkConfig } from "../../bridge/config/load.js";
import { configFor } from "./relay-fixture.js";

export const places = /** @type {any} */ ({
  bluesky: { url: "http://127.0.0.1:1", brand: { handle: "brand.test" } },
  nodebb: { url: "http://127.0.0.1:2", category: 2, bridge: { uid: 1 } },
});

/** @param {(config: any) => void} spoil @returns {string[]} */
export function problems(spoil) {
  const config = configFor(places);
  spoil(config);
  try {
    checkConfig(config, "plein.json", "/");
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
  return [];
}

/** A test for each: what it is, how it is spoilt, and what is said of it. @param {[string, (config: any) => void, RegExp][]} cases */
export function stopTheStart(cases) {
  for (const [what, spoil, expected] of cases) {
    test(`${what} stops the start`, () => {
      const found = problems(spoil);
      assert.ok(
        found.some((problem) => expected.test(problem)),
        `expected ${expected} among:\n${found.join("\n")}`,
      );
    });
  }
}

/** What a place of each platform needs. @type {Record<string, any>} */
export const ofPlatform = {
  bluesky: { account: { identifier: "b.test", password: { env: "P" } } },
  mastodon: { account: { token: { env: "P" } } },
  facebook: { account: { token: { env: "P" } }, settings: { page: "700" } },
  discourse: { account: { key: { env: "P" } }, settings: { category: "4", username: "plein" } },
  nodebb: { account: { token: { env: "P" } }, settings: { category: "2", uid: "1" } },
  flarum: { account: { key: { env: "P" } }, settings: { tag: "help", user: "3" } },
};
export const more = /** @type {Record<string, any>} */ ({
  bluesky: { settings: { jetstream: "wss://jetstream.example" } },
  facebook: {
    account: { token: { env: "P" }, app_secret: { file: "s" } },
    webhook: { secret: { file: "s" }, verify_token: { env: "V" } },
  },
  discourse: { webhook: { secret: { env: "S" } } },
  nodebb: { webhook: { secret: { env: "S" } } },
});

/** @param {string} platform @param {object} [changed] */
export const placeOf = (platform, changed) => (/** @type {any} */ c) => {
  const base = { id: "page", kind: "page", platform, name: "A place", url: "https://place.example" };
  c.bridges[0].places[0] = { ...base, ...structuredClone(ofPlatform[platform]), ...changed };
};
