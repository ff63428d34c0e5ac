// The attributes of <plein-desk>: one table, as of the widget, whose kinds of values these are.
import { readValue } from "../attributes.js";
import { pageNames } from "./rights.js";

/** @import { Kind, Wrong } from "../attributes.js" */
/** @import { PageName } from "./rights.js" */

/**
 * @typedef {object} DeskValues
 * @property {string} relay absolute address, or ""
 * @property {string} bridge
 * @property {string} lang
 * @property {"auto" | "light" | "dark"} theme
 * @property {string} token
 * @property {PageName | "first"} page `first`: as their role begins
 */

/** By property, which is the attribute's name. @type {Record<keyof DeskValues, Kind>} */
export const attributes = {
  relay: { address: true },
  bridge: { like: /^[\w-]{1,64}$/ },
  lang: {},
  theme: { values: ["auto", "light", "dark"] },
  token: {},
  page: { values: ["first", ...pageNames] },
};

const kinds = /** @type {[keyof DeskValues, Kind][]} */ (Object.entries(attributes));

/** As Lit wants them declared. */
export const properties = Object.fromEntries(kinds.map(([name]) => [name, { type: String }]));

/** @param {Record<keyof DeskValues, unknown>} desk @returns {{ values: DeskValues, wrong: Wrong[] }} */
export function readAttributes(desk) {
  /** @type {any} */
  const values = {};
  /** @type {Wrong[]} */
  const wrong = [];
  for (const [name, kind] of kinds) {
    const { value, given } = readValue(kind, desk[name]);
    const standard = kind.values?.[0] ?? "";
    if (value === undefined) wrong.push({ ...kind, name, value: given.slice(0, 80) });
    values[name] = value ?? standard;
  }
  return { values, wrong };
}
