// What is wrong with a configuration is said with its path, what was found and what is expected.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { offsetsOf } from "../../bridge/config/webcare.js";
import { engineConfig } from "../../bridge/config/for-engine.js";
import { ConfigError, checkConfig, loadConfig } from "../../bridge/config/load.js";
import { readSecret } from "../../bridge/secrets.js";
import { configFor } from "./relay-fixture.js";

const places = /** @type {any} */ ({
  bluesky: { url: "http://127.0.0.1:1", brand: { handle: "brand.test" } },
  nodebb: { url: "http://127.0.0.1:2", category: 2, bridge: { uid: 1 } },
});

/** @param {(config: any) => void} spoil @returns {string[]} */
function problems(spoil) {
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

test("a good configuration is taken, with its defaults", () => {
  const config = checkConfig(configFor(places), "plein.json", "/etc/plein");
  assert.equal(config.database, "/etc/plein/plein.db");
  assert.equal(config.listen.host, "127.0.0.1");
  assert.equal(config.bridges[0]?.horizon_days, 7);
});

test("what is said of reputation reaches the engine", () => {
  const config = configFor(places);
  const reputation = { accepted: 30, levels: { expert: 700 } };
  Object.assign(config.bridges[0] ?? {}, { reputation });
  const checked = checkConfig(config, "plein.json", "/");
  const [bridge] = checked.bridges;
  assert.ok(bridge);
  const told = engineConfig(checked, bridge).reputation;
  assert.equal(told?.accepted, 30);
  assert.deepEqual(told?.levels, { member: 10, regular: 100, expert: 700, ambassador: 1000 });
});

/** @param {object} rule */
const ruled = (rule) => (/** @type {any} */ c) =>
  (c.bridges[0].rules = [
    { from: "page", to: "forum" },
    { from: "forum", to: "page", ...rule },
  ]);

/** @type {[string, (config: any) => void, RegExp][]} */
const cases = [
  [
    "a rule from nowhere",
    ruled({ from: "forums" }),
    /^plein\.json: bridges\[0\]\.rules\[1\]\.from: found the text "forums", expected the id of a place: site, page, forum$/,
  ],
  [
    "a rule to the site",
    ruled({ to: "site" }),
    /rules\[1\]\.to: found the text "site", expected the id of a place: page, forum$/,
  ],
  ["a rule to where it comes from", ruled({ to: "forum" }), /rules\[1\]\.to: found "forum", where it comes from/],
  [
    "two rules of one direction",
    ruled({ from: "page", to: "forum" }),
    /rules\[1\]: found a second rule from "page" to "forum", expected one \(rules\[0\]\)/,
  ],
  ["tagged without a tag", ruled({ threads: "tagged" }), /rules\[1\]\.tag: found nothing, expected the tag/],
  [
    "a tag of all threads",
    ruled({ tag: "help" }),
    /rules\[1\]\.tag: found a tag, expected none unless threads is "tagged"/,
  ],
  ["a tag with its #", ruled({ threads: "tagged", tag: "#help" }), /rules\[1\]\.tag: found the text "#help"/],
  [
    "a rule of no kind",
    ruled({ replies: "some" }),
    /rules\[1\]\.replies: found the text "some", expected one of: everyone, amb/,
  ],
  [
    "a rule with something else",
    ruled({ edits: true }),
    /rules\[1\]\.edits: found a key that Plein does not know, .*: from, to/,
  ],
  ["a rule without an end", ruled({ to: undefined }), /rules\[1\]\.to: found nothing, expected a value/],
  [
    "another correction",
    (c) => (c.bridges[0].corrections = "edit"),
    /corrections: found the text "edit", expected one of: leave, reply/,
  ],
  [
    "a worth in no currency",
    (c) => (c.bridges[0].returns = { currency: "euro", worth: { posts: 1 } }),
    /returns\.currency: found the text "euro", expected .*\^\[A-Z\]\{3\}\$/,
  ],
  [
    "a goal that is none",
    (c) => (c.bridges[0].plan = [{ goal: "fame" }]),
    /plan\[0\]\.goal: found the text "fame", expected one of: customer_communication, brand_exposure, traffic, research/,
  ],
  [
    "a time zone that is none",
    (c) => (c.bridges[0].webcare = { time_zone: "Europe/Leiden" }),
    /webcare\.time_zone: found "Europe\/Leiden", expected a time zone/,
  ],
  [
    "a day that ends before it begins",
    (c) => (c.bridges[0].webcare = { hours: { mon: ["17:30", "09:00"] } }),
    /webcare\.hours\.mon: found 17:30 to 09:00, expected an end after the beginning/,
  ],
  [
    "a target of a place that is not there",
    (c) => (c.bridges[0].webcare = { places: { shop: 60 } }),
    /webcare\.places: found "shop", expected the id of a place: site, page, forum/,
  ],
  [
    "a day that there is not",
    (c) => (c.bridges[0].webcare = { holidays: ["2026-13-25"] }),
    /webcare\.holidays\[0\]: found "2026-13-25", expected a day that there is/,
  ],
  ["a negative delay", (c) => (c.bridges[0].delay_ms = -1), /bridges\[0\]\.delay_ms: found the number -1/],
  [
    "a delay in words",
    (c) => (c.bridges[0].delay_ms = "1 s"),
    /delay_ms: found the text "1 s", expected a whole number/,
  ],
  [
    "points in words",
    (c) => (c.bridges[0].reputation = { answer: "five" }),
    /reputation\.answer: found the text "five", expected a whole number/,
  ],
  [
    "a half-life of nothing",
    (c) => (c.bridges[0].reputation = { half_life_days: 0 }),
    /reputation\.half_life_days: found the number 0/,
  ],
  [
    "a level below the one under it",
    (c) => (c.bridges[0].reputation = { levels: { member: 200 } }),
    /reputation\.levels\.regular: found the number 100, expected at least that of member, 200$/,
  ],
  [
    "an unknown key",
    (c) => (c.bridges[0].places[1].polling = 5),
    /^plein\.json: bridges\[0\]\.places\[1\]\.polling: found a key that Plein does not know, expected one of: id, kind/,
  ],
  ["an unknown key at the top", (c) => (c.colour = "red"), /^plein\.json: colour: found a key/],
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
  ["something missing", (c) => delete c.bridges[0].site, /bridges\[0\]\.site: found nothing, expected a value/],
  [
    "another platform",
    (c) => (c.bridges[0].places[0].platform = "myspace"),
    /platform: found the text "myspace", expected one of: bluesky, mastodon, facebook, discourse, nodebb, flarum/,
  ],
  ["a port out of range", (c) => (c.listen.port = 70000), /listen\.port: found the number 70000/],
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
];
for (const [what, spoil, expected] of cases) {
  test(`${what} stops the start`, () => {
    const found = problems(spoil);
    assert.ok(
      found.some((problem) => expected.test(problem)),
      `expected ${expected} among:\n${found.join("\n")}`,
    );
  });
}

/** What a place of each platform needs. @type {Record<string, any>} */
const ofPlatform = {
  bluesky: { account: { identifier: "b.test", password: { env: "P" } } },
  mastodon: { account: { token: { env: "P" } } },
  facebook: { account: { token: { env: "P" } }, settings: { page: "700" } },
  discourse: { account: { key: { env: "P" } }, settings: { category: "4", username: "plein" } },
  nodebb: { account: { token: { env: "P" } }, settings: { category: "2", uid: "1" } },
  flarum: { account: { key: { env: "P" } }, settings: { tag: "help", user: "3" } },
};
const more = /** @type {Record<string, any>} */ ({
  bluesky: { settings: { jetstream: "wss://jetstream.example" } },
  facebook: {
    account: { token: { env: "P" }, app_secret: { file: "s" } },
    webhook: { secret: { file: "s" }, verify_token: { env: "V" } },
  },
  discourse: { webhook: { secret: { env: "S" } } },
  nodebb: { webhook: { secret: { env: "S" } } },
});

/** @param {string} platform @param {object} [changed] */
const placeOf = (platform, changed) => (/** @type {any} */ c) => {
  const base = { id: "page", kind: "page", platform, name: "A place", url: "https://place.example" };
  c.bridges[0].places[0] = { ...base, ...structuredClone(ofPlatform[platform]), ...changed };
};

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

test("pictures come from public addresses only, unless it is said", () => {
  const config = configFor(places);
  assert.equal(checkConfig(config, "plein.json", "/").allow_private_addresses, false);
  const open = { ...config, allow_private_addresses: true };
  assert.equal(checkConfig(open, "plein.json", "/").allow_private_addresses, true);
  assert.match(
    problems((c) => (c.allow_private_addresses = "no"))[0] ?? "",
    /found the text "no", expected true or false/,
  );
});

test("no problem shows a secret that was put in the wrong place", () => {
  const found = problems((c) => {
    const [page, forum] = c.bridges[0].places;
    page.account.password = "hunter2";
    forum.account.token = { env: 5, value: "hunter2" };
    page.account.identifier = 7;
    forum.url = "ftp://plein:hunter2@forum.example";
    forum.webhook = { secret: "hunter2" };
    c.bridges[0].places.push(
      { id: "d", platform: "discourse", account: { key: "hunter2" } },
      { id: "f", platform: "facebook", account: { app_secret: "hunter2" }, webhook: { verify_token: "hunter2" } },
    );
    c.bridges[0].sign_in.jwt.secret = { env: "hunter2 hunter2" };
  });
  assert.ok(found.length >= 8, found.join("\n"));
  assert.doesNotMatch(found.join("\n"), /hunter2/);
});

test("every key of the published schema says what it is", () => {
  const schema = JSON.parse(readFileSync("bridge/config/schema.json", "utf8"));
  let keys = 0;
  /** @param {any} node @param {string} at @param {boolean} conditional */
  const walk = (node, at, conditional) => {
    if (node === null || typeof node !== "object") return;
    for (const [name, value] of Object.entries(node)) {
      if (name === "properties" && !conditional) {
        for (const [key, child] of Object.entries(/** @type {Record<string, any>} */ (value))) {
          keys += 1;
          const described = child.description ?? schema.definitions[child.$ref?.split("/").pop()]?.description;
          assert.ok(described, `${at}.${key} has no description`);
        }
      }
      walk(value, `${at}.${name}`, conditional || name === "allOf");
    }
  };
  walk(schema, "", false);
  assert.ok(keys > 25, `${keys} keys`);
});

test("a slash at the end of a place's address is taken off", () => {
  const config = configFor(places);
  if (config.bridges[0]?.places[0]) config.bridges[0].places[0].url = "https://bsky.social/";
  assert.equal(checkConfig(config, "plein.json", "/").bridges[0]?.places[0]?.url, "https://bsky.social");
});

test("all problems are said at once", () => {
  const found = problems((c) => {
    c.colour = "red";
    c.bridges[0].places[1].url = 5;
  });
  assert.equal(found.length, 2);
});

test("what is no JSON is named by line and column, a missing file by its name", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "plein-config-"));
  const file = path.join(folder, "plein.json");
  /** @type {[string, RegExp][]} */
  const spoilt = [
    ['{\n  "database": "x",\n  oops\n}', /line 3, column 3: no JSON: found "o"/],
    ['{\n  "database": oops\n}', /line 2, column 15: no JSON: found "o"/],
    ['{\n  "port": 80 "secret": "hunter2"\n}', /line 2, column 14: no JSON: found "\\""/],
    ['{"a": [1, 2,]}', /line 1, column 13: no JSON: found "\]"/],
    ['{"a": 1}}', /line 1, column 9: no JSON/],
    ['{"a": tru}', /line 1, column 10: no JSON/],
    ['{"a": "b\nc"}', /line 1, column 9: no JSON: found a line's end/],
    ["{\n  'a': 1}", /line 2, column 3: no JSON/],
    ['{\n  "a": 1', /line 2, column 9: no JSON: it ends too early/],
    ["", /line 1, column 1: no JSON: it ends too early/],
    ['{"a": -', /line 1, column 8: no JSON: it ends too early/],
    ['{"a": "b', /line 1, column 9: no JSON: it ends too early/],
  ];
  for (const [text, expected] of spoilt) {
    writeFileSync(file, text);
    assert.throws(() => loadConfig(file), expected, text);
    assert.throws(
      () => loadConfig(file),
      (error) => !String(error).includes("hunter2"),
    );
  }
  writeFileSync(file, "\ufeff" + JSON.stringify(configFor(places)));
  assert.equal(loadConfig(file).bridges.length, 1);
  assert.throws(() => loadConfig(path.join(folder, "none.json")), /none\.json: cannot be read/);
  rmSync(folder, { recursive: true });
});

