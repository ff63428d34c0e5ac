// The types that the package publishes: what is right compiles, what is wrong does not.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";
import ts from "typescript";
import { buildTypes } from "../../scripts/types.js";
import { attributes } from "../../scripts/widget-surface.js";
import { attributes as deskAttributes } from "../../web/desk/attributes.js";

const root = path.join(import.meta.dirname, "../..");
const read = (/** @type {string} */ name) => readFileSync(path.join(root, name), "utf8");

before(() => buildTypes());

test("pages compile against the package, and their wrong uses do not", () => {
  const names = ["page.ts", "desk.ts", "react.tsx", "vue.ts"].map((name) => path.join(root, "tests/types", name));
  const program = ts.createProgram(names, {
    strict: true,
    noEmit: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    jsx: ts.JsxEmit.ReactJSX,
    types: [],
    skipLibCheck: true, // Vue's and Lit's are not ours to check
  });
  const found = ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${path.basename(file?.fileName ?? "")}:${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
  assert.deepEqual(found, []);
  const used = program.getSourceFiles().map(({ fileName }) => path.relative(root, fileName));
  assert.ok(used.includes("build/types/web/types/index.d.ts"), "the package's own types were used");
});

test("what the boundary's declarations name is declared: an unknown name would be any", () => {
  const names = readdirSync(path.join(root, "wasm")).filter((name) => name.endsWith(".d.ts"));
  assert.ok(names.includes("engine.d.ts"));
  const lib = ["lib.es2023.d.ts", "lib.dom.d.ts"];
  const options = { strict: true, noEmit: true, module: ts.ModuleKind.NodeNext, lib, types: [] };
  const program = ts.createProgram(
    names.map((name) => path.join(root, "wasm", name)),
    options,
  );
  const own = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(path.join(root, "wasm")));
  const found = own.flatMap((file) => program.getSemanticDiagnostics(file));
  assert.deepEqual(
    found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " ")),
    [],
  );
});

test("every attribute is a property of the type", () => {
  const listed = (/** @type {string} */ name) => {
    const picked = read(`web/types/${name}`).split("Implementation,")[1]?.split(">;")[0] ?? "";
    return [...picked.matchAll(/"(\w+)"/g)].map(([, property]) => property).sort();
  };
  assert.deepEqual(listed("index.d.ts"), attributes.map(({ property }) => property).sort());
  assert.deepEqual(listed("desk.d.ts"), Object.keys(deskAttributes).sort());
});

test("what the package names is there", () => {
  const { exports, files } = JSON.parse(read("package.json"));
  const targets = Object.values(exports).flatMap((target) =>
    typeof target === "string" ? target : Object.values(target),
  );
  for (const target of targets.filter((name) => !name.includes("*")))
    assert.ok(existsSync(path.join(root, target)), target);
  for (const name of files.filter((/** @type {string} */ one) => !one.startsWith("!")))
    assert.ok(existsSync(path.join(root, name.replace(/\/\*.*|\/[^/]*\*.*/, ""))), name);
});
