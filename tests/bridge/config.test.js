// What is wrong with a configuration is said with its path, what was found and what is expected; a secret is never shown.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { checkConfig, loadConfig } from "../../bridge/config/load.js";
import { readSecret } from "../../bridge/secrets.js";
import { places, problems, stopTheStart } from "./config-fixture.js";
import { configFor } from "./relay-fixture.js";

test("a good configuration is taken, with its defaults", () => {
  const config = checkConfig(configFor(places), "plein.json", "/etc/plein");
  assert.equal(config.database, "/etc/plein/plein.db");
  assert.equal(config.listen.host, "127.0.0.1");
  assert.equal(config.bridges[0]?.horizon_days, 7);
});

stopTheStart([
  ["an unknown key at the top", (c) => (c.colour = "red"), /^plein\.json: colour: found a key/],
  ["something missing", (c) => delete c.bridges[0].site, /bridges\[0\]\.site: found nothing, expected a value/],
  ["a port out of range", (c) => (c.listen.port = 70000), /listen\.port: found the number 70000/],
]);

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

test("the documented configuration is a good one", () => {
  const document = readFileSync(new URL("../../docs/config.md", import.meta.url), "utf8");
  const example = /```json\n([^]*?)```/.exec(document)?.[1] ?? "";
  assert.equal(checkConfig(JSON.parse(example), "plein.json", "/").bridges[0]?.rules?.length, 2);
});