test("a secret that is not there is named by where it is wanted, and never shown", () => {
  const from = { env: { HERE: "s3cret" }, folder: "/", where: "bridges[0].places[0].account.password" };
  assert.equal(readSecret({ env: "HERE" }, from), "s3cret");
  assert.throws(
    () => readSecret({ env: "NOT_HERE" }, from),
    /bridges\[0\]\.places\[0\]\.account\.password: found nothing in the environment variable NOT_HERE/,
  );
  assert.throws(() => readSecret({ file: "/no/such/file" }, from), /the file \/no\/such\/file cannot be read: ENOENT/);
});

test("rules, corrections and the delay reach the engine; how people sign in, and secrets, do not", () => {
  const raw = configFor(places);
  const rules = [{ from: "site", to: "page", threads: "tagged", tag: "hulp", replies: "none", names: "first" }];
  Object.assign(/** @type {any} */ (raw.bridges[0]), { rules, corrections: "reply", delay_ms: 5000 });
  const config = checkConfig(raw, "plein.json", "/");
  const told = engineConfig(config, /** @type {any} */ (config.bridges[0]));
  assert.deepEqual([told.role, told.rules, told.corrections, told.delay_ms], ["relay", rules, "reply", 5000]);
  assert.equal(told.places[0]?.account, "noordnet/page");
  assert.doesNotMatch(JSON.stringify(told), /sign_in|PASSWORD|TOKEN|SECRET/);
});

