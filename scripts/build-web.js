// Builds the widget into build/web: a stable entry `plein.js`, hashed chunks, the engine under a hashed name, a .br beside
// each file, and manifest.json, which says what is loaded when.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";
import { emojiTable } from "./emoji.js";
import { problemsOf, readMessages } from "./messages.js";

const root = path.resolve(import.meta.dirname, "..");

/**
 * @typedef {object} Manifest
 * @property {string} entry
 * @property {string[]} first what is loaded until the first list can be read
 * @property {string[]} later what follows it
 * @property {string[]} used what is loaded when it is used: by who signs in, opens a post's menu, types an emoji's name
 * @property {string[]} direct what a page without a relay loads instead of the engine in `later`
 * @property {Record<string, { bytes: number, brotli: number }>} files
 */

/** @param {{ out?: string }} [options] @returns {Promise<Manifest>} */
export async function buildWeb({ out = path.join(root, "build/web") } = {}) {
  const problems = problemsOf(await readMessages());
  if (problems.length) throw new Error(`messages are not complete:\n${problems.join("\n")}`);
  const wasm = await readWasm("plein_reader");
  const direct = await readWasm("plein_direct");
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const result = await build({
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
    metafile: true,
    define: {
      PLEIN_WASM: JSON.stringify(wasm.name),
      PLEIN_DIRECT_WASM: JSON.stringify(direct.name),
      PLEIN_EMOJI: JSON.stringify(emojiTable()),
    },
    plugins: [compactTemplates],
  });
  for (const { name, bytes } of [wasm, direct]) if (bytes) await writeFile(path.join(out, name), bytes);
  const manifest = { entry: "plein.js", ...loadOrder(result.metafile, wasm, direct), files: await compressAll(out) };
  await writeFile(path.join(out, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
  return manifest;
}

/** @param {string} module */
async function readWasm(module) {
  const file = path.join(root, `build/wasm/${module}.wasm`);
  if (!existsSync(file)) return { name: `${module}-none.wasm`, bytes: undefined };
  const bytes = await readFile(file);
  return { name: `plein-${createHash("sha256").update(bytes).digest("hex").slice(0, 8)}.wasm`, bytes };
}

/** @typedef {{ name: string, bytes: Buffer | undefined }} Wasm */

/** What a reader who only reads never loads. */
const onUse = ["web/signed-in.js", "web/editing/emoji.js"];

/** @param {import("esbuild").Metafile} metafile @param {Wasm} wasm @param {Wasm} direct */
function loadOrder({ outputs }, wasm, direct) {
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
  const rest = Object.keys(outputs).filter((name) => !first.has(name) && !isDirect(name) && !isOther(name));
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
    direct: [...names(Object.keys(outputs).filter(isDirect)), ...(direct.bytes ? [direct.name] : [])],
  };
}

/** @param {string} out */
async function compressAll(out) {
  /** @type {Manifest["files"]} */
  const files = {};
  for (const name of await readdir(out)) {
    const bytes = await readFile(path.join(out, name));
    const packed = brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    });
    await writeFile(path.join(out, `${name}.br`), packed);
    files[name] = { bytes: bytes.length, brotli: packed.length };
  }
  return files;
}

/** Templates are literals, which no minifier touches: their white space and comments go here. */
const compactTemplates = {
  name: "compact-templates",
  /** @param {import("esbuild").PluginBuild} build */
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]web[\\/](styles|views)[\\/].*\.js$/ }, async ({ path: file }) => {
      const source = await readFile(file, "utf8");
      const isStyle = path.basename(path.dirname(file)) === "styles";
      const contents = isStyle
        ? source.replace(/css`[^`]*`/g, compactStyle)
        : source.replace(/(?<=[>}])\n\s+(?=<)/g, " ");
      return { contents, loader: "js" };
    });
  },
};

/** @param {string} sheet */
const compactStyle = (sheet) =>
  sheet
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/;}/g, "}");

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWeb();
