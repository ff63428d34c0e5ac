// The engine as it was built.
import { readFile } from "node:fs/promises";
import path from "node:path";

/** @returns {Promise<() => import("../wasm/engine.d.ts").Engine>} */
export async function builtEngine() {
  const { loadEngine } = await import("../wasm/engine.js");
  const wasm = await readFile(path.resolve(import.meta.dirname, "../build/wasm/plein.wasm"));
  return loadEngine(/** @type {BufferSource} */ (wasm));
}
