// The attributes of <plein-feed>: one table, which the element, the documentation and the tests read. Every value comes from
// outside: what one cannot be is said to the page, and its default counts.

/** @import { PleinFeed } from "./feed-element.js" */

/**
 * @typedef {object} Attribute
 * @property {string} name
 * @property {keyof Values} property of the element
 * @property {"address" | "name" | "one" | "number" | "flag" | "text"} kind
 * @property {string | number | boolean} standard what counts without it
 * @property {readonly string[]} [values] of "one"
 * @property {RegExp} [like] of "name"
 * @property {[number, number]} [range] of "number"
 */

/**
 * What the attributes come to, checked.
 * @typedef {object} Values
 * @property {string} relay absolute address, or ""
 * @property {string} bridge
 * @property {string} config absolute address, or ""
 * @property {string} lang
 * @property {"auto" | "light" | "dark"} theme
 * @property {"eager" | "lazy" | "manual"} loading
 * @property {"active" | "new" | "unanswered" | "top"} sort
 * @property {string} place
 * @property {string} tag without #
 * @property {string} thread
 * @property {number} pageSize
 * @property {boolean} compact
 * @property {string} token
 * @property {"proxy" | "click" | "direct"} media
 * @property {string} messages absolute address, or ""
 */

/** @type {readonly Attribute[]} */
export const attributes = [
  { name: "relay", property: "relay", kind: "address", standard: "" },
  { name: "bridge", property: "bridge", kind: "name", standard: "", like: /^[a-z0-9_-]{1,64}$/i },
  { name: "config", property: "config", kind: "address", standard: "" },
  { name: "lang", property: "lang", kind: "text", standard: "" },
  { name: "theme", property: "theme", kind: "one", standard: "auto", values: ["auto", "light", "dark"] },
  { name: "loading", property: "loading", kind: "one", standard: "eager", values: ["eager", "lazy", "manual"] },
  { name: "sort", property: "sort", kind: "one", standard: "active", values: ["active", "new", "unanswered", "top"] },
  { name: "place", property: "place", kind: "name", standard: "", like: /^[a-z0-9-]{1,32}$/ },
  { name: "tag", property: "tag", kind: "name", standard: "", like: /^#?[^\s#]{1,64}$/ },
  { name: "thread", property: "thread", kind: "name", standard: "", like: /^[a-z0-9]{1,64}$/ },
  { name: "page-size", property: "pageSize", kind: "number", standard: 10, range: [1, 100] },
  { name: "compact", property: "compact", kind: "flag", standard: false },
  { name: "token", property: "token", kind: "text", standard: "" },
  { name: "media", property: "media", kind: "one", standard: "proxy", values: ["proxy", "click", "direct"] },
  { name: "messages", property: "messages", kind: "address", standard: "" },
];

/** As Lit wants them declared. */
export const properties = Object.fromEntries(
  attributes.map(({ name, property, kind }) => [
    property,
    { attribute: name, type: kind === "flag" ? Boolean : String },
  ]),
);

/**
 * @param {PleinFeed} widget
 * @returns {{ values: Values, wrong: (Attribute & { value: string })[] }} `wrong`: those that are nothing of their kind
 */
export function readAttributes(widget) {
  /** @type {any} */
  const values = {};
  /** @type {(Attribute & { value: string })[]} */
  const wrong = [];
  for (const attribute of attributes) {
    const { property, standard } = attribute;
    const given = textOf(widget[property]);
    const value = given === "" ? standard : read(attribute, given);
    if (value === undefined) wrong.push({ ...attribute, value: given.slice(0, 80) });
    values[property] = value ?? standard;
  }
  values.tag = values.tag.replace("#", "");
  return { values, wrong };
}

/** @param {unknown} given anything at all: a page's script may set it @returns {string} "": not set */
function textOf(given) {
  try {
    return given === null || given === undefined ? "" : String(given).trim();
  } catch {
    return "?";
  }
}

/** @param {Attribute} attribute @param {string} given @returns {string | number | boolean | undefined} undefined: it is not one */
function read({ kind, values, like, range }, given) {
  switch (kind) {
    case "address":
      return addressOf(given);
    case "one":
      return values?.includes(given) ? given : undefined;
    case "name":
      return like?.test(given) ? given : undefined;
    case "number": {
      const number = Math.floor(Number(given));
      return range && number >= range[0] && number <= range[1] ? number : undefined;
    }
    case "flag":
      return given !== "false";
    default:
      return given;
  }
}

/** @param {string} given @returns {string | undefined} absolute, unless it is no address one can ask */
function addressOf(given) {
  try {
    const url = new URL(given, document.baseURI);
    return url.protocol.startsWith("http") ? url.href : undefined;
  } catch {
    return undefined;
  }
}
