// The tables of docs/desk.md say what the desk's source says: no row is missing, none too many.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { documented } from "../../scripts/widget-surface.js";
import { attributes } from "../../web/desk/attributes.js";
import { shownKeys } from "../../web/desk/keys.js";

const folder = path.join(import.meta.dirname, "../../web/desk");
const source = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".js") && !name.includes("messages"))
  .map((name) => readFileSync(path.join(folder, name), "utf8"))
  .join("\n");

/** Names of a table whose first cell may hold several. @param {string} column */
const named = (column) =>
  documented("../desk.md", column)
    .flatMap(([names]) => names.split(", "))
    .sort();
/** @param {Iterable<string>} names */
const sorted = (names) => [...new Set(names)].sort();

test("attributes: each has its row, with its values and default", () => {
  const rows = documented("../desk.md", "attribute");
  assert.deepEqual(named("attribute"), sorted(Object.keys(attributes)));
  for (const [name, { values }] of Object.entries(attributes)) {
    const [, , may, standard] = /** @type {string[]} */ (rows.find(([row]) => row === name));
    for (const value of values ?? []) assert.ok(may.includes(`\`${value}\``), `${name}: ${value}`);
    if (values) assert.equal(standard, `\`${values[0]}\``, name);
  }
});

test("events: each has its row, with the members of its detail", () => {
  const told = [...source.matchAll(/@property \{\{ ([^}]+) \}\} (plein-desk-\w+)/g)];
  assert.ok(told.length >= 2, "events were found");
  assert.deepEqual(named("event"), sorted(told.map(([, , name]) => name)));
  for (const [, type, name] of told) {
    const [, , detail] = /** @type {string[]} */ (documented("../desk.md", "event").find(([row]) => row === name));
    for (const [, member] of type.matchAll(/(\w+):/g))
      assert.ok(detail.includes(`\`${member}\``), `${name}: ${member}`);
  }
});

test("variables and parts: each has its row", () => {
  assert.deepEqual(named("variable"), sorted([...source.matchAll(/var\((--plein-[a-z-]+)/g)].map(([, name]) => name)));
  const parts = [...source.matchAll(/\bpart="([a-z -]+)"|\bbutton\("([a-z]+)"/g)].map(([, one, other]) => one ?? other);
  assert.ok(parts.length > 40, "parts were found");
  assert.deepEqual(named("part"), sorted(parts));
});

test("keys: each that works has its row", () => {
  assert.deepEqual(named("key"), sorted(shownKeys.map(([key]) => key)));
});
