// npm run test:e2e: the end-to-end tests, closing with one line: "N passed, N failed".
import { readdirSync } from "node:fs";
import path from "node:path";
import { nodeTests } from "./node-tests.js";
import { root, run } from "./run.js";

run("node", ["scripts/build.js", "wasm"]);
const files = readdirSync(path.join(root, "tests/e2e")).filter((name) => name.endsWith(".test.js"));
const { passed, failed, output } = await nodeTests(files.map((name) => path.join("tests/e2e", name)));
process.stdout.write(output);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
