// The tables of docs/widget/ say what the widget's source says: no row is missing, none too many, and each default is the real one. And no
// page links to what is not there.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { addresses } from "../../demo/docs/book.js";
import { colours, groups } from "../../demo/docs/configurator/fields.js";
import { readMarkdown } from "../../demo/docs/markdown.js";
import { attributes, documented, events, parts, slots, variables } from "../../scripts/widget-surface.js";
import { spoken } from "../../web/language.js";

const docs = path.join(import.meta.dirname, "../../docs");
const sorted = (/** @type {Iterable<string>} */ names) => [...names].sort();
/** @param {string[][]} rows */
const names = (rows) => {
  const all = rows.map(([name]) => name);
  assert.equal(new Set(all).size, all.length, `a row stands twice: ${all.join()}`);
  return sorted(all);
};

test("attributes: each has its row, with its property, values and default", () => {
  const rows = documented("attributes.md", "attribute");
  assert.deepEqual(names(rows), sorted(attributes.map(({ name }) => name)));
  for (const { name, property, flag, values, range, standard } of attributes) {
    const [, ownProperty, , may, without] = /** @type {string[]} */ (rows.find(([row]) => row === name));
    assert.equal(ownProperty, `\`${property}\``, name);
    for (const value of values ?? []) assert.ok(may.includes(`\`${value}\``), `${name}: ${value}`);
    if (values) assert.equal(without, `\`${standard}\``, name);
    if (range) assert.deepEqual([may, without], [`${range[0]} to ${range[1]}`, String(standard)], name);
    if (flag) assert.equal(without, standard ? "present" : "absent", name);
  }
});

test("events: each has its row, with the members of its detail", () => {
  const rows = documented("events.md", "event");
  const told = events();
  assert.ok(told.length >= 5, "events were found");
  assert.deepEqual(names(rows), sorted(told.map(({ name }) => name)));
  for (const { name, type } of told) {
    const [, , detail] = /** @type {string[]} */ (rows.find(([row]) => row === name));
    for (const [, member] of type.matchAll(/(\w+)\??:/g))
      assert.ok(detail.includes(`\`${member}\``), `${name}: ${member}`);
  }
});

test("variables: each has its row, with the defaults of both themes", () => {
  const rows = documented("styling.md", "variable");
  const all = variables();
  assert.ok(all.length >= 20, "variables were found");
  assert.deepEqual(names(rows), sorted(all.map(({ name }) => name)));
  const bare = (/** @type {string} */ cell) => cell.replaceAll("`", "");
  for (const { name, light, dark } of all) {
    const [, , ownLight, ownDark] = /** @type {string[]} */ (rows.find(([row]) => row === name));
    assert.deepEqual([bare(ownLight), bare(ownDark)], [light, dark], name);
  }
});

test("parts and slots: each has its row", () => {
  assert.deepEqual(names(documented("styling.md", "part")), sorted(parts()));
  assert.deepEqual(names(documented("attributes.md", "slot")), sorted(slots().map((name) => name || "(default)")));
});

test("methods: each is one of the element's", () => {
  const source = readFileSync(path.join(docs, "../web/feed-element.js"), "utf8");
  for (const name of names(documented("attributes.md", "method"))) assert.ok(source.includes(`\n  ${name} {`), name);
});

test("languages: each is named", () => {
  const text = readFileSync(path.join(docs, "widget/languages.md"), "utf8").split("\n## ")[0];
  for (const tag of spoken) assert.ok(text.includes(`(\`${tag}\``), tag);
});

test("the configurator offers what there is, and knows what it is by default", () => {
  const offered = groups.flatMap(({ fields }) => fields);
  for (const field of offered) {
    const attribute = attributes.find(({ name }) => name === field.name);
    assert.ok(attribute, field.name);
    if (attribute.values)
      assert.deepEqual(sorted((field.options ?? []).map(([value]) => value)), sorted(attribute.values));
    if (attribute.standard !== false) assert.equal(field.standard ?? "", String(attribute.standard), field.name);
  }
  const missing = attributes.filter(({ name }) => !offered.some((field) => field.name === name));
  assert.deepEqual(sorted(missing.map(({ name }) => name)), ["config", "token"]); // no relay; and no secrets in a tag
  const languages = offered.find(({ name }) => name === "lang")?.options ?? [];
  assert.deepEqual(sorted(languages.map(([value]) => value)), sorted(["", ...spoken]));
  const known = new Map(variables().map((variable) => [variable.name, variable]));
  const full = (/** @type {string} */ colour = "") => colour.replace(/^#(.)(.)(.)$/, "#$1$1$2$2$3$3");
  for (const [name, , light, dark] of colours) {
    const variable = known.get(`--plein-${name}`);
    assert.deepEqual([light, dark], [full(variable?.light), full(variable?.dark)], name);
  }
});

const files = readdirSync(docs, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"));
/** @param {string} file */
const addressOf = (file) => `/docs/${file.replace(/(^|\/)README\.md$/, "$1").replace(/\.md$/, "")}`;
const read = new Map(
  files.map((file) => [addressOf(file), readMarkdown(readFileSync(path.join(docs, file), "utf8"), file)]),
);

test("each link of a page leads to a page, and to a heading of it", () => {
  for (const [from, { html, headings: own }] of read) {
    for (const [, href] of html.matchAll(/<a [^>]*href="([^"]*)"/g)) {
      if (/^https?:/.test(href)) continue;
      const [to, hash] = href.split("#");
      const headings = to === "" ? own : read.get(to)?.headings;
      assert.ok(headings || to === "/docs/configurator", `${from}: ${href}`);
      if (hash)
        assert.ok(
          headings?.some(({ id }) => id === hash),
          `${from}: ${href}`,
        );
    }
    for (const [, src] of html.matchAll(/<img [^>]*src="([^"]*)"/g))
      assert.ok(existsSync(path.join(docs, path.dirname(from.slice("/docs/".length)), src)), `${from}: ${src}`);
  }
});

test("each page has one title and is in the book, or is linked from its folder's page", () => {
  for (const [address, { headings, description }] of read) {
    assert.equal(headings.filter(({ level }) => level === 1).length, 1, address);
    assert.ok(description.length > 20, address);
    const own = address.slice("/docs/".length);
    assert.ok(own === "" || own.startsWith("decisions/") || addresses.includes(own), address);
  }
});
