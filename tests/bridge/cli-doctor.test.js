// How `plein doctor` says what it found, and what it ends with.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { command } from "./command.js";
import { config, placesOfTests, root, simulators } from "./doctor-places.js";
import { secrets } from "./relay-fixture.js";

placesOfTests();

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
