// What the doctor finds of the machine, the secrets, the clocks, the relay from outside, and of the simulated platforms; and how
// `plein doctor` says it.
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { checkConfig } from "../../bridge/config/load.js";
import { clock } from "../../bridge/doctor/clock.js";
import { direct } from "../../bridge/doctor/direct.js";
import { disk } from "../../bridge/doctor/machine.js";
import { Transport } from "../../bridge/transport.js";
import { startSimulators } from "../simulators/host.js";
import { HostedSimulator, loadHost } from "../simulators/hosted.js";
import { command } from "./command.js";
import { configOf, env, troubles, visited } from "./doctor-fixture.js";
import { PlatformStub } from "./platform-stub.js";
import { RelayFixture, configFor, eventually, secrets } from "./relay-fixture.js";

const root = mkdtempSync(path.join(tmpdir(), "plein-doctor-"));
const stub = new PlatformStub();
/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
/** @type {any} */
let config;

before(async () => {
  await stub.start();
  simulators = await startSimulators({ powerless: true });
  config = configFor(simulators);
  config.bridges[0].places[1].settings.uid = String(simulators.nodebb.admin.uid);
});
after(async () => {
  await stub.stop();
  await simulators.stop();
  rmSync(root, { recursive: true, force: true });
});

/** @param {(config: any) => void} [change] @param {Record<string, string | undefined>} [given] @returns {Promise<string[]>} what is not well */
async function found(change = () => {}, given = secrets) {
  const own = structuredClone(config);
  change(own);
  const findings = await visited(own, { env: given, folder: root });
  return findings.filter(({ level }) => level !== "ok").map(({ level, where, what }) => `${level} ${where}: ${what}`);
}
/** @param {string[]} lines @param {RegExp} expected */
const has = (lines, expected) =>
  assert.ok(
    lines.some((line) => expected.test(line)),
    `expected ${expected} among:\n${lines.join("\n")}`,
  );

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

test("secrets that are not there, are in others' reach, or look wrong are named by their place, and never shown", async () => {
  has(
    await found(undefined, { ...secrets, PAGE_PASSWORD: undefined }),
    /^failure bridges\[0\]\.places\[0\]\.account\.password: found nothing in the environment variable PAGE_PASSWORD/,
  );
  has(
    await found(undefined, { ...secrets, PAGE_PASSWORD: undefined }),
    /^failure noordnet\/page: .*not asked, as its secret is not to be had/,
  );
  has(
    await found(undefined, { ...secrets, FORUM_TOKEN: " master-token" }),
    /^warning .*account\.token: the environment variable FORUM_TOKEN begins or ends with a space/,
  );
  has(await found(undefined, { ...secrets, FORUM_TOKEN: "master\ntoken" }), /^failure noordnet\/forum: .*not asked/);
  writeFileSync(path.join(root, "token"), "master-token\n");
  chmodSync(path.join(root, "token"), 0o644);
  const inFile = await found((c) => (c.bridges[0].places[1].account.token = { file: "token" }));
  has(inFile, /^warning .*account\.token: the file token can be read by everybody/);
  has(
    await found((c) => (c.bridges[0].places[1].account.token = { file: "none" })),
    /^failure .*account\.token: the file none cannot be read: ENOENT/,
  );
  const short = await troubles({
    kind: "forum",
    platform: "discourse",
    url: "http://127.0.0.1:1",
    account: { key: { env: "TOKEN" } },
    settings: { category: "4", username: "plein" },
  });
  assert.doesNotMatch([...inFile, ...short].join("\n"), /master-token|token-of-the-tests/);
});

test("a database that is damaged, no database, or out of reach, and a disk that is full, are found", async () => {
  const folder = mkdtempSync(path.join(root, "machine-"));
  const own = structuredClone(config);
  const machine = async () =>
    (await visited(own, { env: secrets, folder })).filter(({ where }) => where === "database");
  assert.match((await machine())[0]?.what ?? "", /plein\.db is made at the first start$/);
  writeFileSync(path.join(folder, "plein.db"), "this is no database, however long it may be.".repeat(100));
  assert.match((await machine())[0]?.what ?? "", /cannot be opened: file is not a database/);
  rmSync(path.join(folder, "plein.db"));
  const file = new DatabaseSync(path.join(folder, "plein.db"));
  file.exec(
    "CREATE TABLE record (seq INTEGER PRIMARY KEY, bridge TEXT, line TEXT); CREATE TABLE erased (bridge TEXT, seq INTEGER)",
  );
  file.exec("CREATE INDEX i ON record (bridge, seq); INSERT INTO record VALUES (1, 'noordnet', 'x')");
  file.close();
  assert.deepEqual(
    [(await machine())[0]?.level, /opens and is whole \(1 records\)$/.test((await machine())[0]?.what ?? "")],
    ["ok", true],
  );
  const pages = readFileSync(path.join(folder, "plein.db"));
  writeFileSync(path.join(folder, "plein.db"), pages.fill(0xff, pages.length - 4096)); // the index's
  assert.match((await machine())[0]?.what ?? "", /is damaged: |malformed/);
  assert.deepEqual((await machine())[0]?.level, "failure");
  own.database = "no/such/plein.db";
  assert.match((await machine())[0]?.what ?? "", /cannot be written: ENOENT/);

  const checked = checkConfig(config, "plein.json", folder);
  /** @param {number} mebibytes */
  const free = async (mebibytes) => {
    for await (const { level } of disk(checked, async () => ({ bavail: mebibytes, bsize: 1 << 20 }))) return level;
  };
  assert.deepEqual([await free(50), await free(500), await free(5000)], ["failure", "warning", "ok"]);
});

