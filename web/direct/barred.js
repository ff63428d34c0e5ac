// What keeps a page from reading a place, where its administrator can mend it.

/** @import { PlaceView } from "../../wasm/engine.js" */
/** @import { Language } from "../language.js" */

/** What its administrator has to change where a page may not read a forum. @type {Record<string, string>} */
const settings = {
  discourse: "DISCOURSE_ENABLE_CORS=true, “cors origins”",
  nodebb: "ACP › Settings › Advanced › Headers › Access-Control-Allow-Origin",
};

/** @param {Language} language @param {PlaceView} place @param {string} name @returns {string | undefined} what to change; undefined where something else is wrong */
export const barredBy = (language, { failing, platform }, name) =>
  failing?.endsWith("cors")
    ? language.say("barred", {
        place: name,
        origin: location.origin,
        setting: settings[platform] ?? "Access-Control-Allow-Origin",
      })
    : undefined;
