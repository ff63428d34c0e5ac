// npm test [-- native|simulation|node|web ...]: builds what is needed, runs every suite, and closes with one line: "N passed, N failed".
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { doctests } from "./doctest.js";
import { nodeTests } from "./node-tests.js";
import { root, run } from "./run.js";

const wanted = process.argv.slice(2);
/** @param {string} suite */
const included = (suite) => wanted.length === 0 || wanted.includes(suite);

let passed = 0;
let failed = 0;

/** @param {string} name @param {() => Promise<import("./node-tests.js").Result>} tests */
async function count(name, tests) {
  const begun = Date.now();
  const result = await tests();
  if (result.passed + result.failed === 0) throw new Error(`${name} ran no test`);
  passed += result.passed;
  failed += result.failed;
  if (result.failed > 0) process.stdout.write(result.output);
  const seconds = Math.round((Date.now() - begun) / 1000);
  console.log(`test: ${name}: ${result.passed} passed, ${result.failed} failed (${seconds} s)`);
}

/** @param {...string} parts */
function build(...parts) {
  run("node", ["scripts/build.js", ...parts]);
}

/** @param {string} preset */
async function doctest(preset) {
  build(preset);
  await count(`C++ (${preset})`, () => doctests(preset));
}

/** @param {string} folder */
function testFiles(folder) {
  return readdirSync(path.join(root, "tests", folder))
    .filter((name) => name.endsWith(".test.js"))
    .map((name) => path.join("tests", folder, name))
    .sort();
}

/** @typedef {[name: string, ...folders: string[]]} Suite */

/** What waits more than it computes: as many at a time as there are cores, two at most. @param {Suite[]} suites */
async function sideBySide(suites) {
  const lane = async () => {
    for (let next; (next = suites.shift());) {
      const [name, ...folders] = next;
      await count(name, () => nodeTests(folders.flatMap(testFiles)));
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
}

if (included("native")) await doctest("native");
if (wanted.includes("asan")) await doctest("asan");
if (included("simulation")) {
  build("simulate", "simulate-wasm");
  await count("simulation", () => nodeTests(testFiles("simulation")));
}
if (included("node") || included("web")) build("wasm", "web");
/** What takes long first. @type {Suite[]} */
const suites = [];
if (included("web")) suites.push(["widget in Chromium", "web"]);
if (included("node")) suites.push(["relay", "bridge"]);
if (included("web")) suites.push(["desk in Chromium", "web/desk"]);
if (included("node"))
  suites.push(["engine as wasm, and the project itself", "engine", "project"], ["simulators over HTTP", "simulators"]);
await sideBySide(suites);

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
