// The engine's JavaScript face: load the module once, make engines, call them with documents. See engine.d.ts.
/** @typedef {import("./engine.d.ts").Engine} Engine */

import createModule from "../build/wasm/plein.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** @type {typeof import("./engine.d.ts").loadEngine} */
export async function loadEngine(wasm) {
  const source = await wasm;
  const wasmBinary = source instanceof Response ? await source.arrayBuffer() : source;
  const module = await createModule({ wasmBinary });
  return () => face(new module.Engine());
}

/**
 * @param {{call(bytes: Uint8Array): Uint8Array, save(): Uint8Array, load(bytes: Uint8Array): Uint8Array, delete(): void}} bound
 * @returns {Engine}
 */
function face(bound) {
  return {
    call: (call) => JSON.parse(decoder.decode(bound.call(encoder.encode(JSON.stringify(call))))),
    save: () => bound.save(),
    load: (snapshot) => JSON.parse(decoder.decode(bound.load(snapshot))),
    close: () => bound.delete(),
  };
}
