// From documents to bytes and back: what both builds show of themselves.
/** @typedef {import("./engine.d.ts").Engine} Engine */
/** @typedef {{call(bytes: Uint8Array): Uint8Array, save(): Uint8Array, load(bytes: Uint8Array): Uint8Array, delete(): void}} Bound */
/** @typedef {(options: {wasmBinary: BufferSource}) => Promise<{Engine: new () => Bound}>} CreateModule */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** @param {any} createModule Emscripten's factory @returns {typeof import("./engine.d.ts").loadEngine} */
export function loader(createModule) {
  return async (wasm) => {
    const source = await wasm;
    const wasmBinary = source instanceof Response ? await source.arrayBuffer() : source;
    const module = await /** @type {CreateModule} */ (createModule)({ wasmBinary });
    return () => face(new module.Engine());
  };
}

/** @param {Bound} bound @returns {Engine} */
function face(bound) {
  return {
    call: (call) => JSON.parse(decoder.decode(bound.call(encoder.encode(wellFormed(JSON.stringify(call)))))),
    save: () => bound.save(),
    load: (snapshot) => JSON.parse(decoder.decode(bound.load(snapshot))),
    close: () => bound.delete(),
  };
}

/** Half of a surrogate pair is no text: it is written as JSON's `\ud83d`, which no UTF-8 can say. @param {string} json @returns {string} */
const wellFormed = (json) =>
  json.includes("\\ud") ? json.replace(/(\\\\)|\\ud[89a-f]../g, (_, backslash) => backslash ?? "\ufffd") : json;
