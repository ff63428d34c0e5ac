// Builds the widget into build/web, and the desk beside it: a stable entry `plein.js`, hashed chunks, the engine under a hashed name, a .br beside
// each file, and manifest.json, which says what is loaded when, and each file's hash. The same once more in a folder named after the
// version, whose files never change: what was put there of other versions stays.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";
import { buildDesk } from "./build-desk.js";
import { emojiTable } from "./emoji.js";
import { minify } from "terser";
import { compactTemplates } from "./compact-templates.js";
import { loadOrder } from "./load-order.js";
import { allProblems } from "./messages.js";
import { snippet, snippetOfAll } from "./snippet.js";

const root = path.resolve(import.meta.dirname, "..");

/** What stands in the snippets until somebody writes their relay's address. */
const exampleRelay = "https://relay.example";

/**
 * @typedef {object} Manifest
 * @property {string} version the package's
 * @property {string} entry
 * @property {string[]} first what is loaded until the first list can be read
 * @property {string[]} later what follows it
 * @property {string[]} used what is loaded when it is used: by who signs in, opens a post's menu, types an emoji's name
 * @property {string[]} asked what is loaded where the page's attributes ask for it
 * @property {string[]} decided what is loaded where the brand announced or marked something
 * @property {string[]} counted what is loaded when the page is idle, and is not needed to read: what counts readers
 * @property {string[]} polls what is loaded where the brand asks something
 * @property {string[]} told what is loaded where something was decided about what its reader wrote
 * @property {string[]} direct what a page without a relay loads instead of the engine in `later`
 * @property {Record<string, string[]>} languages the texts of each
 * @property {Files} files
 * @property {import("./build-desk.js").DeskOrder & { files: Files }} desk <plein-desk>, which shares no chunk with the widget
 */
/** @typedef {Record<string, { bytes: number, brotli: number, integrity: string }>} Files */

/** @param {{ out?: string }} [options] @returns {Promise<Manifest>} */
export async function buildWeb({ out = path.join(root, "build/web") } = {}) {
  const problems = await allProblems();
  if (problems.length) throw new Error(`messages are not complete:\n${problems.join("\n")}`);
  const wasm = await readWasm("plein_reader");
  const direct = await readWasm("plein_direct");
  const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  await clear(out, version);
  /** @type {import("esbuild").BuildOptions} */
  const options = {
    absWorkingDir: root,
    entryPoints: { plein: "web/plein.js" },
    outdir: out,
    entryNames: "[name]",
    chunkNames: "plein-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    charset: "utf8",
    target: "es2022",
    minify: true,
    mangleProps: /^[a-z]\w*[a-z]_$/i, // our private members
    legalComments: "none",
    define: {
      PLEIN_WASM: JSON.stringify(wasm.name),
      PLEIN_WASM_INTEGRITY: JSON.stringify(wasm.integrity),
      PLEIN_DIRECT_WASM: JSON.stringify(direct.name),
      PLEIN_DIRECT_WASM_INTEGRITY: JSON.stringify(direct.integrity),
      PLEIN_EMOJI: JSON.stringify(emojiTable()),
    },
    plugins: [prepared()],
  };
  const apart = await build({ ...options, metafile: true, write: false });
  const plugins = [prepared(presentFor(apart.metafile))];
  const result = await build({ ...options, metafile: true, write: false, plugins });
  for (const file of result.outputFiles) await writeFile(file.path, await smaller(file.text));
  for (const { name, bytes } of [wasm, direct]) if (bytes) await writeFile(path.join(out, name), bytes);
  const desk = await buildDesk(options, result.metafile);
  for (const file of desk.files) await writeFile(file.path, await smaller(file.text));
  const order = loadOrder(result.metafile, wasm, direct);
  const [files, deskFiles] = apartBy(await compressAll(out), (name) => name.startsWith("plein-desk"));
  const manifest = { version, entry: "plein.js", ...order, files, desk: { ...desk.order, files: deskFiles } };
  const texts = {
    "manifest.json": JSON.stringify(manifest, null, 2),
    "snippet.txt": snippet(manifest, exampleRelay),
    "snippet-all.txt": snippetOfAll(manifest, exampleRelay),
  };
  for (const [name, text] of Object.entries(texts)) await writeFile(path.join(out, name), text + "\n");
  await copyAll(out, path.join(out, version));
  return manifest;
}

