// docs/platforms.md says what the connectors say.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

test("docs/platforms.md is made of the connectors that there are", () => {
  const { status, stderr } = spawnSync(process.execPath, ["scripts/platforms.js", "--check"], { encoding: "utf8" });
  assert.equal(stderr, "");
  assert.equal(status, 0);
});
