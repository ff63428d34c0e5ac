// What of the widget's build a page loads when: for the manifest, the sizes and the snippets.
import path from "node:path";

/** @typedef {import("./build-web.js").Manifest} Manifest */
/** @typedef {import("./build-web.js").Wasm} Wasm */

/** What the page's `messages` and `loading` bring. */
const onAttributes = ["web/own-texts.js", "web/beginning.js"];

/** What comes where the brand announced or marked something. */
const onDecided = "web/community.js";

/** What comes when the page is idle. */
const onIdle = "web/counting/counting.js";

/** What comes where the brand asks something. */
const onAsked = "web/asking.js";

/** What comes where something was decided about what its reader wrote. */
const onTold = "web/told.js";

/** What a reader who only reads never loads. */
const onUse = ["web/signed-in.js", "web/looking.js", "web/editing/emoji.js"];

/** @param {import("esbuild").Metafile} metafile @param {Wasm} wasm @param {Wasm} direct */
export function loadOrder({ outputs }, wasm, direct) {
  const entry = Object.keys(outputs).find((name) => outputs[name].entryPoint === "web/plein.js") ?? "";
  /** @param {string} name @param {Set<string>} found what it needs to run, itself too */
  const visit = (name, found) => {
    if (found.has(name)) return;
    found.add(name);
    for (const { path: imported, kind } of outputs[name].imports)
      if (kind === "import-statement") visit(imported, found);
  };
  /** @type {Set<string>} */
  const first = new Set();
  visit(entry, first);
  const enters = (/** @type {string} */ folder) => (/** @type {string} */ name) =>
    outputs[name].entryPoint?.startsWith(folder);
  // A reader loads one language, in parts; the largest of each part counts.
  const messages = Object.keys(outputs).filter(enters("web/messages/"));
  const part = (/** @type {string} */ name) => path.basename(outputs[name].entryPoint ?? "");
  const largest = [...new Set(messages.map(part))].map(
    (wanted) => messages.filter((name) => part(name) === wanted).sort((a, b) => outputs[b].bytes - outputs[a].bytes)[0],
  );
  for (const name of largest) if (part(name) === "list.js") visit(name, first);
  const isDirect = (/** @type {string} */ name) =>
    enters("web/direct/")(name) || (largest.includes(name) && part(name) === "direct.js");
  const isOther = (/** @type {string} */ name) => messages.includes(name) && !largest.includes(name);
  const isAsked = (/** @type {string} */ name) => onAttributes.includes(outputs[name].entryPoint ?? "");
  const isDecided = (/** @type {string} */ name) =>
    outputs[name].entryPoint === onDecided || (largest.includes(name) && part(name) === "community.js");
  const isCounted = (/** @type {string} */ name) => outputs[name].entryPoint === onIdle;
  const isPoll = (/** @type {string} */ name) =>
    outputs[name].entryPoint === onAsked || (largest.includes(name) && part(name) === "polls.js");
  const isTold = (/** @type {string} */ name) =>
    outputs[name].entryPoint === onTold || (largest.includes(name) && part(name) === "told.js");
  const apart = [isDirect, isOther, isAsked, isDecided, isCounted, isPoll, isTold];
  const rest = Object.keys(outputs).filter((name) => !first.has(name) && !apart.some((is) => is(name)));
  const isUsed = (/** @type {string} */ name) =>
    onUse.includes(outputs[name].entryPoint ?? "") || (largest.includes(name) && part(name) === "writing.js");
  /** @type {Set<string>} */
  const read = new Set();
  for (const name of rest) if (outputs[name].entryPoint && !isUsed(name)) visit(name, read);
  const later = rest.filter((name) => read.has(name));
  const names = (/** @type {string[]} */ list) => list.map((name) => path.basename(name));
  return {
    first: names([...first]),
    later: [...names(later), ...(wasm.bytes ? [wasm.name] : [])],
    used: names(rest.filter((name) => !read.has(name))),
    asked: names(Object.keys(outputs).filter(isAsked)),
    decided: names(Object.keys(outputs).filter(isDecided)),
    counted: names(Object.keys(outputs).filter(isCounted)),
    polls: names(Object.keys(outputs).filter(isPoll)),
    told: names(Object.keys(outputs).filter(isTold)),
    direct: [...names(Object.keys(outputs).filter(isDirect)), ...(direct.bytes ? [direct.name] : [])],
    languages: byLanguage(outputs),
  };
}

/** @param {import("esbuild").Metafile["outputs"][string]} output */
const languageOf = ({ entryPoint }) => /^web\/messages\/([a-z]+)[./]/.exec(entryPoint ?? "")?.[1];

/** @param {import("esbuild").Metafile["outputs"]} outputs */
function byLanguage(outputs) {
  /** @type {Manifest["languages"]} */
  const languages = {};
  for (const [name, output] of Object.entries(outputs).sort()) {
    const tag = languageOf(output);
    if (tag) (languages[tag] ??= []).push(path.basename(name));
  }
  return languages;
}
