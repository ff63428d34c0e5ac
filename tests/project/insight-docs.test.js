// docs/insight.md defines every figure that the engine tells, and no other: names in the same order, units, and parts.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { loadEngine } from "../../wasm/engine.js";

const root = path.resolve(import.meta.dirname, "../..");

test("docs/insight.md is the list of the engine's figures", async () => {
  const bytes = /** @type {BufferSource} */ (await readFile(path.join(root, "build/wasm/plein.wasm")));
  const engine = (await loadEngine(bytes))();
  const site = { name: "s", url: "https://s.example" };
  engine.call({ op: "configure", now: 1, config: { role: "relay", id: "b", language: "en", site, places: [] } });
  const reply = engine.call({ op: "query", now: 1, query: { view: "insight", from: 0, to: 1000 } });
  assert.ok(reply.ok, JSON.stringify(reply));
  const { figures } = /** @type {import("../../wasm/engine.d.ts").Insight} */ (reply.result);
  engine.close();
  const text = await readFile(path.join(root, "docs/insight.md"), "utf8");
  const rows = [...text.matchAll(/^\| `([a-z0-9_]+)` \| ([a-z_]+) \| (.*)$/gm)];
  assert.deepEqual(
    rows.map(([, name, unit]) => `${name} ${unit}`),
    figures.map(({ name, unit }) => `${name} ${unit}`),
  );
  for (const { name, parts } of figures) {
    const defined = rows.find((row) => row[1] === name)?.[3] ?? "";
    // The same as of the figure before it, where it says so.
    if (defined.startsWith("likewise")) continue;
    for (const part of parts ?? []) {
      const [of] = part.name.split("_stayed");
      assert.ok(defined.includes(`\`${of}\``), `${name}: the part ${part.name}`);
    }
  }
});
