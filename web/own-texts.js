// A page's own texts: a JSON file of messages, for all languages or by language (docs/widget/languages.md). What is wrong in
// it is told to the page, and left out; the rest is used.
import { emit } from "./events.js";
import { spoken } from "./language.js";

/** @import { Language, MessageKey, Text } from "./language.js" */

const longest = 1000;
const waitMs = 5000;

/** @type {WeakMap<Language, Promise<string[]>>} what is wrong with them: they are read once for all widgets */
const read = new WeakMap();
/** @type {WeakMap<EventTarget, Language>} what each widget's page was told of */
const told = new WeakMap();

/** @param {Language} language which gets them as `own` @param {string} address @param {EventTarget} widget whose page is told */
export async function readOwnTexts(language, address, widget) {
  const reading = read.get(language) ?? readFrom(address, language);
  read.set(language, reading);
  const problems = await reading;
  if (told.get(widget) === language) return;
  told.set(widget, language);
  if (problems.length) emit(widget, "plein-error", { code: "messages", message: `${address}: ${problems.join("; ")}` });
}

/** @param {string} address @param {Language} language @returns {Promise<string[]>} */
async function readFrom(address, language) {
  try {
    const signal = AbortSignal.timeout(waitMs);
    const [answer] = await Promise.all([
      fetch(new URL(address, document.baseURI), { credentials: "omit", signal }),
      language.learnAll(),
    ]);
    if (!answer.ok) return [`HTTP ${answer.status}`];
    const { texts, problems } = checkedTexts(await answer.json(), language);
    language.own = texts;
    return problems;
  } catch (failure) {
    return [String(failure)];
  }
}

/**
 * @param {unknown} data @param {Pick<Language, "base" | "messages">} language with all its messages
 * @returns {{ texts: Partial<Record<MessageKey, Text>>, problems: string[] }}
 */
export function checkedTexts(data, { base, messages }) {
  /** @type {Partial<Record<MessageKey, Text>>} */
  const texts = {};
  /** @type {string[]} */
  const problems = [];
  /** @param {unknown} from */
  const take = (from) => {
    if (!isObject(from)) return void problems.push("expected an object of texts");
    for (const [name, text] of Object.entries(from)) {
      if (from === data && spoken.includes(name)) continue;
      const key = /** @type {MessageKey} */ (name);
      const problem = Object.hasOwn(messages, key) ? problemOf(text, messages[key] ?? "") : "is unknown";
      if (problem) problems.push(`${name} ${problem}`);
      else texts[key] = /** @type {Text} */ (text);
    }
  };
  take(data);
  if (isObject(data) && Object.hasOwn(data, base)) take(data[base]);
  return { texts, problems };
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {Text} text @returns {string[]} */
const placesOf = (text) =>
  Object.values(typeof text === "string" ? { text } : text)
    .join()
    .match(/\{\w+\}/g) ?? [];

/** @param {unknown} text @param {Text} ours of the same key @returns {string | undefined} */
function problemOf(text, ours) {
  if (typeof ours === "string") {
    if (typeof text !== "string") return "must be a text";
  } else {
    if (!isObject(text) || typeof text.other !== "string") return "must be plurals with “other”";
    const odd = Object.entries(text).find(([category, form]) => !(category in ours) || typeof form !== "string");
    if (odd) return `has no plural “${odd[0]}” that is a text here`;
  }
  const known = placesOf(ours);
  const own = /** @type {Text} */ (text);
  const unknown = placesOf(own).find((place) => !known.includes(place));
  if (unknown) return `has ${unknown}, which is not known there`;
  if (JSON.stringify(own).length > longest) return `is longer than ${longest} characters`;
  return undefined;
}
