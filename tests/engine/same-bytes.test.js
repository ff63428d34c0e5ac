// One engine, two builds: what a scenario said to the native one is said to the WebAssembly one, and every answer is the same, byte for byte.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { instantiate } from "../../wasm/instance.js";

const root = path.resolve(import.meta.dirname, "../..");

test("native and WebAssembly give the same bytes", async () => {
  const text = execFileSync(path.join(root, "build/native/plein_transcript"), {
    encoding: "utf8",
    maxBuffer: 256 << 20,
  });
  const lines = text.trimEnd().split("\n");
  assert.ok(lines.length > 200, `${lines.length / 2} calls`);
  const make = await instantiate(
    /** @type {BufferSource} */ (await readFile(path.join(root, "build/wasm/plein.wasm"))),
  );
  const engine = make();
  for (let i = 0; i < lines.length; i += 2) {
    const reply = Buffer.from(engine.call(Buffer.from(lines[i] ?? ""))).toString();
    assert.equal(reply, lines[i + 1], `call ${i / 2}: ${lines[i]?.slice(0, 200)}`);
  }
  assert.match(lines.at(-1) ?? "", /"hash":"[0-9a-f]{64}"/);
  engine.close();
});
