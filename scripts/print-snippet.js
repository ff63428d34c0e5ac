// npm run snippet -- [address of a relay] [languages ...]: what a page writes to have the widget with the hash of every module, and what
// its policy writes for that. Without an address: for files on the page's own origin.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { root } from "./run.js";
import { policyOf, snippetOfAll } from "./snippet.js";

const [relay = "", ...languages] = process.argv.slice(2);
const manifest = JSON.parse(await readFile(path.join(root, "build/web/manifest.json"), "utf8"));
const unknown = languages.find((tag) => !manifest.languages[tag]);
if (unknown) throw new Error(`the widget does not speak ${unknown}, but ${Object.keys(manifest.languages).join(", ")}`);
const snippet = snippetOfAll(manifest, relay, languages.length ? languages : undefined);
console.log(`${snippet}\n\nscript-src: ${await policyOf(snippet)}`);
