// One engine, two builds: what a scenario said to the native one is said to the WebAssembly one, and every answer is the same, byte for byte.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { instantiate } from "../../wasm/instance.js";

const root = path.resolve(import.meta.dirname, "../..");

/** Says to the WebAssembly engine what a native program said to its own. @param {string} program @returns {Promise<string[]>} calls and replies in turn */
async function compared(program) {
  const text = execFileSync(path.join(root, "build/native", program), { encoding: "utf8", maxBuffer: 256 << 20 });
  const lines = text.trimEnd().split("\n");
  const make = await instantiate(
    /** @type {BufferSource} */ (await readFile(path.join(root, "build/wasm/plein.wasm"))),
  );
  const engine = make();
  for (let i = 0; i < lines.length; i += 2) {
    const reply = Buffer.from(engine.call(Buffer.from(lines[i] ?? ""))).toString();
    assert.equal(reply, lines[i + 1], `call ${i / 2}: ${lines[i]?.slice(0, 200)}`);
  }
  engine.close();
  return lines;
}

test("native and WebAssembly give the same bytes", async () => {
  const lines = await compared("plein_transcript");
  assert.ok(lines.length > 200, `${lines.length / 2} calls`);
  assert.match(lines.at(-1) ?? "", /"hash":"[0-9a-f]{64}"/);
});

test("and the same figures of a generated community, with the same posts behind them", async () => {
  const lines = await compared("plein_insight_transcript");
  const answers = lines.filter((line) => line.startsWith('{"ok":true,"result":'));
  assert.ok(answers.length > 300, `${answers.length} answers`);
  assert.ok(answers.some((line) => /"name":"strong_ties","unit":"count","value":[1-9]/.test(line)));
});