test("a clock that goes wrong is found, by how much and which way", async () => {
  const levels = [0, 9000, -11000, 119000, 121000].map((skew) => [...clock(skew)][0]);
  assert.deepEqual(
    levels.map((one) => one?.level),
    ["ok", "ok", "warning", "warning", "failure"],
  );
  assert.match(levels[2]?.what ?? "", /11 s ahead of/);
  assert.match(levels[4]?.what ?? "", /121 s behind/);
  assert.deepEqual([...clock(null)], []);
  const date = new Date(Date.now() + 3600000).toUTCString();
  const place = { kind: "page", platform: "mastodon", url: stub.url, account: { token: { env: "TOKEN" } } };
  stub.routes = { "GET /api/v1/accounts/verify_credentials": { headers: { date }, body: { acct: "n" } } };
  has(await troubles(place), /^failure this machine's clock is 3(599|600|601) s behind the place's$/);
  // What a cache kept tells of another time.
  stub.routes = { "GET /api/v1/accounts/verify_credentials": { headers: { date, age: "3600" }, body: { acct: "n" } } };
  assert.doesNotMatch((await troubles(place)).join("\n"), /3600 s behind/);
});

test("what a platform says is shown as one line of letters, whatever it sends", async () => {
  const place = { kind: "page", platform: "mastodon", url: stub.url, account: { token: { env: "TOKEN" } } };
  const acct = `\u001b[2Jn\u009b31m\nfailure x: ${"y".repeat(9999)}`;
  stub.routes = { "GET /api/v1/accounts/verify_credentials": { body: { acct, suspended: true, moved: { acct } } } };
  const all = (await visited(configOf(place))).map(({ what }) => what);
  assert.ok(
    all.some((what) => what.startsWith("signed in as @ [2Jn 31m failure x: yyy")),
    all.join("\n"),
  );
  for (const what of all) assert.ok(!/\p{C}/u.test(what) && what.length <= 500);
});

test("the relay from outside: CORS, and webhooks signed with the right secret, a wrong one, and never sent", async (t) => {
  const relay = new RelayFixture();
  t.after(() => relay.remove());
  const own = structuredClone(config);
  own.bridges[0].places[1].webhook = { secret: { env: "FORUM_TOKEN" } };
  await relay.start(own);
  /** @param {(config: any) => void} [change] @param {string} [relayUrl] */
  const outside = async (change = () => {}, relayUrl = relay.url) => {
    const other = structuredClone(own);
    change(other);
    const all = await visited(other, { env: secrets, folder: root, relayUrl });
    return all.map(({ level, where, what }) => `${level} ${where}: ${what}`);
  };
  const well = await outside();
  has(well, /^ok relay: answers, and lets https:\/\/www\.noordnet\.example read$/);
  has(well, /^ok noordnet\/forum: webhook: the relay takes what is signed with this secret$/);
  has(well, /^warning noordnet\/forum: webhook: none has come since the relay started$/);
  has(well, /^warning relay: its address is not https/);
  has(
    await outside((c) => c.origins.push("https://other.example")),
    /^failure relay: it does not let https:\/\/other\.example read$/,
  );
  has(
    await outside((c) => (c.bridges[0].places[1].webhook.secret = { env: "JWT_SECRET" })),
    /^failure noordnet\/forum: webhook: the relay refuses what is signed with this secret: HTTP 401/,
  );
  has(await outside(undefined, "http://127.0.0.1:1"), /^failure relay: does not answer: .*unreachable/);
  has(
    (await visited(own, { env: secrets, folder: root })).map(({ level, what }) => `${level} ${what}`),
    /^warning whether webhooks arrive was not tried$/,
  );
  // Nothing of it came to the engine as something that happened.
  const { posts, webhooks } = await relay.status();
  assert.equal(posts, (await eventually("it stands still", () => relay.status())).posts);
  assert.ok(webhooks.forum.taken + webhooks.forum.unread > 0);
});

