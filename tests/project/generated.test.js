// What is made of something else says the same as it: docs/platforms.md and the connectors, bridge/http/shapes.json and the engine's boundary,
// custom-elements.json and the widget.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

test("docs/platforms.md is made of the connectors that there are", () => {
  const { status, stderr } = spawnSync(process.execPath, ["scripts/platforms.js", "--check"], { encoding: "utf8" });
  assert.equal(stderr, "");
  assert.equal(status, 0);
});

test("the shapes of the relay's answers are those of the engine's boundary", () => {
  const { status, stderr } = spawnSync(process.execPath, ["scripts/shapes.js", "--check"], { encoding: "utf8" });
  assert.equal(stderr, "");
  assert.equal(status, 0);
});

test("custom-elements.json is of the widget that there is", () => {
  const { status, stderr } = spawnSync(process.execPath, ["scripts/elements.js", "--check"], { encoding: "utf8" });
  assert.equal(stderr, "");
  assert.equal(status, 0);
});
