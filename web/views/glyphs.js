// Our own simple drawings, 16 by 16, in the colour of the text around them. They say nothing to a screen reader: the name
// beside them does.
import { html, svg } from "lit";

/** @import { TemplateResult } from "lit" */

/** @param {unknown} shapes @param {string} [part] */
export const glyph = (shapes, part = "glyph") =>
  html`<svg class=${part} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
    ${shapes}
  </svg>`;

/** @param {string} d */
export const line = (d) =>
  svg`<path d=${d} fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" />`;

/** @param {string} d */
const fill = (d) => svg`<path d=${d} fill="currentColor" />`;

/** @type {Record<string, TemplateResult>} */
const platforms = {
  // @ts-expect-error a relay may name a platform as objects name what they inherit
  __proto__: null,
  bluesky: glyph(
    fill(
      "M8 7.2C7 5.1 4.6 2.6 2.6 2.3 1.3 2.1 1 3 1.2 4.6c.3 2.2.7 3.3 2.9 3.6-2 .4-2.8 1.7-1.3 3.5 1.9 2.2 4 .6 5.2-2.3 1.2 2.9 3.3 4.5 5.2 2.3 1.5-1.8.7-3.1-1.3-3.5 2.2-.3 2.6-1.4 2.9-3.6.2-1.6-.1-2.5-1.4-2.3C11.4 2.6 9 5.1 8 7.2Z",
    ),
  ),
  nodebb: glyph(line("M2 3.2h9v6H6.2L3.6 11.5V9.2H2zM13.2 6.2H14v5.6h-1.4v2l-2.4-2H7.4")),
  site: glyph(line("M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM2.4 8h11.2M8 2c4 4 4 8 0 12M8 2c-4 4-4 8 0 12")),
};

/** @param {string} platform */
export const platformGlyph = (platform) => platforms[platform] ?? platforms.site;

export const check = glyph(line("M3 8.5 6.5 12 13 4.5"), "glyph good");
export const triangle = glyph(line("M8 2.5 14.5 13.5h-13ZM8 6.8v3M8 11.8v.1"), "glyph bad");
export const cross = glyph(line("M4 4l8 8M12 4l-8 8"));
export const heart = glyph(line("M8 13.5C2.5 9.7 2 7.4 2 6a3 3 0 0 1 6-.8A3 3 0 0 1 14 6c0 1.4-.5 3.7-6 7.5Z"));
