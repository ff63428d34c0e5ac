// Every text in every language, with the same places for names and numbers.
import assert from "node:assert/strict";
import { test } from "node:test";
import english from "../../web/messages/en.js";
import dutch from "../../web/messages/nl.js";

/** @param {string | Record<string, string>} text */
const forms = (text) => (typeof text === "string" ? [text] : Object.values(text));
/** @param {string | Record<string, string>} text */
const places = (text) => [...new Set(forms(text).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();

test("Dutch says all that English says, with the same names and numbers in it", () => {
  assert.deepEqual(Object.keys(dutch).sort(), Object.keys(english).sort());
  for (const [key, text] of Object.entries(english)) {
    assert.deepEqual(places(/** @type {any} */ (dutch)[key]), places(/** @type {any} */ (text)), key);
    for (const form of forms(/** @type {any} */ (text))) assert.doesNotMatch(form, /!/, `${key}: no exclamation marks`);
  }
});
