// What the widget shows of itself, as its source has it, and as docs/widget/ says it: for custom-elements.json, and for the test that
// holds the one against the other.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { attributes as kinds, nameOf } from "../web/attributes.js";
import { root } from "./run.js";

/** With its default, as the element has it. */
export const attributes = Object.entries(kinds).map(([property, kind]) => ({
  name: nameOf(property),
  property,
  ...kind,
  standard: kind.values?.[0] ?? kind.standard ?? (kind.flag ? false : ""),
}));

/** @param {string} folder below `web/` @returns {string[]} what its scripts say */
const sources = (folder) =>
  readdirSync(path.join(root, "web", folder), { withFileTypes: true })
    .filter(({ name }) => name.endsWith(".js"))
    .map(({ name }) => readFileSync(path.join(root, "web", folder, name), "utf8"));

/** @typedef {{ name: string, type: string, description: string }} Told */

/** The events: `PleinEvents` in web/events.js. @returns {Told[]} */
export function events() {
  const file = path.join(root, "web/events.js");
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  /** @type {Told[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isJSDocPropertyTag(node) && /^plein-/.test(node.name.getText()))
      found.push({
        name: node.name.getText(),
        type: node.typeExpression?.type.getText() ?? "",
        description: ts.getTextOfJSDocComment(node.comment) ?? "",
      });
    for (const tag of ts.isJSDoc(node) ? (node.tags ?? []) : []) visit(tag);
    if (ts.isJSDocTypedefTag(node) && node.typeExpression) ts.forEachChild(node.typeExpression, visit);
    for (const comment of /** @type {any} */ (node).jsDoc ?? []) visit(comment);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.filter(({ name }, at) => found.findIndex((one) => one.name === name) === at);
}

/** The variables and what they are without being set, `light` and `dark` where they differ. @returns {{ name: string, light: string, dark: string }[]} */
export function variables() {
  const all = sources("styles").join("\n");
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const { 0: begin, 1: name, index } of all.matchAll(/var\((--plein-[a-z0-9-]+)(?:, )?/g)) {
    const otherwise = untilClosed(all.slice(index + begin.length));
    if (!found.get(name)) found.set(name, otherwise);
  }
  return [...found].map(([name, otherwise]) => {
    const [, light = otherwise, dark = ""] = /^light-dark\(([^,]+), ([^,]+)\)$/.exec(otherwise) ?? [];
    return { name, light, dark };
  });
}

/** @param {string} text @returns {string} what is before the bracket that closes what was opened before it */
function untilClosed(text) {
  let depth = 1;
  const end = [...text].findIndex((letter) => (depth += letter === "(" ? 1 : letter === ")" ? -1 : 0) === 0);
  return text.slice(0, end);
}

/** The parts: names in `part="…"`, and texts within `part=${…}`. @returns {string[]} */
export function parts() {
  const all = [...sources("views"), ...sources("")].join("\n");
  const texts = [...all.matchAll(/\bpart=(?:"([^"$]*)"|\$\{([^}]*)\})/g)].flatMap(([, plain, made]) =>
    plain !== undefined ? [plain] : [...made.matchAll(/["'`]([a-z -]+)["'`]/g)].map(([, text]) => text),
  );
  return [...new Set(texts.flatMap((text) => text.trim().split(/\s+/)))].sort();
}

/** The slots' names, "" of the one without. @returns {string[]} */
export function slots() {
  const all = [...sources("views"), ...sources("")].join("\n");
  return [...new Set([...all.matchAll(/<slot(?: name="([^"]*)")?/g)].map(([, name = ""]) => name))].sort();
}

/**
 * The rows of the table that begins with a column of this name.
 * @param {string} file of docs/widget @param {string} column @returns {string[][]} their cells; of the first, the name alone
 */
export function documented(file, column) {
  const lines = readFileSync(path.join(root, "docs/widget", file), "utf8").split("\n");
  const begin = lines.findIndex((line) => cells(line)[0] === column);
  if (begin < 0) throw new Error(`docs/widget/${file}: there is no table of ${column}s`);
  const end = lines.findIndex((line, at) => at > begin && !line.startsWith("|"));
  return lines.slice(begin + 2, end < 0 ? undefined : end).map((line) => {
    const [name, ...others] = cells(line);
    return [name.replaceAll("`", ""), ...others];
  });
}

/** @param {string} line */
const cells = (line) =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
