// How legible colours are on each other, by WCAG's measure.
import { colord, extend } from "colord";
import a11y from "colord/plugins/a11y";
import { colours, pairs } from "./fields.js";

extend([a11y]);

/** @typedef {Record<string, { light: string, dark: string }>} Colours by variable */
/** @typedef {{ pair: string, least: number, light: number, dark: number }} Contrast */

/** @param {Colours} chosen @returns {Contrast[]} */
export function contrasts(chosen) {
  return pairs.map(([above, below, least]) => ({
    pair: `${labelOf(above)} on ${labelOf(below).toLowerCase()}`,
    least,
    light: contrast(chosen[above].light, chosen[below].light),
    dark: contrast(chosen[above].dark, chosen[below].dark),
  }));
}

/** Rounded down: 4.499 is not 4.5. @param {string} above @param {string} below */
const contrast = (above, below) => colord(above).contrast(below);

/** @param {Contrast[]} all @returns {string} a sentence for each scheme */
export function verdict(all) {
  return /** @type {const} */ (["light", "dark"])
    .map((scheme) => {
      const low = all.filter((one) => one[scheme] < one.least);
      const name = scheme === "light" ? "Light" : "Dark";
      if (!low.length) return `${name}: every pair passes WCAG AA.`;
      return `${name}: too low: ${low.map((one) => `${one.pair} ${one[scheme]} (at least ${one.least})`).join(", ")}.`;
    })
    .join(" ");
}

/** @param {string} variable */
const labelOf = (variable) => colours.find(([name]) => name === variable)?.[1] ?? variable;
