// The attributes of <plein-feed>: one table, which the element, the documentation and the tests read. Every value comes from
// outside: what it cannot be is said to the page, and its default counts.

/** @import { PleinFeed } from "./feed-element.js" */
/** @import { Selection } from "./session/feed-list.js" */

/**
 * What a value may be: one of `values`, of which the first is the default; a number in `range`; a text that is `like` something; a
 * `flag`; an `address` (http, https; relative ones too); without any of these: any text.
 * @typedef {object} Kind
 * @property {readonly string[]} [values]
 * @property {readonly [number, number]} [range] its least and most
 * @property {number} [standard] of a range: the default
 * @property {RegExp} [like]
 * @property {boolean} [flag]
 * @property {boolean} [address]
 */

/** @typedef {Kind & { name: string, value: string }} Wrong what its value cannot be */

/**
 * What the attributes come to, checked.
 * @typedef {object} Values
 * @property {string} relay absolute address, or ""
 * @property {string} bridge
 * @property {string} config absolute address, or ""
 * @property {string} lang
 * @property {"auto" | "light" | "dark"} theme
 * @property {"eager" | "lazy" | "manual"} loading
 * @property {Selection["sort"]} sort
 * @property {string} place
 * @property {string} tag without #
 * @property {string} thread
 * @property {number} pageSize
 * @property {boolean} compact
 * @property {string} token
 * @property {"proxy" | "click" | "direct"} media
 * @property {string} messages absolute address, or ""
 * @property {"on" | "off"} counting
 */

const address = { address: true };

/** By property; an attribute's name is the same in kebab-case. @type {Record<keyof Values, Kind>} */
export const attributes = {
  relay: address,
  bridge: { like: /^[\w-]{1,64}$/ },
  config: address,
  lang: {},
  theme: { values: ["auto", "light", "dark"] },
  loading: { values: ["eager", "lazy", "manual"] },
  sort: { values: ["active", "new", "unanswered", "top"] },
  place: { like: /^[a-z0-9-]{1,32}$/ },
  tag: { like: /^#?[^\s#]{1,64}$/ },
  thread: { like: /^[a-z0-9]{1,64}$/ },
  pageSize: { range: [1, 100], standard: 10 },
  compact: { flag: true },
  token: {},
  media: { values: ["proxy", "click", "direct"] },
  messages: address,
  counting: { values: ["on", "off"] },
};

/** @param {string} property @returns {string} the attribute's name */
export const nameOf = (property) => property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const kinds = /** @type {[keyof Values, Kind][]} */ (Object.entries(attributes));

/** As Lit wants them declared. */
export const properties = Object.fromEntries(
  kinds.map(([property, { flag }]) => [property, { attribute: nameOf(property), type: flag ? Boolean : String }]),
);

/** @param {PleinFeed} widget @returns {{ values: Values, wrong: Wrong[] }} */
export function readAttributes(widget) {
  /** @type {any} */
  const values = {};
  /** @type {Wrong[]} */
  const wrong = [];
  for (const [property, kind] of kinds) {
    const given = textOf(widget[property]);
    const standard = kind.values?.[0] ?? kind.standard ?? (kind.flag ? false : "");
    const value = given ? read(kind, given) : standard;
    if (value === undefined) wrong.push({ ...kind, name: nameOf(property), value: given.slice(0, 80) });
    values[property] = value ?? standard;
  }
  values.tag = values.tag.replace("#", "");
  return { values, wrong };
}

/** @param {unknown} given anything at all: a page's script may set it @returns {string} "": not set */
function textOf(given) {
  try {
    return String(given ?? "").trim();
  } catch {
    return "?";
  }
}

/** @param {Kind} kind @param {string} given @returns {string | number | boolean | undefined} undefined: it cannot be that */
function read({ values, range, like, flag, address }, given) {
  if (flag) return given !== "false";
  if (address) return addressOf(given);
  if (range) return +given >= range[0] && +given <= range[1] ? Math.floor(+given) : undefined;
  return (values?.includes(given) ?? like?.test(given) ?? true) ? given : undefined;
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

/** One value, for another element. @param {Kind} kind @param {unknown} value @returns {{ given: string, value: string | number | boolean | undefined }} undefined: it cannot be that */
export function readValue(kind, value) {
  const given = textOf(value);
  return { given, value: given ? read(kind, given) : (kind.values?.[0] ?? kind.standard ?? (kind.flag ? false : "")) };
}
