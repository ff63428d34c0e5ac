// From what was chosen to what is copied.
import { snippet, snippetOfAll } from "../../../scripts/snippet.js";
import { colours, groups } from "./fields.js";

/** @import { Published } from "../../../scripts/snippet.js" */
/** @import { Colours } from "./contrast.js" */

/** @param {FormData} form @returns {[name: string, value: string][]} the attributes that are not as they are by default; "" of a bare one */
export function attributesOf(form) {
  /** @type {[string, string][]} */
  const list = [];
  for (const { name, type, standard = "" } of groups.flatMap(({ fields }) => fields)) {
    const value = String(form.get(name) ?? "").trim();
    if (type === "checkbox") value && list.push([name, ""]);
    else if (value !== standard && value !== "") list.push([name, value]);
  }
  return list;
}

/**
 * @param {[name: string, value: string][]} attributes
 * @param {{ pinned: string, manifest: Published | undefined, relay: string, lang: string }} script `manifest`: what the relay serves, where it said so
 */
export function tagOf(attributes, { pinned, manifest, relay, lang }) {
  const inside = attributes.map(([name, value]) => ` ${name}${value === "" ? "" : `="${quoted(value)}"`}`).join("");
  return `${scriptOf(pinned, manifest, relay, lang)}\n<plein-feed${inside}></plein-feed>`;
}

/** @param {string} pinned @param {Published | undefined} manifest @param {string} relay @param {string} lang */
function scriptOf(pinned, manifest, relay, lang) {
  const base = quoted(relay.replace(/\/+$/, ""));
  if (!manifest || pinned === "latest") return `<script type="module" src="${base}/plein/plein.js"></script>`;
  if (pinned === "entry") return snippet(manifest, base);
  return snippetOfAll(manifest, base, lang ? [lang] : undefined);
}

/** @param {Colours} chosen @param {string} radius @returns {string} "" where all is as it is by default */
export function sheetOf(chosen, radius) {
  const lines = variablesOf(chosen, radius).map(([name, value]) => `  ${name}: ${value};`);
  return lines.length ? `plein-feed {\n${lines.join("\n")}\n}` : "";
}

/** @param {Colours} chosen @param {string} radius @returns {[name: string, value: string][]} */
export function variablesOf(chosen, radius) {
  const changed = colours.filter(([name, , light, dark]) => chosen[name].light !== light || chosen[name].dark !== dark);
  /** @type {[string, string][]} */
  const list = changed.map(([name]) => [`--plein-${name}`, `light-dark(${chosen[name].light}, ${chosen[name].dark})`]);
  if (/^\d{1,2}$/.test(radius) && radius !== "10") list.push(["--plein-radius", `${radius}px`]);
  return list;
}

/** @param {string} text */
const quoted = (text) => text.replace(/[&"<>]/g, (c) => `&#${c.charCodeAt(0)};`);
