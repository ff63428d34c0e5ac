// A real relay's own log, damaged: what the real engine says of it, what the relay and `npm run repair` make of it, and that nothing is posted twice.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import path from "node:path";
import { after, before, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { RelayFixture, configFor, eventually } from "./relay-fixture.js";

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
/** @type {any} */
let config;
const database = path.join(relay.folder, "plein.db");

before(async () => {
  simulators = await startSimulators({});
  config = configFor(simulators);
  writeFileSync(path.join(relay.folder, "plein.json"), JSON.stringify(config));
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

/** @param {number} copies */
const stand = (copies) =>
  eventually(`${copies} copies stand`, async () => {
    const { adopted, deliveries } = await relay.status();
    return adopted && deliveries.sent === copies && deliveries.waiting + deliveries.sending + deliveries.unknown === 0;
  });
const written = () => [simulators.page.posts().length, simulators.forum.posts().length];

/** @param {(database: DatabaseSync) => void} act */
function inDatabase(act) {
  const file = new DatabaseSync(database);
  act(file);
  file.close();
}

/** Spoils the record, and the snapshot with it, as else nobody would read it. @param {"first copied" | "last"} which */
function spoil(which) {
  inDatabase((file) => {
    file.exec("DELETE FROM snapshot");
    const pick = which === "last" ? "max(seq) FROM record" : 'min(seq) FROM record WHERE line LIKE \'%"k":"copied"%\'';
    file.exec(`UPDATE record SET line = substr(line, 1, length(line) - 3) WHERE seq = (SELECT ${pick})`);
  });
}
test("a damaged record in the middle stops the start, with the command that mends it", async () => {
  await relay.start(config);
  simulators.page.post("ana.test", "Mijn router knippert rood.", { mentionBrand: true });
  simulators.forum.topic("carla", "Roaming", "Werkt mijn bundel in Londen?");
  await stand(2);
  await relay.stop();
  spoil("first copied");
  await assert.rejects(relay.start(config), (/** @type {Error} */ error) => {
    assert.match(error.message, /record \d+ of bridge "noordnet" cannot be read: .*checksum/);
    assert.ok(error.message.includes(`npm run repair -- --config ${relay.folder}/plein.json --bridge noordnet`));
    return true;
  });
});

test("repaired, it finds its copies again and posts nothing twice", {}, async () => {
  const before = written();
  const main = path.resolve(import.meta.dirname, "../../bridge/repair.js");
  const args = [main, "--config", path.join(relay.folder, "plein.json"), "--bridge", "noordnet"];
  const repair = spawnSync(process.execPath, args, { encoding: "utf8" });
  assert.equal(repair.status, 0, repair.stderr);
  assert.match(repair.stdout, /copied the database to .*gave up \d+ records/s);
  await relay.start(config);
  await stand(2);
  assert.deepEqual(written(), before);
});

test("a torn last record is given up, and nothing is posted twice", {}, async () => {
  await relay.stop();
  const before = written();
  spoil("last");
  await relay.start(config);
  assert.ok(relay.log.some((line) => line.includes("the last record is torn")));
  await stand(2);
  assert.deepEqual(written(), before);
});

test("a damaged snapshot with all records there is passed over", {}, async () => {
  await relay.stop();
  inDatabase((file) => file.exec("UPDATE snapshot SET bytes = x'00'"));
  await relay.start(config);
  assert.ok(relay.log.some((line) => line.includes("snapshot cannot be read")));
  await stand(2);
});
