// npm run bench -- insight: over a generated year of 65,000 members and 130,000 replies, native and wasm in one run: all figures of a
// month with a series by day, against the month before; and what a change costs with their index kept, and without. Processor time.
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { loadEngine } from "../wasm/engine.js";
import { root } from "./run.js";

const day = 86400000;
const until = 1767225600000; // of tests/generated/community.h
const to = until - 31 * day;

export async function benchInsight() {
  /** @type {Record<string, number>} */
  const native = JSON.parse(execFileSync(path.join(root, "build/native/insight_bench"), { encoding: "utf8" }));
  const wasm = await wasmFigures();
  console.log(`${native.posts} posts          native      wasm`);
  const line = (/** @type {string} */ name, /** @type {number} */ a, /** @type {number} */ b) =>
    console.log(`${name.padEnd(22)} ${a.toFixed(1).padStart(8)} ${b.toFixed(1).padStart(9)}`);
  line("a month by day, ms", native.together_ms, wasm.together_ms);
  line("of one place, ms", native.place_ms, wasm.place_ms);
  line("index made anew, ms", native.made_ms, wasm.made_ms);
  console.log(
    `a change in a thread of 2,000 to 4,000 replies, native: ${native.fold_us.toFixed(1)} µs without the index, and ` +
      `${native.follow_us.toFixed(1)} µs more with it (99th percentile ${native.follow_p99_us.toFixed(1)} µs); ` +
      `its first post hidden or shown: ${native.hidden_us.toFixed(1)} µs more`,
  );
  console.log(`after a move, native: ${native.moved_ms.toFixed(0)} ms until figures, reputation and inbox follow`);
}

/** Milliseconds of processor time. @param {() => void} step */
function cost(step) {
  const begin = process.cpuUsage();
  step();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

async function wasmFigures() {
  const program = path.join(root, "build/native/plein_generate");
  /** @param {string[]} args */
  const generate = (...args) => execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 30 }).trimEnd();
  const bytes = /** @type {BufferSource} */ (await readFile(path.join(root, "build/wasm/plein.wasm")));
  const engine = (await loadEngine(bytes))();
  engine.call({ op: "configure", now: 0, config: JSON.parse(generate("--config")) });
  const records = generate("--readers", "1").split("\n");
  for (let i = 0; i < records.length; i += 5000) {
    const reply = engine.call({ op: "restore", now: 0, records: records.slice(i, i + 5000) });
    if (!reply.ok) throw new Error(JSON.stringify(reply));
  }
  /** @param {string} [place] */
  const ask = (place) => {
    const query = { view: /** @type {const} */ ("insight"), from: to - 30 * day, to, step: day, place };
    const reply = engine.call({ op: "query", now: 0, query });
    if (!reply.ok) throw new Error(JSON.stringify(reply));
  };
  const first = cost(() => ask());
  const best = (/** @type {string} */ place) => Math.min(...Array.from({ length: 10 }, () => cost(() => ask(place))));
  const together_ms = Math.min(...Array.from({ length: 10 }, () => cost(() => ask())));
  const figures = { made_ms: first - together_ms, together_ms, place_ms: best("page") };
  engine.close();
  return figures;
}
