// npm run test:killed: the real relay, killed 200 times while 1,000 posts cross; and two over PostgreSQL, of which one stands still for 30 s.
// PLEIN_KILLS, PLEIN_POSTS, PLEIN_SEED and PLEIN_STALL_MS ask for others.
import { nodeTests } from "./node-tests.js";
import { run } from "./run.js";

process.env.PLEIN_KILLS ??= "200";
process.env.PLEIN_POSTS ??= "1000";
process.env.PLEIN_STALL_MS ??= "30000";
run("node", ["scripts/build.js", "wasm"]);
const { passed, failed, output } = await nodeTests(["tests/bridge/killed.test.js", "tests/bridge/stalled.test.js"], {
  maxMs: 1800000,
});
process.stdout.write(output);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