test("the relay verifies its address for Facebook with the word, and not with another", async (t) => {
  const relay = new RelayFixture();
  t.after(() => relay.remove());
  const own = structuredClone(config);
  const webhook = { secret: { env: "FORUM_TOKEN" }, verify_token: { env: "PAGE_PASSWORD" } };
  own.bridges[0].places[0] = {
    id: "page",
    kind: "page",
    platform: "facebook",
    name: "F",
    url: stub.url,
    account: { token: { env: "PAGE_PASSWORD" } },
    settings: { page: "700" },
    webhook,
  };
  await relay.start(own);
  const outside = async () =>
    (await visited(own, { env: secrets, folder: root, relayUrl: relay.url })).filter(({ what }) =>
      what.startsWith("webhook"),
    );
  assert.deepEqual(
    (await outside()).map(({ level }) => level),
    ["ok", "warning"],
  );
  own.bridges[0].places[0].webhook.verify_token = { env: "JWT_SECRET" };
  assert.match((await outside())[0]?.what ?? "", /does not verify its address: HTTP 401/);
});

test("what a widget without a relay reads: pages that may, that may not, and places nobody may read", async () => {
  const transport = new Transport();
  /** @param {any} place @param {string[]} [origins] */
  const read = async (place, origins = ["https://www.noordnet.example"]) => {
    const all = [];
    for await (const { level, what } of direct({ places: [place] }, origins, transport)) all.push(`${level} ${what}`);
    return all;
  };
  const place = { platform: "discourse", url: stub.url };
  /** @param {string} origin */
  const letting = (origin) =>
    (stub.routes = { "GET /posts.json": { headers: { "access-control-allow-origin": origin } } });
  letting("*");
  has(await read(place), /^ok .* lets pages of https:\/\/www\.noordnet\.example read$/);
  letting("https://other.example");
  has(await read(place), /^failure .* does not let pages of https:\/\/www\.noordnet\.example read$/);
  stub.routes = { "GET /posts.json": { status: 403, body: { errors: ["Log in"] } } };
  has(await read(place), /^failure .* is not to be read by anybody: HTTP 403: Log in$/);
  has(await read({ platform: "nodebb", url: simulators.nodebb.url }), /^ok /);
  has(await read({ platform: "facebook", url: stub.url }), /^failure facebook shows nothing without a token$/);
  has(await read({ platform: "constructor" }), /^failure platform: found "constructor"$/);
  has(await read({ platform: "flarum", url: "forum" }), /^failure url: found "forum"/);
  has(await read(place, []), /^failure `origins` names no website$/);
  await transport.close();
});

test("plein doctor: a line each with what to do, or JSON; 0 when nothing failed, 3 when something did", async () => {
  const file = path.join(root, "plein.json");
  writeFileSync(file, JSON.stringify(config));
  const well = await command(["doctor", "--config", file], { env: { ...secrets, JWT_SECRET: "j".repeat(32) } });
  assert.deepEqual([well.code, well.err], [0, ""]);
  assert.match(well.out, /^ok {7}config: .*plein\.json is a good configuration$/m);
  assert.match(well.out, /^ok {7}noordnet\/page: signed in as @noordnet\.test$/m);
  assert.match(well.out, /^\d+ ok, 0 to look at, 0 failed$/m);
  const ill = await command(["doctor", "--config", file, "--json"], { env: { ...secrets, FORUM_TOKEN: "wrong" } });
  assert.equal(ill.code, 3);
  const findings = ill.out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const failed = findings.filter(({ level }) => level === "failure");
  assert.equal(failed.length, 1);
  assert.deepEqual([failed[0].where, typeof failed[0].todo], ["noordnet/forum", "string"]);
  assert.doesNotMatch(well.out + ill.out, /master-token|"wrong"|: wrong/);
});

test("plein doctor: a configuration that cannot be used is a failure, with its path; --direct and --relay are checked too", async () => {
  const file = path.join(root, "bad.json");
  writeFileSync(file, JSON.stringify({ ...config, colour: "red" }));
  const { code, out } = await command(["doctor", "--config", file], { env: secrets });
  assert.equal(code, 3);
  assert.match(out, /^failure {2}config: bad\.json: colour: found a key that Plein does not know/m);
  const good = path.join(root, "plein.json");
  writeFileSync(good, JSON.stringify(config));
  for (const more of [
    ["--relay", "relay.example"],
    ["--direct", path.join(root, "none.json")],
  ]) {
    const wrongly = await command(["doctor", "--config", good, ...more], { env: secrets });
    assert.equal(wrongly.code, 2);
  }
  writeFileSync(
    path.join(root, "community.json"),
    JSON.stringify({ places: [{ platform: "nodebb", url: simulators.nodebb.url }] }),
  );
  const direct = await command(["doctor", "--config", good, "--direct", path.join(root, "community.json")], {
    env: secrets,
  });
  assert.match(direct.out, /^ok {7}direct places\[0\]: /m);
});
