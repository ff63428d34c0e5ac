// Every text in every language, with the same places for names and numbers; what is missing is found.
import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf, readMessages } from "../../scripts/messages.js";
import { wordsIn } from "../../bridge/http/popup/words.js";
import { spoken } from "../../web/language.js";

const languages = await readMessages();

test("each language says all that English says", () => {
  assert.deepEqual(Object.keys(languages).sort(), [...spoken].sort());
  assert.deepEqual(problemsOf(languages), []);
});

test("what is missing or different in a language is named", () => {
  /** @param {string} language @param {Record<string, any>} change */
  const changed = (language, change) => {
    const copy = structuredClone(languages);
    Object.assign(copy[language]["list.js"], change);
    return problemsOf(copy).join("\n");
  };
  const wrong = structuredClone(languages);
  delete wrong.de["list.js"].ask;
  delete (/** @type {any} */ (wrong.fr)["thread.js"]);
  assert.deepEqual(problemsOf(wrong), [
    "web/messages/de/list.js: ask is missing",
    "web/messages/fr/thread.js: is missing",
  ]);
  assert.match(changed("nl", { extra: "meer" }), /nl\/list.js: extra has no English/);
  assert.match(changed("nl", { answeredBy: "Beantwoord door {wie}" }), /answeredBy must have \{name\}/);
  assert.match(changed("nl", { ask: "Vraag maar!" }), /ask has an exclamation mark/);
  assert.match(changed("nl", { replies: "{n} reacties" }), /replies must be plurals/);
  assert.match(
    changed("ar", { replies: { one: "رد", other: "{n} رد" } }),
    /the plurals few, many, one, other, two, zero/,
  );
  // French has one word for nothing and one: the number has to be there. English has not.
  const { replies } = /** @type {any} */ (languages.fr["list.js"]);
  assert.match(changed("fr", { replies: { ...replies, one: "une réponse" } }), /replies must have \{n\}/);
  assert.equal(changed("de", { replies: { one: "Eine Antwort", other: "{n} Antworten" } }), "");
  assert.match(changed("fr", { ask: "Une question ?" }), /no-break spaces/);
});

test("what a button is called begins with what stands on it", () => {
  for (const [language, parts] of Object.entries(languages)) {
    /** @type {Record<string, any>} */
    const all = Object.assign({}, ...Object.values(parts));
    for (const [label, name] of [
      ["reply", "replyTo"],
      ["retry", "retryPlace"],
    ])
      assert.ok(all[name].toLowerCase().includes(all[label].toLowerCase()), `${language}: ${name}`);
  }
});

test("the popup speaks the widget's languages", () => {
  for (const tag of spoken) {
    const words = wordsIn(`${tag}-XX`);
    assert.equal(words.lang, tag);
    assert.equal(words.dir, tag === "ar" ? "rtl" : "ltr");
    assert.deepEqual(Object.keys(words), Object.keys(wordsIn("en")));
    if (tag !== "en") assert.notEqual(words.done, wordsIn("en").done);
  }
  assert.equal(wordsIn("tlh").lang, "en");
});
