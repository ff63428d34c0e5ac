// npm test [-- native|simulation|node|web ...]: builds what is needed, runs every suite, and closes with one line: "N passed, N failed".
import { readdirSync } from "node:fs";
import path from "node:path";
import { doctests } from "./doctest.js";
import { nodeTests } from "./node-tests.js";
import { root, run } from "./run.js";

const wanted = process.argv.slice(2);
/** @param {string} suite */
const included = (suite) => wanted.length === 0 || wanted.includes(suite);

let passed = 0;
let failed = 0;

/** @param {string} name @param {{passed: number, failed: number, output: string}} result */
function count(name, result) {
  if (result.passed + result.failed === 0) throw new Error(`${name} ran no test`);
  passed += result.passed;
  failed += result.failed;
  if (result.failed > 0) process.stdout.write(result.output);
  console.log(`test: ${name}: ${result.passed} passed, ${result.failed} failed`);
}

/** @param {string} preset */
async function doctest(preset) {
  run("node", ["scripts/build.js", preset]);
  count(`C++ (${preset})`, await doctests(preset));
}

/** @param {string} folder */
function testFiles(folder) {
  return readdirSync(path.join(root, "tests", folder))
    .filter((name) => name.endsWith(".test.js"))
    .map((name) => path.join("tests", folder, name))
    .sort();
}

/** @param {string} name @param {string[]} folders */
function suite(name, folders) {
  count(name, nodeTests(folders.flatMap(testFiles)));
}

if (included("native")) await doctest("native");
if (wanted.includes("asan")) await doctest("asan");
if (included("simulation")) {
  run("node", ["scripts/build.js", "simulate", "simulate-wasm"]);
  suite("simulation", ["simulation"]);
}
if (included("node") || included("web")) run("node", ["scripts/build.js", "wasm", "web"]);
if (included("node")) {
  suite("engine as wasm, and the project itself", ["engine", "project"]);
  suite("simulators over HTTP", ["simulators"]);
  suite("relay", ["bridge"]);
}
if (included("web")) {
  suite("widget in Chromium", ["web"]);
  suite("desk in Chromium", ["web/desk"]);
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
