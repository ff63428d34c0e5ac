// What the desk says: the widget's texts, which it shares, and its own, in English and Dutch. Whoever speaks another language reads English.
import { loadLanguage } from "../language.js";
import { Speaking } from "../speaking.js";

/** @import { Language, MessageKey, Values } from "../language.js" */
/** @import { Desk } from "./desk.js" */

/** @typedef {typeof import("./messages/en.js").default} DeskMessages */
/** @typedef {keyof DeskMessages | keyof typeof import("./messages/en/planning.js").default | keyof typeof import("./messages/en/steering.js").default} DeskKey */
/** @typedef {Omit<Language, "say"> & { say: (key: DeskKey | MessageKey, values?: Values) => string }} DeskLanguage */

const texts = { en: () => import("./messages/en.js"), nl: () => import("./messages/nl.js") };
const parts = /** @type {const} */ (["list", "thread", "finding", "writing"]);

/** @param {string} wanted BCP 47 @returns {Promise<Language>} */
async function loadDeskLanguage(wanted) {
  const base = /** @type {keyof typeof texts} */ (wanted.split("-")[0]);
  const known = base in texts;
  const [language, own] = await Promise.all([loadLanguage(known ? wanted : "en", parts), texts[known ? base : "en"]()]);
  Object.assign(language.messages, own.default);
  return language;
}

/**
 * The words of a part that comes later, in the desk's language: they come with it.
 * @param {Record<string, () => Promise<{ default: object }>>} texts by language @param {string} sign one of their keys
 */
export function laterWords(texts, sign) {
  /** @type {WeakMap<DeskLanguage, Promise<void>>} those whose words are on their way, or here */
  const learning = new WeakMap();
  /** @param {Desk} desk @returns {Promise<void>} when they can be said, as far as they could be had */
  const speaking = (desk) => {
    const { language } = desk.element;
    if (!language) return Promise.resolve(); // who renders asks again, once there is one
    const known = learning.get(language);
    if (known) return known;
    const loading = (texts[language.base] ?? texts.en)().then(
      (own) => {
        Object.assign(language.messages, own.default);
        desk.tell();
      },
      () => void learning.delete(language),
    );
    learning.set(language, loading);
    return loading;
  };
  /** @param {Desk} desk @returns {boolean} false: they are on their way, and so is another rendering */
  const speaks = (desk) => {
    if (sign in (desk.element.language?.messages ?? {})) return true;
    void speaking(desk);
    return false;
  };
  return { speaking, speaks };
}

export class DeskSpeaking extends Speaking {
  /** @param {string} tag @param {string} own @param {string} chosen */
  async load_(tag, own, chosen) {
    const language = await loadDeskLanguage(tag);
    if (chosen !== this.chosen_) return; // another was chosen meanwhile
    this.language = language;
    this.widget_.requestUpdate();
  }
}

/**
 * What something is called: a figure, a badge, a reason. What the desk does not know yet is called as the relay calls it.
 * @param {DeskLanguage} language @param {string} kind @param {string} name @param {Values} [values]
 */
export function named(language, kind, name, values) {
  if (isNamed(language, kind, name)) return language.say(/** @type {DeskKey} */ (`${kind}:${name}`), values);
  return [name.replaceAll("_", " "), ...Object.values(values ?? {})].join(" ");
}

/** @param {DeskLanguage} language @param {string} kind @param {string} name */
export const isNamed = (language, kind, name) => Object.hasOwn(language.messages, `${kind}:${name}`);

/** A length of time in its largest two units, as "2 h 10 min". @param {DeskLanguage} language @param {number} ms */
export function lasting(language, ms) {
  const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000));
  /** @type {[string, number][]} */
  const units = [
    ["day", Math.floor(minutes / 1440)],
    ["hour", Math.floor((minutes % 1440) / 60)],
    ["minute", minutes % 60],
  ];
  const first = units.findIndex(([, count]) => count > 0);
  return units
    .slice(first, first + 2)
    .filter(([, count]) => count > 0)
    .map(([unit, count]) =>
      new Intl.NumberFormat(language.tag, { style: "unit", unit, unitDisplay: "short" }).format(count),
    )
    .join(" ");
}
