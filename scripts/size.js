// What the widget weighs, in brotli bytes, against its budgets (design.md, section 9). Exits 1 when it is over one.
import { buildWeb } from "./build-web.js";

const manifest = await buildWeb();

/** @param {string[]} names */
const weight = (names) => names.reduce((sum, name) => sum + manifest.files[name].brotli, 0);

const first = weight(manifest.first);
const rows = [
  { what: "until the first list is readable", brotli: first, budget: 15_000 },
  { what: "everything, engine included", brotli: first + weight(manifest.later), budget: 70_000 },
  { what: "writing and searching, when one does", brotli: weight(manifest.used), budget: 25_000 },
  { what: "own texts, and beginning later", brotli: weight(manifest.asked), budget: 2_000 },
  { what: "what the brand announced, marked", brotli: weight(manifest.decided), budget: 4_000 },
  { what: "counting, when the page is idle", brotli: weight(manifest.counted), budget: 2_500 },
  { what: "a poll, where there is one", brotli: weight(manifest.polls), budget: 3_000 },
  { what: "why something was decided of theirs", brotli: weight(manifest.told), budget: 2_500 },
  { what: "without a relay, in its place", brotli: weight(manifest.direct), budget: 180_000 },
];

const { desk } = manifest;
/** @param {string[]} names */
const deskWeight = (names) => names.reduce((sum, name) => sum + desk.files[name].brotli, 0);
const ownTexts = Math.max(...Object.values(desk.languages).map(deskWeight));
rows.push(
  { what: "the desk, until one can work", brotli: deskWeight(desk.first) + ownTexts, budget: 58_000 },
  { what: "its charts, when insight is opened", brotli: deskWeight(desk.charts), budget: 22_000 },
  { what: "its plan and figures", brotli: deskWeight(desk.measured), budget: 6_000 },
  { what: "its polls and calendar", brotli: deskWeight(desk.planning), budget: 7_000 },
  { what: "its ideas, rules and decisions", brotli: deskWeight(desk.steering), budget: 10_500 },
);

const { later, used, asked, decided, counted, polls, told, direct } = manifest;
for (const name of [
  ...manifest.first,
  ...later,
  ...used,
  ...asked,
  ...decided,
  ...counted,
  ...polls,
  ...told,
  ...direct,
]) {
  console.log(`  ${name.padEnd(24)} ${String(manifest.files[name].brotli).padStart(7)}`);
}
for (const { what, brotli, budget } of rows) {
  const verdict = brotli <= budget ? "ok" : "OVER";
  console.log(`${what.padEnd(34)} ${(brotli / 1000).toFixed(1).padStart(6)} kB of ${budget / 1000} kB  ${verdict}`);
}
if (!manifest.later.some((name) => name.endsWith(".wasm"))) {
  console.error("build/wasm/plein_reader.wasm is not there: build the engine first, or the total says nothing.");
  process.exitCode = 1;
}
if (rows.some(({ brotli, budget }) => brotli > budget)) process.exitCode = 1;
