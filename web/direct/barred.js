// What keeps a page from reading a place, where its administrator can mend it.

/** @import { PlaceView } from "../../wasm/engine.js" */

/** What its administrator has to change where a page may not read a forum. @type {Record<string, string>} */
const settings = {
  discourse: "DISCOURSE_ENABLE_CORS=true, “cors origins”",
  nodebb: "ACP › Settings › Advanced › Headers › Access-Control-Allow-Origin",
};

/** @param {PlaceView} place @returns {string | undefined} the setting; undefined where something else is wrong */
export const barredBy = ({ failing, platform }) =>
  failing?.endsWith("cors") ? (settings[platform] ?? "Access-Control-Allow-Origin") : undefined;
