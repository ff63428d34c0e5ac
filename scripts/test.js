// npm test [-- native|node|web ...]: builds what is needed, runs every suite, and closes with one line: "N passed, N failed".
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { root, run } from "./run.js";

const wanted = process.argv.slice(2);
/** @param {string} suite */
const included = (suite) => wanted.length === 0 || wanted.includes(suite);

let passed = 0;
let failed = 0;

/** @param {string} command @param {string[]} args @returns {{status: number, output: string}} */
function capture(command, args) {
  const done = spawnSync(command, args, { cwd: root, encoding: "utf8", maxBuffer: 256 << 20, env: process.env });
  return { status: done.status ?? 1, output: (done.stdout ?? "") + (done.stderr ?? "") };
}

/** @param {string} name @param {{passed: number, failed: number, output: string, status: number}} result */
function count(name, result) {
  const broken = result.status !== 0 && result.failed === 0 ? 1 : result.failed;
  if (result.passed + broken === 0) throw new Error(`${name} ran no test`);
  passed += result.passed;
  failed += broken;
  if (broken > 0) process.stdout.write(result.output);
  console.log(`test: ${name}: ${result.passed} passed, ${broken} failed`);
}

/** @param {string} preset */
function doctest(preset) {
  run("node", ["scripts/build.js", preset]);
  const { status, output } = capture(`build/${preset}/plein_tests`, []);
  const cases = /test cases:\s*\d+ \|\s*(\d+) passed \|\s*(\d+) failed/.exec(output);
  count(`C++ (${preset})`, { passed: Number(cases?.[1] ?? 0), failed: Number(cases?.[2] ?? 0), output, status });
}

/** @param {string} folder */
function testFiles(folder) {
  return readdirSync(path.join(root, "tests", folder))
    .filter((name) => name.endsWith(".test.js"))
    .map((name) => path.join("tests", folder, name))
    .sort();
}

/** @param {string} name @param {string[]} folders */
function nodeTests(name, folders) {
  const files = folders.flatMap(testFiles);
  const { status, output } = capture(process.execPath, [
    "--test",
    "--test-concurrency=1",
    "--test-timeout=240000",
    ...files,
  ]);
  /** @param {string} word */
  const total = (word) => Number(new RegExp(`^(?:#|ℹ) ${word} (\\d+)$`, "m").exec(output)?.[1] ?? 0);
  count(name, { passed: total("pass"), failed: total("fail") + total("cancelled"), output, status });
}

if (included("native")) doctest("native");
if (wanted.includes("asan")) doctest("asan");
if (included("node") || included("web")) run("node", ["scripts/build.js", "wasm", "web"]);
if (included("node")) {
  nodeTests("engine as wasm, and the project itself", ["engine", "project"]);
  nodeTests("simulators over HTTP", ["simulators"]);
  nodeTests("relay", ["bridge"]);
}
if (included("web")) nodeTests("widget in Chromium", ["web"]);

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
