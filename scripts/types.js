// node scripts/build.js types: the declarations of the widget and of the desk into build/types, emitted from its JSDoc, with those written by hand beside them.
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { root } from "./run.js";

/** Declarations are not emitted again: these go along. */
const written = ["web/types", ...["engine", "config", "commands", "views", "desk"].map((name) => `wasm/${name}.d.ts`)];

/** @param {{ out?: string }} [options] */
export function buildTypes({ out = path.join(root, "build/types") } = {}) {
  rmSync(out, { recursive: true, force: true });
  const program = ts.createProgram(
    ["web/plein.js", "web/globals.d.ts", "web/types/index.d.ts", "web/types/desk.d.ts"].map((name) =>
      path.join(root, name),
    ),
    {
      allowJs: true,
      checkJs: true,
      strict: true,
      skipLibCheck: true,
      declaration: true,
      emitDeclarationOnly: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
      types: [],
      rootDir: root,
      outDir: out,
    },
  );
  const { diagnostics } = program.emit();
  // What is wrong with the source itself is for `npm run lint` to say.
  const problems = [...program.getOptionsDiagnostics(), ...program.getSyntacticDiagnostics(), ...diagnostics];
  if (problems.length) {
    const host = {
      getCurrentDirectory: () => root,
      getCanonicalFileName: (/** @type {string} */ name) => name,
      getNewLine: () => "\n",
    };
    throw new Error(`types:\n${ts.formatDiagnostics(problems, host)}`);
  }
  for (const name of written) {
    const to = path.join(out, name);
    mkdirSync(path.dirname(to), { recursive: true });
    cpSync(path.join(root, name), to, { recursive: true, filter: (file) => !file.endsWith(".md") });
  }
  if (!existsSync(path.join(out, "web/feed-element.d.ts"))) throw new Error("types: nothing was emitted");
}
