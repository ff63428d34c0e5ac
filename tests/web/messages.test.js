// Every text in every language, with the same places for names and numbers.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

const folder = path.resolve(import.meta.dirname, "../../web/messages");
const languages = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const parts = readdirSync(path.join(folder, "en"));

/** @param {string} language @param {string} part @returns {Promise<Record<string, string | Record<string, string>>>} */
const read = async (language, part) => (await import(path.join(folder, language, part))).default;
/** @param {string | Record<string, string>} text */
const forms = (text) => (typeof text === "string" ? [text] : Object.values(text));
/** @param {string} form */
const places = (form) => [...new Set(form.match(/\{\w+\}/g) ?? [])].sort();

for (const { name } of languages) {
  test(`${name} says all that English says, with the same names and numbers in it`, async () => {
    assert.deepEqual(readdirSync(path.join(folder, name)).sort(), [...parts].sort());
    const categories = new Intl.PluralRules(name).resolvedOptions().pluralCategories;
    for (const part of parts) {
      const [english, other] = [await read("en", part), await read(name, part)];
      assert.deepEqual(Object.keys(other).sort(), Object.keys(english).sort(), part);
      for (const [key, text] of Object.entries(english)) {
        const said = other[key];
        assert.equal(typeof said, typeof text, key);
        if (typeof said === "object") assert.deepEqual(Object.keys(said).sort(), [...categories].sort(), key);
        const expected = places(forms(text).at(-1) ?? "");
        for (const form of forms(said)) {
          assert.match(form, /\S/, key);
          assert.doesNotMatch(form, /[!！]/, `${key}: no exclamation marks`);
          // A form for one, two or none may leave the number out.
          for (const place of places(form)) assert.ok(expected.includes(place), `${key}: ${place}`);
          if (typeof said === "string") assert.deepEqual(places(form), expected, key);
        }
        if (typeof said === "object") assert.deepEqual(places(said.other), expected, key);
      }
    }
  });
}