test("a time to answer is told in milliseconds, with when clocks are changed where the brand is", () => {
  const raw = configFor(places);
  const webcare = {
    target_minutes: 60,
    places: { forum: 240 },
    hours: { mon: ["09:00", "17:30"] },
    holidays: ["2026-12-25"],
    time_zone: "Europe/Amsterdam",
  };
  Object.assign(/** @type {any} */ (raw.bridges[0]), { webcare });
  const config = checkConfig(raw, "plein.json", "/");
  const told = /** @type {any} */ (engineConfig(config, /** @type {any} */ (config.bridges[0])).webcare);
  assert.deepEqual([told.target_ms, told.places, told.holidays], [3600000, { forum: 14400000 }, [20812]]);
  assert.deepEqual(told.hours.slice(0, 2), [
    [540, 1050],
    [0, 0],
  ]);
  const now = Date.UTC(2026, 6, 1);
  assert.deepEqual(offsetsOf("Europe/Amsterdam", now).slice(0, 3), [
    { from: 0, minutes: 120 },
    { from: Date.UTC(2025, 9, 26, 1), minutes: 60 },
    { from: Date.UTC(2026, 2, 29, 1), minutes: 120 },
  ]);
  assert.deepEqual(offsetsOf("Asia/Kolkata", now), [{ from: 0, minutes: 330 }]);
});

