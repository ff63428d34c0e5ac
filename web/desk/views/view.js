// What every view of the desk is given; `shared` is what the widget's own views ask for.

/** @import { View } from "../../views/view.js" */
/** @import { Desk } from "../desk.js" */
/** @import { PleinDesk } from "../desk-element.js" */
/** @import { DeskLanguage } from "../language.js" */

/**
 * @typedef {object} DeskView
 * @property {PleinDesk} element
 * @property {DeskLanguage} language
 * @property {DeskLanguage["say"]} say
 * @property {number} now
 * @property {Desk} desk only where somebody is signed in
 * @property {View} shared
 */

/** @param {PleinDesk} element @returns {DeskView} */
export function viewOf(element) {
  const language = /** @type {DeskLanguage} */ (element.language);
  const desk = /** @type {Desk} */ (element.desk);
  const now = Date.now();
  const places = desk?.places ?? [];
  const { session, visit, base } = element;
  const brand = places.find(({ kind }) => kind === "site")?.name;
  const shared = /** @type {View} */ (
    /** @type {unknown} */ ({
      language,
      now,
      base,
      session,
      visit,
      widget: element,
      settings: { media: "proxy", config: "" },
      places: new Map(places.map((place) => [place.id, place])),
      fresh: new Set(),
      open: "",
      target: "",
      writing: { pen: desk?.pen, person: element.person, signIn: element.signIn },
      accountOf: (/** @type {{ name: string }} */ place) => brand || place.name,
      actions: { open: (/** @type {string} */ id) => desk?.pages.inbox.openCase(id) },
    })
  );
  return { element, language, say: language.say, now, desk, shared };
}
