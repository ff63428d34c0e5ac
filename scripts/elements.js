// npm run elements [-- --check]: custom-elements.json, for editors and catalogues: <plein-feed> from the JSDoc of its source and the tables of
// docs/widget/. --check: exits 1 when it is out of date.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import * as analyzer from "@custom-elements-manifest/analyzer";
import { format, resolveConfig } from "prettier";
import { root } from "./run.js";
import { attributes, documented, events, variables } from "./widget-surface.js";

// Its own types do not say so.
const { create, ts } = /** @type {any} */ (analyzer);
const file = path.join(root, "custom-elements.json");
const element = "web/feed-element.js";

/** @typedef {Record<string, any>} Declaration as the manifest's schema has it */

/** As text: cells of the tables without their Markdown. @param {string} [cell] */
const plain = (cell = "") => cell.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll("`", "");

/** What the analyzer cannot see: Lit's attributes are a table, events are a type, variables and parts are in other files. */
const surface = {
  name: "plein-surface",
  /** @param {{ moduleDoc: { path: string, declarations?: Declaration[] } }} phase */
  moduleLinkPhase({ moduleDoc }) {
    const feed = moduleDoc.declarations?.find(({ name }) => name === "PleinFeed");
    if (moduleDoc.path !== element || !feed) return;
    /** @type {Declaration[]} */
    const members = feed.members ?? [];
    feed.description = "A brand's conversation on the brand's page.";
    feed.tagName = "plein-feed";
    feed.customElement = true;
    feed.attributes = attributesOf(members);
    // What the class has besides is its own.
    feed.members = attributes.map(({ name, property }) => ({
      ...members.find((member) => member.name === property),
      kind: "field",
      name: property,
      attribute: name,
    }));
    for (const { name, description } of listOf("attributes.md", "method"))
      feed.members.push({ kind: "method", name: name.replace("()", ""), description });
    feed.events = events().map(({ name, type, description }) => ({
      name,
      type: { text: `CustomEvent<${type}>` },
      description,
    }));
    feed.cssProperties = variables().map(({ name, light, dark }) => ({
      name,
      default: dark ? `light-dark(${light}, ${dark})` : light,
      description: saidOf("styling.md", "variable", name, 1),
    }));
    feed.cssParts = listOf("styling.md", "part");
    feed.slots = listOf("attributes.md", "slot").map(({ name, description }) => ({
      name: name === "(default)" ? "" : name,
      description,
    }));
  },
};

/** @param {Declaration[]} members */
const attributesOf = (members) =>
  attributes.map(({ name, property, values, standard }) => ({
    name,
    fieldName: property,
    type: { text: values?.map((value) => `"${value}"`).join(" | ") ?? typeof standard },
    default: JSON.stringify(standard),
    description:
      saidOf("attributes.md", "attribute", name, 2) || members.find((one) => one.name === property)?.description,
  }));

/** @param {string} table @param {string} column @param {string} name @param {number} cell */
const saidOf = (table, column, name, cell) => plain(documented(table, column).find(([row]) => row === name)?.[cell]);

/** @param {string} table @param {string} column */
const listOf = (table, column) =>
  documented(table, column).map(([name, description]) => ({ name, description: plain(description) }));

const names = [element, "web/plein.js"];
const modules = await Promise.all(
  names.map(async (name) =>
    ts.createSourceFile(name, await readFile(path.join(root, name), "utf8"), ts.ScriptTarget.ES2022, true),
  ),
);
const { modules: read, ...head } = create({ modules, plugins: [surface], context: { dev: false } });
const [declared, registered] = /** @type {Declaration[]} */ (read);
// What is published is one module.
const published = "build/web/plein.js";
for (const { declaration } of registered.exports) declaration.module = published;
const manifest = { ...head, modules: [{ ...registered, path: published, declarations: declared.declarations }] };
const text = await format(JSON.stringify(manifest), { ...(await resolveConfig(file)), parser: "json" });
if (process.argv.includes("--check")) {
  if ((await readFile(file, "utf8").catch(() => "")) !== text) {
    console.error("custom-elements.json is out of date: npm run elements");
    process.exitCode = 1;
  }
} else {
  await writeFile(file, text);
}
