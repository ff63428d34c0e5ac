// Builds <plein-desk> beside the widget: `plein-desk.js` and hashed chunks of its own, so that not a byte of the widget is another for it. What
// the widget has as a file that needs no other (its texts, the names of emoji) is loaded from there.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { root } from "./run.js";

/** @typedef {import("esbuild").Metafile} Metafile */
/**
 * @typedef {object} DeskOrder
 * @property {string} entry
 * @property {string[]} first what is loaded until somebody can work
 * @property {string[]} charts what is loaded when insight is opened
 * @property {string[]} measured what is loaded when the plan or insight is opened
 * @property {string[]} planning what is loaded when polls or the calendar is opened
 * @property {string[]} steering what is loaded when decisions, ideas or rules are opened
 * @property {Record<string, string[]>} languages its own texts of each
 */

const entry = "web/desk/plein-desk.js";
const charts = "web/desk/chart.js";
const measured = "web/desk/measured.js";
const planning = "web/desk/planning.js";
const steering = "web/desk/steering.js";
const texts = /^web\/desk\/messages\/([a-z]+)\.js$/;

/** @param {import("esbuild").BuildOptions} options of the widget @param {Metafile} widget */
export async function buildDesk(options, widget) {
  const result = await build({
    ...options,
    entryPoints: { "plein-desk": entry },
    chunkNames: "plein-desk-[hash]",
    loader: { ".css": "text" },
    metafile: true,
    write: false,
    plugins: [shared(widget), ownPolicy, ...(options.plugins ?? [])],
  });
  return { files: result.outputFiles ?? [], order: deskOrder(result.metafile) };
}

/** @param {Metafile} widget */
const shared = ({ outputs }) => ({
  name: "shared",
  /** @param {import("esbuild").PluginBuild} build */
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ kind, path: target, resolveDir }) => {
      if (kind !== "dynamic-import") return undefined;
      const wanted = path.relative(root, path.join(resolveDir, target));
      const file = Object.keys(outputs).find((name) => outputs[name].entryPoint === wanted);
      const isAlone = file && outputs[file].imports.every((each) => each.kind === "dynamic-import");
      return isAlone ? { path: `./${path.basename(file)}`, external: true } : undefined;
    });
  },
});

/** Trusted Types: a page that has the widget too, or Lit itself, makes Lit's policy already, and a name may be taken once. */
const ownPolicy = {
  name: "own policy",
  /** @param {import("esbuild").PluginBuild} build */
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]lit-html[\\/]lit-html\.js$/ }, async ({ path: file }) => {
      const source = await readFile(file, "utf8");
      const contents = source.replace('createPolicy("lit-html"', 'createPolicy("plein-desk"');
      if (contents === source) throw new Error("lit-html makes its policy otherwise than it did");
      return { contents, loader: /** @type {const} */ ("js") };
    });
  },
};

/** @param {Metafile} metafile @returns {DeskOrder} */
function deskOrder({ outputs }) {
  const nameOf = (/** @type {string} */ wanted) =>
    Object.keys(outputs).find((name) => outputs[name].entryPoint === wanted) ?? "";
  /** @param {string} name @param {Set<string>} found what it needs to run, itself too */
  const visit = (name, found) => {
    if (found.has(name) || !outputs[name]) return found;
    found.add(name);
    for (const { path: imported, kind } of outputs[name].imports)
      if (kind === "import-statement") visit(imported, found);
    return found;
  };
  const first = visit(nameOf(entry), new Set());
  const drawn = [...visit(nameOf(charts), new Set())].filter((name) => !first.has(name));
  const shown = [...visit(nameOf(measured), new Set())].filter((name) => !first.has(name));
  /** With its words, in the language that has the most of them. @param {string} part */
  const opened = (part) => {
    const texts = Object.keys(outputs)
      .filter((name) => /\/messages\/[a-z]+\//.test(outputs[name].entryPoint ?? ""))
      .filter((name) => path.basename(outputs[name].entryPoint ?? "") === path.basename(part))
      .sort((a, b) => outputs[b].bytes - outputs[a].bytes);
    return [...[...visit(nameOf(part), new Set())].filter((name) => !first.has(name)), ...texts.slice(0, 1)];
  };
  /** @type {DeskOrder["languages"]} */
  const languages = {};
  for (const [name, { entryPoint = "" }] of Object.entries(outputs)) {
    const tag = texts.exec(entryPoint)?.[1];
    if (tag) languages[tag] = [path.basename(name)];
  }
  const names = (/** @type {Iterable<string>} */ list) => Array.from(list, (name) => path.basename(name));
  return {
    entry: path.basename(nameOf(entry)),
    first: names(first),
    charts: names(drawn),
    measured: names(shown),
    planning: names(opened(planning)),
    steering: names(opened(steering)),
    languages,
  };
}
