// From documents to bytes and back: load a build once, make engines, call them. Which build it is, its bytes say. See engine.d.ts.
import { instantiate } from "./instance.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** @type {typeof import("./engine.d.ts").loadEngine} */
export async function loadEngine(wasm) {
  const source = await wasm;
  const make = await instantiate(source instanceof Response ? await source.arrayBuffer() : source);
  return () => face(make());
}

/** @param {import("./instance.js").Bound} bound @returns {import("./engine.d.ts").Engine} */
const face = ({ call, save, load, close }) => ({
  call: (document) => JSON.parse(decoder.decode(call(encoder.encode(wellFormed(JSON.stringify(document)))))),
  save,
  load: (snapshot) => JSON.parse(decoder.decode(load(snapshot))),
  close,
});

/** Half of a surrogate pair is no text: it is written as JSON's `\ud83d`, which no UTF-8 can say. @param {string} json @returns {string} */
const wellFormed = (json) =>
  json.includes("\\ud") ? json.replace(/(\\\\)|\\ud[89a-f]../g, (_, backslash) => backslash ?? "\ufffd") : json;
