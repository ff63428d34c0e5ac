// Conversations with every fault, checked at rest; mistakes made on purpose, each of which must be found; and two builds, one
// truth. What the program prints of a seed that fails is the whole story: it goes into the assertion.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const native = path.join(root, "build/native/plein_simulate");
const wasm = path.join(root, "build/wasm/plein_simulate.cjs");

/** @param {string} command @param {string[]} args */
function run(command, args) {
  const done = spawnSync(command, args, { encoding: "utf8", maxBuffer: 64 << 20 });
  return { status: done.status, output: `${done.stdout}${done.stderr}${done.error ?? ""}` };
}

test("2,000 seeds come to rest, in sync, once each", () => {
  const { status, output } = run(native, ["--seeds", "2000", "--from", "1"]);
  assert.equal(status, 0, output);
  assert.match(output, /^2000 seeds from 1: all at rest/);
});

// Writes under a member's name that came after they were given up; and a hidden post of a member's that may be such a write.
for (const seed of ["2086", "3314", "3989", "4945", "2333"]) {
  test(`seed ${seed}, which failed once, comes to rest`, () => {
    const { status, output } = run(native, ["--seeds", "1", "--from", seed]);
    assert.equal(status, 0, output);
  });
}

const bugs = run(native, ["--bugs"]).output.trim().split("\n");

test("there are at least 15 mistakes to make", () => assert.ok(bugs.length >= 15, bugs.join(", ")));

for (const bug of bugs) {
  test(`the mistake "${bug}" is found within 5,000 seeds`, () => {
    const { status, output } = run(native, ["--bug", bug, "--seeds", "5000"]);
    assert.equal(status, 0, output);
    assert.match(output, new RegExp(`^${bug}: found by seed [0-9]+: .`));
  });
}

test("a mistake that does not exist is refused", () => assert.equal(run(native, ["--bug", "no_such_bug"]).status, 2));

test("100 seeds end in the same state natively and as WebAssembly", () => {
  const args = ["--seeds", "100", "--from", "1", "--hash", "--threads", "1"];
  const here = run(native, args);
  const there = run(process.execPath, [wasm, ...args]);
  assert.equal(here.status, 0, here.output);
  assert.equal(here.output.trim().split("\n").length, 100);
  assert.equal(there.output, here.output);
});
