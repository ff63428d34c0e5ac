// Bundles what the demo's pages need from npm into build/demo-site: the examples and the configurator.
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { compileScript, parse } from "vue/compiler-sfc";

const root = path.resolve(import.meta.dirname, "..");

export async function buildDemo({ out = path.join(root, "build/demo-site") } = {}) {
  await rm(out, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: {
      plain: "demo/examples/plain/main.js",
      react: "demo/examples/react/main.jsx",
      vue: "demo/examples/vue/main.js",
      configurator: "demo/docs/configurator/main.js",
    },
    outdir: out,
    bundle: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    minify: true,
    legalComments: "none",
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "false",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
    plugins: [singleFileComponents],
  });
}

/** Vue's own compiler; what it makes needs no `eval` in the page. */
const singleFileComponents = {
  name: "vue",
  /** @param {import("esbuild").PluginBuild} build */
  setup({ onLoad }) {
    onLoad({ filter: /\.vue$/ }, async ({ path: file }) => {
      const { descriptor, errors } = parse(await readFile(file, "utf8"), { filename: file });
      if (errors.length) return { errors: errors.map(({ message }) => ({ text: message })) };
      const isCustomElement = (/** @type {string} */ tag) => tag.startsWith("plein-");
      const { content } = compileScript(descriptor, {
        id: path.basename(file),
        inlineTemplate: true,
        templateOptions: { compilerOptions: { isCustomElement } },
      });
      return { contents: content, loader: "js" };
    });
  },
};
