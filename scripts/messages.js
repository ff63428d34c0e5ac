// Whether each language says all that English says: the build asks it, and stops where something is missing.
import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** @typedef {Record<string, string | Record<string, string>>} Texts of one part */
/** @typedef {Record<string, Texts>} Parts by file name */

const root = path.resolve(import.meta.dirname, "..");
const widget = "web/messages";
const desk = "web/desk/messages";

/** @param {string} [of] the folder @returns {Promise<Record<string, Parts>>} by language */
export async function readMessages(of = widget) {
  const folder = path.join(root, of);
  /** @type {Record<string, Parts>} */
  const languages = {};
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    languages[entry.name] = {};
    for (const part of readdirSync(path.join(folder, entry.name))) {
      const url = pathToFileURL(path.join(folder, entry.name, part)).href;
      languages[entry.name][part] = (await import(url)).default;
    }
  }
  return languages;
}

/** @param {string} form */
const places = (form) => [...new Set(form.match(/\{\w+\}/g) ?? [])].sort().join(" ");

/** The categories that one number alone belongs to: their texts may leave it out. @param {string} language */
function single(language) {
  const rules = new Intl.PluralRules(language);
  /** @type {Record<string, number>} */
  const counts = {};
  for (const n of [...Array(300).keys(), 1_000_000, 2_000_000])
    counts[rules.select(n)] = (counts[rules.select(n)] ?? 0) + 1;
  return Object.keys(counts).filter((category) => counts[category] === 1);
}

/** All parts are said as one: a key stands in one of them. @param {Parts} english @param {string} of @returns {string[]} */
function doubleKeys(english, of) {
  const keys = Object.entries(english).flatMap(([part, texts]) => Object.keys(texts).map((key) => ({ part, key })));
  return keys
    .filter(({ key }, index) => keys.findIndex((other) => other.key === key) < index)
    .map(({ part, key }) => `${of}/en/${part}: ${key} is in another part too`);
}

/** Of the widget and of the desk, which says the widget's texts too: no key of it is one of theirs. @returns {Promise<string[]>} */
export async function allProblems() {
  const [texts, own] = [await readMessages(), await readMessages(desk)];
  const taken = new Set(Object.values(texts.en).flatMap((part) => Object.keys(part)));
  const doubles = Object.entries(own.en).flatMap(([part, said]) =>
    Object.keys(said)
      .filter((key) => taken.has(key))
      .map((key) => `${desk}/en/${part}: ${key} is the widget's`),
  );
  return [...problemsOf(texts), ...problemsOf(own, desk), ...doubles];
}

/** @param {Record<string, Parts>} languages @param {string} [of] the folder @returns {string[]} what is wrong: none where all is well */
export function problemsOf(languages, of = widget) {
  /** @type {string[]} */
  const problems = doubleKeys(languages.en, of);
  for (const [language, parts] of Object.entries(languages)) {
    const wrong = (/** @type {string} */ where, /** @type {string} */ what) =>
      problems.push(`${of}/${language}/${where}: ${what}`);
    for (const part of Object.keys(languages.en)) if (!parts[part]) wrong(part, "is missing");
    for (const [part, texts] of Object.entries(parts)) {
      const english = languages.en[part];
      if (!english) {
        wrong(part, "has no English");
        continue;
      }
      for (const key of Object.keys(english)) if (!(key in texts)) wrong(part, `${key} is missing`);
      for (const [key, text] of Object.entries(texts)) {
        if (!(key in english)) wrong(part, `${key} has no English`);
        else for (const problem of textProblems(language, text, english[key])) wrong(part, `${key} ${problem}`);
      }
    }
  }
  return problems;
}

/** @param {string} language @param {Texts[string]} text @param {Texts[string]} english @returns {string[]} */
function textProblems(language, text, english) {
  if (typeof text !== typeof english) return [`must be ${typeof english === "string" ? "a text" : "plurals"}`];
  /** @type {[string, string][]} */
  const forms = typeof text === "string" ? [["other", text]] : Object.entries(text);
  const problems = forms.flatMap(([, form]) => formProblems(language, form));
  const wanted = places(typeof english === "string" ? english : english.other);
  const free = single(language);
  for (const [category, form] of forms) {
    const leftOut = free.includes(category) && places(form) === places(wanted.replace("{n}", ""));
    if (places(form) !== wanted && !(typeof text === "object" && leftOut))
      problems.push(`must have ${wanted || "no {…}"}`);
  }
  if (typeof text === "object") {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.sort().join(", ");
    if (Object.keys(text).sort().join(", ") !== categories) problems.push(`must have the plurals ${categories}`);
  }
  return problems;
}

/** @param {string} language @param {string} form @returns {string[]} */
function formProblems(language, form) {
  const problems = [];
  if (!/\S/.test(form)) problems.push("is empty");
  if (/[!！]/.test(form)) problems.push("has an exclamation mark");
  if (/["']/.test(form)) problems.push("has straight quotation marks or apostrophes");
  // A line may not begin with what ends a phrase.
  if (language === "fr" && / [:;?»]|« /.test(form)) problems.push("needs no-break spaces at its punctuation");
  return problems;
}
