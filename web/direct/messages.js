// What is only said without a relay. The other languages have exactly these keys.

/** @import { PlaceView } from "../../wasm/engine.js" */

/** What its administrator has to change where a page may not read a forum. @type {Record<string, string>} */
const settings = {
  discourse: "DISCOURSE_ENABLE_CORS=true, “cors origins”",
  nodebb: "ACP › Settings › Advanced › Headers › Access-Control-Allow-Origin",
};

/** @type {Record<string, { barred: string, replyThere: string, empty: string }>} */
const messages = {
  en: {
    barred: "{place} does not let this page read it: its administrator has to allow {origin} ({setting}).",
    replyThere: "Reply on {place}",
    empty: "Nothing has been written here yet.",
  },
  nl: {
    barred: "{place} laat deze pagina niet meelezen: de beheerder moet {origin} toestaan ({setting}).",
    replyThere: "Antwoord op {place}",
    empty: "Hier is nog niets geschreven.",
  },
};

/** What keeps a page from reading a place, and who can mend it; undefined where something else is wrong. */
export const words = {
  /** @param {PlaceView} place @param {string} name @param {string} language @returns {string | undefined} */
  barred({ failing, platform }, name, language) {
    if (!failing?.endsWith("cors")) return undefined;
    const setting = settings[platform] ?? "Access-Control-Allow-Origin";
    return messages[language].barred
      .replace("{place}", name)
      .replace("{origin}", location.origin)
      .replace("{setting}", setting);
  },
  /** @param {string} name of the place @param {string} language */
  replyThere: (name, language) => messages[language].replyThere.replace("{place}", name),
  /** @param {string} language */
  empty: (language) => messages[language].empty,
};