test("how a place signs in, and what its webhooks are signed with, stays with the host", () => {
  for (const platform of Object.keys(ofPlatform)) {
    const raw = configFor(places);
    placeOf(platform, more[platform])(raw);
    const config = checkConfig(raw, "plein.json", "/");
    const told = engineConfig(config, /** @type {any} */ (config.bridges[0])).places[0];
    assert.equal(told?.account, "noordnet/page");
    assert.doesNotMatch(JSON.stringify(told), /webhook|secret|"env"|"file"|token/);
  }
});

test("bridges that act with one account are counted, however its secret is called", () => {
  const raw = /** @type {any} */ (configFor(places));
  const [first] = raw.bridges;
  const second = structuredClone(first);
  second.id = "second";
  second.places[0].account = { identifier: "@Brand.test", password: { file: "other" } };
  second.places[0].url += "/";
  second.places[1].settings.uid = "7";
  const third = structuredClone(first);
  third.id = "third";
  third.places[0].account.identifier = "another.test";
  third.places[1].url = "http://127.0.0.1:3";
  raw.bridges.push(second, third);
  const config = checkConfig(raw, "plein.json", "/");
  const shared = config.bridges.map((bridge) =>
    engineConfig(config, bridge).places.map((one) => one.account_shared_by),
  );
  assert.deepEqual(shared, [
    [2, 1],
    [2, 1],
    [1, 1],
  ]);
});

test("the documented configuration is a good one", () => {
  const document = readFileSync(new URL("../../docs/config.md", import.meta.url), "utf8");
  const example = /```json\n([^]*?)```/.exec(document)?.[1] ?? "";
  assert.equal(checkConfig(JSON.parse(example), "plein.json", "/").bridges[0]?.rules?.length, 2);
});