/** What esbuild leaves. @param {string} module */
async function smaller(module) {
  const { code } = await minify(module, { module: true, ecma: 2020, compress: { passes: 3 } });
  return code ?? module;
}

/** @param {Files} files @param {(name: string) => boolean} isOther @returns {[Files, Files]} */
function apartBy(files, isOther) {
  const all = Object.entries(files);
  const some = (/** @type {boolean} */ other) => Object.fromEntries(all.filter(([name]) => isOther(name) === other));
  return [some(false), some(true)];
}

const isVersion = (/** @type {string} */ name) => /^\d+\.\d+\.\d+/.test(name);

/** @param {string} out @param {string} version */
async function clear(out, version) {
  await mkdir(out, { recursive: true });
  for (const name of await readdir(out))
    if (name === version || !isVersion(name)) await rm(path.join(out, name), { recursive: true });
}

/** @param {string} from @param {string} to */
async function copyAll(from, to) {
  await mkdir(to);
  for (const name of await readdir(from))
    if (!isVersion(name)) await copyFile(path.join(from, name), path.join(to, name));
}

/** @param {string} module */
async function readWasm(module) {
  const file = path.join(root, `build/wasm/${module}.wasm`);
  if (!existsSync(file)) return { name: `${module}-none.wasm`, bytes: undefined, integrity: "" };
  const bytes = await readFile(file);
  const name = `plein-${createHash("sha256").update(bytes).digest("hex").slice(0, 8)}.wasm`;
  return { name, bytes, integrity: integrityOf(bytes, "sha256") };
}

/** As a page names it. SHA-256 where it is part of the widget itself, whose bytes are counted. @param {Buffer} bytes */
const integrityOf = (bytes, algorithm = "sha384") =>
  `${algorithm}-${createHash(algorithm).update(bytes).digest("base64")}`;

/** @typedef {{ name: string, bytes: Buffer | undefined, integrity: string }} Wasm */

/** @param {string} out */
async function compressAll(out) {
  /** @type {Files} */
  const files = {};
  for (const name of (await readdir(out)).filter((one) => !isVersion(one))) {
    const bytes = await readFile(path.join(out, name));
    const packed = brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    });
    await writeFile(path.join(out, `${name}.br`), packed);
    files[name] = { bytes: bytes.length, brotli: packed.length, integrity: integrityOf(bytes) };
  }
  return files;
}

/**
 * What is loaded later uses modules of what was loaded before, of which esbuild would make a chunk for each set that is used
 * together: told that a later entry needs all that is there by then, it makes one of the first list, and one of what follows it.
 * @param {import("esbuild").Metafile} metafile @returns {Map<string, string>} by later entry, a module that is there by then
 */
function presentFor({ inputs }) {
  /** @type {Set<string>} */
  const first = new Set();
  /** @param {string} name */
  const visit = (name) => {
    if (first.has(name)) return;
    first.add(name);
    for (const { path: imported, kind } of inputs[name]?.imports ?? [])
      if (kind === "import-statement") visit(imported);
  };
  visit("web/plein.js");
  /** @type {Map<string, string>} */
  const present = new Map();
  for (const [name, { imports }] of Object.entries(inputs))
    for (const { path: entry, kind } of imports)
      if (
        kind === "dynamic-import" &&
        !entry.startsWith("web/messages/") &&
        present.get(entry) !== "web/feed-element.js"
      )
        present.set(entry, first.has(name) ? "web/feed-element.js" : "web/conversation.js");
  return present;
}

/** @param {Map<string, string>} [present] */
const prepared = (present = new Map()) => ({
  name: "prepared",
  /** @param {import("esbuild").PluginBuild} build */
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]web[\\/].*\.js$/ }, async ({ path: file }) => {
      const there = present.get(path.relative(root, file));
      const needs = there ? `\nimport ${JSON.stringify(path.join(root, there))};` : "";
      return { contents: compactTemplates(await readFile(file, "utf8")) + needs, loader: "js" };
    });
  },
});

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWeb();
