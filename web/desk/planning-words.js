// The words of polls and of the calendar, in the desk's language; they come with their pages.

/** @import { Desk } from "./desk.js" */
/** @import { DeskLanguage } from "./language.js" */

const texts = { en: () => import("./messages/en/planning.js"), nl: () => import("./messages/nl/planning.js") };

/** @type {WeakMap<DeskLanguage, Promise<void>>} those whose words are on their way, or here */
const learning = new WeakMap();

/** @param {Desk} desk @returns {Promise<void>} when they can be said, as far as they could be had */
export function speaking(desk) {
  const language = /** @type {DeskLanguage} */ (desk.element.language);
  const known = learning.get(language);
  if (known) return known;
  const load = texts[/** @type {keyof typeof texts} */ (language.base)] ?? texts.en;
  const loading = load().then(
    (own) => {
      Object.assign(language.messages, own.default);
      desk.tell();
    },
    () => void learning.delete(language),
  );
  learning.set(language, loading);
  return loading;
}

/** @param {Desk} desk @returns {boolean} false: they are on their way, and so is another rendering */
export function speaks(desk) {
  if ("pollAsk" in (desk.element.language?.messages ?? {})) return true;
  void speaking(desk);
  return false;
}
