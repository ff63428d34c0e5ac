// npm run platforms [-- --check]: docs/platforms.md from what the connectors say of themselves. --check: exits 1 when it is out of date.
import { readFile, writeFile } from "node:fs/promises";
import { format, resolveConfig } from "prettier";
import { loadEngine } from "../wasm/engine.js";

/** @typedef {import("../wasm/engine.d.ts").PlatformView} PlatformView */

const file = new URL("../docs/platforms.md", import.meta.url);

const yes = (/** @type {boolean} */ can) => (can ? "yes" : "no");
const seconds = (/** @type {number} */ ms) => (ms === 0 ? "at once" : `${ms / 1000} s`);
const formats = { plain: "plain text", facets: "plain text with facets", markdown: "Markdown" };

/** @type {[string, (platform: PlatformView) => string][]} */
const rows = [
  ["Kind", ({ kind }) => kind],
  ["Text is written as", ({ format: how }) => formats[how]],
  ["Longest text", ({ graphemes_max: most }) => (most ? `${most.toLocaleString("en")} characters` : "no limit")],
  ["An address counts as", ({ url_graphemes: length }) => (length ? `${length} characters` : "its length")],
  ["Titles", ({ titles, title_max: most }) => (titles ? `up to ${most}` : "no")],
  [
    "Replies to replies",
    ({ reply_levels: levels }) => (levels ? `${levels} levels, deeper ones flattened` : "any depth"),
  ],
  ["Copies follow edits", ({ edits }) => yes(edits)],
  ["Copies are hidden and shown again", ({ hides }) => yes(hides)],
  ["Likes", ({ reacts }) => (reacts ? "read, and can be given" : "read")],
  ["Accepted answers", ({ accepts }) => yes(accepts)],
  [
    "Copies under authors' own names",
    ({ acts_as: acts, own_accounts: own }) => (acts ? "of members" : own ? "replies, by linked accounts" : "no"),
  ],
  ["Content warnings", ({ warnings }) => (warnings ? "its own" : "above the text")],
  ["Languages", ({ languages }) => yes(languages)],
  [
    "Pictures",
    ({ images_max: most, uploads, format: how }) =>
      most
        ? `up to ${most}, ${uploads ? "uploaded" : "fetched by it"}`
        : how === "markdown"
          ? "in the text"
          : "as links",
  ],
  ["`#nobridge` in a profile", ({ consent }) => (consent ? "honoured" : "cannot be read")],
  ["How many follow", ({ followers }) => (followers ? "asked once a day" : "not told")],
  ["Tells by itself", ({ pushes }) => pushes || "nothing: it is asked"],
  ["Asked every", ({ poll_every_ms: every }) => seconds(every)],
  ["Shows what was written", ({ read_lag_ms: lag }) => (lag ? `within ${seconds(lag)}` : "at once")],
  ["A repeated write is known by", ({ repeats }) => repeats || "its provenance line"],
  ["Without a relay", ({ direct }) => (direct ? "readable" : "no")],
];

/** @param {PlatformView[]} platforms */
function written(platforms) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [
    "# What works where",
    "",
    "Made of what the connectors say of themselves (`npm run platforms`); not to be edited by hand.",
    "",
    line(["", ...platforms.map(({ name }) => name)]),
    line(["---", ...platforms.map(() => "---")]),
    ...rows.map(([what, say]) => line([what, ...platforms.map(say)])),
    "",
  ].join("\n");
}

const engine = (await loadEngine(await readFile(new URL("../build/wasm/plein.wasm", import.meta.url))))();
const now = Date.now();
engine.call({
  op: "configure",
  now,
  config: { role: "direct", id: "x", language: "en", site: { name: "x", url: "https://x.example" }, places: [] },
});
const reply = engine.call({ op: "query", now, query: { view: "platforms" } });
if (!reply.ok) throw new Error(reply.error.message);
const options = await resolveConfig(file);
const text = await format(written(/** @type {PlatformView[]} */ (reply.result)), { ...options, parser: "markdown" });
if (process.argv.includes("--check")) {
  if ((await readFile(file, "utf8").catch(() => "")) !== text) {
    console.error("docs/platforms.md is out of date: npm run platforms");
    process.exitCode = 1;
  }
} else {
  await writeFile(file, text);
}
