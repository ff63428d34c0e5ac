// What the relay keeps, taken elsewhere: exported and imported, copied while it is written to, and all or nothing each time.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { SqliteStore } from "../../bridge/store/sqlite.js";
import { startSimulators } from "../simulators/host.js";
import { command } from "./command.js";
import { RelayFixture, configFor, eventually, token } from "./relay-fixture.js";

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
const root = mkdtempSync(path.join(tmpdir(), "plein-portable-"));
/** @type {any} */
let config;

before(async () => {
  simulators = await startSimulators({});
  config = configFor(simulators);
  writeFileSync(path.join(relay.folder, "plein.json"), JSON.stringify(config));
  await relay.start(config);
  simulators.page.post("ana.test", "Mijn router knippert rood.", { mentionBrand: true });
  simulators.forum.topic("carla", "Roaming", "Werkt mijn bundel in Londen?");
  await stand(2);
});
after(async () => {
  await relay.remove();
  await simulators.stop();
  rmSync(root, { recursive: true, force: true });
});

/** @param {number} copies */
const stand = (copies) =>
  eventually(`${copies} copies stand`, async () => {
    const { adopted, deliveries } = await relay.status();
    return adopted && deliveries.sent === copies && deliveries.waiting + deliveries.sending + deliveries.unknown === 0;
  });
const here = () => path.join(relay.folder, "plein.json");
/** A folder with the same configuration, and nothing kept. @returns {string} its configuration */
function elsewhere() {
  const folder = mkdtempSync(path.join(root, "to-"));
  writeFileSync(path.join(folder, "plein.json"), JSON.stringify(config));
  return path.join(folder, "plein.json");
}
/** @param {string} file the configuration @returns {{lines: string[], erased: number}} */
function kept(file) {
  const store = new SqliteStore(path.join(path.dirname(file), "plein.db"));
  const lines = [...store.records("noordnet", 0)].flat().map(({ line }) => line);
  const erased = store.erasedUpTo("noordnet");
  store.close();
  return { lines, erased };
}
/** @param {string} name */
const file = (name) => path.join(root, name);

test("what a running relay holds is exported, with a checksum of every byte", async () => {
  const { code, out, err } = await command(["export", "--config", here(), "--to", file("one.ndjson")]);
  assert.deepEqual([code, err], [0, ""]);
  const text = readFileSync(file("one.ndjson"), "utf8");
  const lines = text.trimEnd().split("\n");
  const [head, ...rest] = lines.map((line) => JSON.parse(line));
  const end = rest.pop();
  assert.deepEqual(
    [head.format, head.version, head.bridge, head.records],
    ["plein-bridge", 1, "noordnet", rest.length],
  );
  const before = text.slice(0, text.lastIndexOf("\n", text.length - 2) + 1);
  assert.deepEqual(end, { end: rest.length, sha256: createHash("sha256").update(before).digest("hex") });
  assert.match(out, new RegExp(`wrote ${rest.length} records of bridge "noordnet"`));
  assert.ok(rest.some(({ record }) => record.includes("knippert rood")));
});

test("an export takes no file's place, and leaves nothing behind when it fails", async () => {
  writeFileSync(file("mine"), "mine");
  const { code, err } = await command(["export", "--config", here(), "--to", file("mine")]);
  assert.equal(code, 1);
  assert.match(err, /is there already: nothing was changed/);
  assert.equal(readFileSync(file("mine"), "utf8"), "mine");
  const empty = await command(["export", "--config", elsewhere(), "--to", file("none")]);
  assert.match(empty.err, /no relay has run with it yet/);
  assert.deepEqual(
    readdirSync(root).filter((name) => /none|part/.test(name)),
    [],
  );
});

test("imported elsewhere, a relay goes on from there: the same records, and nothing is posted twice", async () => {
  const to = elsewhere();
  await relay.stop();
  await command(["export", "--config", here(), "--to", file("two.ndjson")]);
  const { code, out, err } = await command(["import", "--config", to, "--from", file("two.ndjson")]);
  assert.deepEqual([code, err], [0, ""]);
  assert.match(out, /took in \d+ records of bridge "noordnet"/);
  assert.deepEqual(kept(to).lines, kept(here()).lines);
  const written = [simulators.page.posts().length, simulators.forum.posts().length];
  const other = new RelayFixture();
  copyFileSync(path.join(path.dirname(to), "plein.db"), path.join(other.folder, "plein.db"));
  await other.start(config);
  simulators.forum.topic("carla", "Later", "Deze kwam later.");
  await eventually("the later one is copied", async () => (await other.status()).deliveries.sent === 3);
  assert.deepEqual(simulators.forum.posts().length, (written[1] ?? 0) + 1);
  assert.deepEqual(simulators.page.posts().length, (written[0] ?? 0) + 1);
  await other.remove();
  await relay.start(config);
});

test("a bridge that holds something takes in nothing", async () => {
  const to = elsewhere();
  await command(["import", "--config", to, "--from", file("two.ndjson")]);
  const before = kept(to);
  const { code, err } = await command(["import", "--config", to, "--from", file("two.ndjson")]);
  assert.equal(code, 1);
  assert.match(err, /bridge "noordnet" holds records already, and they are kept/);
  assert.deepEqual(kept(to), before);
});

test("a relay that runs keeps its database to itself", async () => {
  const { code, err } = await command(["import", "--config", here(), "--from", file("two.ndjson")]);
  assert.equal(code, 1);
  assert.match(err, /another relay is using it/);
});

