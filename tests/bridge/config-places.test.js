// What is wrong with a place: its address, its platform, and what each platform needs, may have, and does not know.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkConfig } from "../../bridge/config/load.js";
import { more, ofPlatform, placeOf, places, problems, stopTheStart } from "./config-fixture.js";
import { configFor } from "./relay-fixture.js";

stopTheStart([
  [
    "an unknown key",
    (c) => (c.bridges[0].places[1].polling = 5),
    /^plein\.json: bridges\[0\]\.places\[1\]\.polling: found a key that Plein does not know, expected one of: id, kind/,
  ],
  [
    "a number for an address",
    (c) => (c.bridges[0].places[1].url = 5),
    /^plein\.json: bridges\[0\]\.places\[1\]\.url: found the number 5, expected a text/,
  ],
  [
    "no address",
    (c) => (c.bridges[0].places[0].url = "ftp://x"),
    /bridges\[0\]\.places\[0\]\.url: found the text "ftp:\/\/x", expected .*http/,
  ],
  [
    "another platform",
    (c) => (c.bridges[0].places[0].platform = "myspace"),
    /platform: found the text "myspace", expected one of: bluesky, mastodon, facebook, discourse, nodebb, flarum/,
  ],
  ["one place", (c) => c.bridges[0].places.pop(), /bridges\[0\]\.places: found a list of 1/],
  [
    "an id twice",
    (c) => (c.bridges[0].places[1].id = "page"),
    /bridges\[0\]\.places\[1\]\.id: found "page" a second time/,
  ],
  [
    "a forum without its category",
    (c) => delete c.bridges[0].places[1].settings.category,
    /settings\.category: found nothing/,
  ],
  [
    "a page without its password",
    (c) => delete c.bridges[0].places[0].account.password,
    /account\.password: found nothing/,
  ],
  [
    "a secret in the file",
    (c) => (c.bridges[0].places[0].account.password = "hunter2"),
    /account\.password: found a text, expected an object \(A secret, by name/,
  ],
  ["an address that is none", (c) => (c.bridges[0].places[1].url = "http://:80"), /places\[1\]\.url: found the text/],
  [
    "an address with a password",
    (c) => (c.bridges[0].places[1].url = "https://plein:hunter2@forum.example"),
    /places\[1\]\.url: found a name or password in it/,
  ],
]);

for (const platform of Object.keys(ofPlatform)) {
  test(`${platform}: what it needs, and may have, is taken; each thing missing and anything else is named`, () => {
    assert.deepEqual(problems(placeOf(platform)), []);
    assert.deepEqual(problems(placeOf(platform, more[platform])), []);
    for (const part of ["account", "settings"]) {
      for (const key of Object.keys(ofPlatform[platform][part] ?? {})) {
        const found = problems((c) => {
          placeOf(platform)(c);
          delete c.bridges[0].places[0][part][key];
        });
        const at = `bridges[0].places[0].${part}.${key}`;
        assert.deepEqual(found, [`plein.json: ${at}: found nothing, expected a value`]);
      }
      const other = problems(placeOf(platform, { [part]: { ...ofPlatform[platform][part], colour: "red" } }));
      assert.equal(other.length, 1);
      assert.match(
        other[0] ?? "",
        new RegExp(`places\\[0\\]\\.${part}\\.colour: found a key that Plein does not know`),
      );
    }
  });
}

/** @type {[string, string, object, RegExp][]} */
const misfits = [
  [
    "a key of another platform",
    "nodebb",
    { account: { token: { env: "P" }, key: { env: "P" } } },
    /account\.key: found a key.*: token$/,
  ],
  ["a category by its name", "discourse", { settings: { category: "help", username: "plein" } }, /category: .*"help"/],
  [
    "a number that is none",
    "flarum",
    { settings: { tag: "help", user: 3 } },
    /settings\.user: found the number 3.*a text/,
  ],
  [
    "a name no header can hold",
    "discourse",
    { settings: { category: "4", username: "ple\nin" } },
    /settings\.username:/,
  ],
  ["a webhook where there are none", "mastodon", { webhook: { secret: { env: "S" } } }, /webhook: .* expected nothing/],
  ["a webhook without its secret", "discourse", { webhook: {} }, /webhook\.secret: found nothing, expected a value$/],
  [
    "Facebook's without its word",
    "facebook",
    { webhook: { secret: { env: "S" } } },
    /webhook\.verify_token: found nothing/,
  ],
  [
    "another's with one",
    "nodebb",
    { webhook: { secret: { env: "S" }, verify_token: { env: "V" } } },
    /verify_token: found a/,
  ],
  [
    "a Jetstream that is none",
    "bluesky",
    { settings: { jetstream: "https://j.example" } },
    /settings\.jetstream: found the/,
  ],
];
for (const [what, platform, changed, expected] of misfits) {
  test(`${what} stops the start`, () => {
    const found = problems(placeOf(platform, changed));
    assert.equal(found.length, 1, found.join("\n"));
    assert.match(found[0] ?? "", expected);
  });
}

test("a slash at the end of a place's address is taken off", () => {
  const config = configFor(places);
  if (config.bridges[0]?.places[0]) config.bridges[0].places[0].url = "https://bsky.social/";
  assert.equal(checkConfig(config, "plein.json", "/").bridges[0]?.places[0]?.url, "https://bsky.social");
});
