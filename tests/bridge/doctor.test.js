// What the doctor finds of the simulated platforms: nothing where all is well, and each thing that a configuration has wrong.
import assert from "node:assert/strict";
import { test } from "node:test";
import { HostedSimulator, loadHost } from "../simulators/hosted.js";
import { configOf, env, visited } from "./doctor-fixture.js";
import { found, has, placesOfTests, simulators } from "./doctor-places.js";

placesOfTests();

test("simulated Bluesky and NodeBB, with an administrator's number: nothing fails", async () => {
  // The tests' secret is short, and is said to be.
  assert.deepEqual(await found(), [
    "warning bridges[0].sign_in.jwt.secret: the environment variable JWT_SECRET holds fewer than 32 bytes",
  ]);
});

/** @type {[string, (config: any) => void, RegExp][]} */
const wrong = [
  [
    "a wrong password",
    (c) => (c.bridges[0].places[0].account.password = { env: "FORUM_TOKEN" }),
    /^failure noordnet\/page: .*signing in: HTTP 401/,
  ],
  [
    "an unknown account",
    (c) => (c.bridges[0].places[0].account.identifier = "nobody.test"),
    /^failure noordnet\/page: .*signing in: HTTP 401/,
  ],
  [
    "a wrong token",
    (c) => (c.bridges[0].places[1].account.token = { env: "PAGE_PASSWORD" }),
    /^failure noordnet\/forum: the token is not accepted/,
  ],
  [
    "a member who is not there",
    (c) => (c.bridges[0].places[1].settings.uid = "99"),
    /^failure noordnet\/forum: the token is not accepted, or there is no member 99/,
  ],
  [
    "a member who may not purge",
    (c) => (c.bridges[0].places[1].settings.uid = String(simulators.nodebb.bridge.uid)),
    /^failure noordnet\/forum: that member is no administrator/,
  ],
  [
    "a category that is not there",
    (c) => (c.bridges[0].places[1].settings.category = "9"),
    /^failure noordnet\/forum: category 9: HTTP 404/,
  ],
  [
    "a place that is not there",
    (c) => (c.bridges[0].places[1].url = "http://127.0.0.1:1"),
    /^failure noordnet\/forum: .*unreachable/,
  ],
  [
    "two places changed about",
    (c) =>
      ([c.bridges[0].places[0].url, c.bridges[0].places[1].url] = [
        c.bridges[0].places[1].url,
        c.bridges[0].places[0].url,
      ]),
    /^failure noordnet\/page: /,
  ],
];
for (const [what, spoil, expected] of wrong)
  test(`simulators: ${what} is found`, async () => has(await found(spoil), expected));

test("simulators: sessions that a platform refuses, and trouble it is in, are found", async () => {
  simulators.faults("nodebb", { unauthorised: true });
  has(await found(), /^failure noordnet\/forum: the token is not accepted/);
  simulators.faults("nodebb", { unauthorised: false, fail_next: 3 });
  has(await found(), /^failure noordnet\/forum: .*HTTP 503/);
  simulators.faults("nodebb", { fail_next: 0 });
});

test("the other simulated platforms: who signs in, and who does not", async (t) => {
  const hosting = { run: await loadHost(new URL("../../build/wasm/", import.meta.url)), clock: Date.now };
  const hosted = {
    mastodon: await HostedSimulator.start("mastodon", hosting),
    facebook: await HostedSimulator.start("facebook", { ...hosting, settings: { page_token: env.TOKEN } }),
    discourse: await HostedSimulator.start("discourse", { ...hosting, settings: { api_key: env.TOKEN } }),
    flarum: await HostedSimulator.start("flarum", { ...hosting, settings: { api_key: env.TOKEN } }),
  };
  t.after(() => Promise.all(Object.values(hosted).map((one) => one.stop())));
  const account = hosted.mastodon.setUp({ do: "add_user", username: "noordnet" });
  hosted.discourse.setUp({ do: "add_user", username: "plein", moderator: true });
  hosted.flarum.setUp({ do: "add_user", username: "plein" });
  /** @param {keyof typeof hosted} platform @param {any} more */
  const place = (platform, more) => ({ kind: more.kind ?? "forum", platform, url: hosted[platform].url, ...more });
  const places = {
    mastodon: place("mastodon", { kind: "page", account: { token: { env: "MASTODON" } } }),
    facebook: place("facebook", { kind: "page", account: { token: { env: "TOKEN" } }, settings: { page: "700" } }),
    discourse: place("discourse", {
      account: { key: { env: "TOKEN" } },
      settings: { category: "4", username: "plein" },
    }),
    flarum: place("flarum", { account: { key: { env: "TOKEN" } }, settings: { tag: "3", user: "1" } }),
  };
  /** @param {any} one @param {Record<string, string>} given */
  const failures = async (one, given) =>
    (await visited(configOf(one), { env: given })).filter(
      ({ level, where }) => level === "failure" && where === "noordnet/place",
    );
  for (const [platform, one] of Object.entries(places)) {
    const right = { ...env, MASTODON: account.token };
    assert.deepEqual(await failures(one, right), [], platform);
    const refused = await failures(one, { ...env, TOKEN: "another-token", MASTODON: "another-token" });
    assert.equal(refused.length, 1, platform);
    assert.match(refused[0]?.what ?? "", /not accepted/, platform);
  }
});
