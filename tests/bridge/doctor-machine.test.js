// What the doctor finds of the secrets, the database, the disk and the clocks; and how it shows what others say.
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { checkConfig } from "../../bridge/config/load.js";
import { clock } from "../../bridge/doctor/clock.js";
import { disk } from "../../bridge/doctor/machine.js";
import { configOf, troubles, visited } from "./doctor-fixture.js";
import { config, found, has, placesOfTests, root, stub } from "./doctor-places.js";
import { secrets } from "./relay-fixture.js";

placesOfTests();

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
  // Dated when it answers: on a busy machine that is a while later.
  const dated = () => ({ date: new Date(Date.now() + 3600000).toUTCString() });
  const place = { kind: "page", platform: "mastodon", url: stub.url, account: { token: { env: "TOKEN" } } };
  stub.routes = { "GET /api/v1/accounts/verify_credentials": () => ({ headers: dated(), body: { acct: "n" } }) };
  has(await troubles(place), /^failure this machine's clock is 3(599|600|601) s behind the place's$/);
  // What a cache kept tells of another time.
  stub.routes = {
    "GET /api/v1/accounts/verify_credentials": () => ({ headers: { ...dated(), age: "3600" }, body: { acct: "n" } }),
  };
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