/** @param {string[]} lines */
const sealed = (lines) => {
  const text = lines.map((line) => `${line}\n`).join("");
  const sha256 = createHash("sha256").update(text).digest("hex");
  return `${text}${JSON.stringify({ end: lines.length - 1, sha256 })}\n`;
};

/** @type {[string, (text: string) => string, RegExp][]} */
const damages = [
  ["cut in the middle", (text) => text.slice(0, text.length / 2), /no JSON object|it ends too early/],
  ["without its last line", (text) => text.slice(0, text.lastIndexOf("{")), /it ends too early, after line \d+/],
  ["with a letter changed", (text) => text.replace("knippert", "knipperd"), /the checksum is not of what was read/],
  ["with a record missing", (text) => text.replace(/\n.*"copied.*\n/, "\n"), /records, expected/],
  ["with more after its end", (text) => `${text}{"record":"x"}\n`, /found something after the end/],
  ["of a newer Plein", (text) => text.replace('"version":1', '"version":2'), /found version 2, expected 1/],
  [
    "of another bridge",
    () => sealed(['{"format":"plein-bridge","version":1,"bridge":"zuid","records":0}']),
    /found bridge "zuid"/,
  ],
  ["that is something else", () => '{"hello":"world"}\n', /this is no export/],
  ["that is empty", () => "", /it ends too early, after line 0/],
  [
    "whose record no engine reads",
    () =>
      sealed(['{"format":"plein-bridge","version":1,"bridge":"noordnet","records":1}', '{"record":"2 00000000 {}"}']),
    /a record from 1 on cannot be read/,
  ],
];
for (const [what, damage, words] of damages) {
  test(`an export ${what} changes nothing`, async () => {
    const to = elsewhere();
    writeFileSync(file("damaged"), damage(readFileSync(file("two.ndjson"), "utf8")));
    const { code, out, err } = await command(["import", "--config", to, "--from", file("damaged")]);
    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, words);
    assert.doesNotMatch(err, /knipper/); // what people wrote is in no message
    assert.equal(existsSync(path.join(path.dirname(to), "plein.db")), false);
  });
}

test("where somebody was forgotten, the snapshot that stands for them goes along, and the forgotten stay so", async () => {
  const feed = await relay.get("/v1/bridges/noordnet/feed");
  const ana = feed.threads.find((/** @type {any} */ one) => JSON.stringify(one).includes("knippert")).root.author;
  const answer = await relay.fetch(`/v1/bridges/noordnet/authors/${ana.key}/forget`, {
    method: "POST",
    headers: { authorization: `Bearer ${await token({ role: "brand" })}` },
  });
  assert.equal(answer.status, 200, await answer.text());
  await command(["export", "--config", here(), "--to", file("forgotten.ndjson")]);
  const text = readFileSync(file("forgotten.ndjson"), "utf8");
  assert.match(text, /^\{"snapshot":"/m);
  assert.doesNotMatch(text + Buffer.from(text, "base64").toString("latin1"), /knippert/);
  const to = elsewhere();
  assert.equal((await command(["import", "--config", to, "--from", file("forgotten.ndjson")])).code, 0);
  const { erased } = kept(to);
  assert.ok(erased > 0);
  const other = new RelayFixture();
  copyFileSync(path.join(path.dirname(to), "plein.db"), path.join(other.folder, "plein.db"));
  await other.start(config);
  const { threads } = await other.get("/v1/bridges/noordnet/feed");
  assert.equal(threads.length, (await relay.get("/v1/bridges/noordnet/feed")).threads.length);
  await other.remove();
});

test("a snapshot of a running relay is a whole database of its own", async () => {
  const to = file("copy.db");
  const { code, out, err } = await command(["snapshot", "--config", here(), "--to", to]);
  assert.deepEqual([code, err], [0, ""]);
  assert.match(out, /copied the database to .*copy\.db \(\d+ bytes\)/);
  const copy = new DatabaseSync(to, { readOnly: true });
  const original = new DatabaseSync(path.join(relay.folder, "plein.db"), { readOnly: true });
  for (const table of ["record", "erased", "session"]) {
    const all = `SELECT * FROM ${table} ORDER BY 1`;
    assert.deepEqual(copy.prepare(all).all(), original.prepare(all).all().slice(0, copy.prepare(all).all().length));
  }
  copy.close();
  original.close();
  const again = await command(["snapshot", "--config", here(), "--to", to]);
  assert.deepEqual([again.code, /is there already: nothing was written/.test(again.err)], [1, true]);
  assert.equal((await command(["snapshot", "--config", here()])).code, 0);
  assert.equal(readdirSync(relay.folder).filter((name) => /^plein\.db\.2\d{3}-/.test(name)).length, 1);
});

test("a database that is written to all the while is copied as of one moment", async () => {
  const to = elsewhere();
  const store = new SqliteStore(path.join(path.dirname(to), "plein.db"));
  const line = "x".repeat(4000);
  for (let i = 0; i < 40; i += 1) store.append("noordnet", Array(500).fill(line)); // 80 MB: more than one step
  let writing = true;
  const writer = (async () => {
    // Two at once, or none: half of a batch would show.
    while (writing) {
      store.append("noordnet", [line, line]);
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  const { code, err } = await command(["snapshot", "--config", to, "--to", file("busy.db")]);
  writing = false;
  await writer;
  store.close();
  assert.equal(code, 0, err);
  const copy = new DatabaseSync(file("busy.db"), { readOnly: true });
  const count = Number(copy.prepare("SELECT count(*) AS n FROM record").get()?.n);
  assert.ok(count >= 20000 && count % 2 === 0, `${count} records`);
  copy.close();
});
