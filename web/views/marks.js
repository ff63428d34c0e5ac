// Glyphs of an opened thread: what became of a copy, and what one can do.
import { svg } from "lit";
import { glyph, line } from "./glyphs.js";

export const ring = glyph(
  svg`<circle cx="8" cy="8" r="5.25" fill="none" stroke="currentColor" stroke-width="1.75" stroke-dasharray="25 8" />`,
  "glyph warn turning",
);
export const pause = glyph(line("M5.5 4v8M10.5 4v8"), "glyph warn");
export const question = glyph(line("M5.4 6a2.6 2.6 0 1 1 3.8 2.3C8.4 8.7 8 9.2 8 10M8 12.8v.1"), "glyph warn");
export const replyArrow = glyph(line("M6.5 3.5 2.5 7.5l4 4M2.5 7.5h7a4 4 0 0 1 4 4v1"));
export const dots = glyph(line("M3.5 8h.1M8 8h.1M12.5 8h.1"));
const heartShape = "M8 13.2C4.5 10.6 2.3 8.6 2.3 6.2a3 3 0 0 1 5.7-1.4 3 3 0 0 1 5.7 1.4c0 2.4-2.2 4.4-5.7 7Z";
export const heart = glyph(line(heartShape));
export const heartFull = glyph(svg`<path d=${heartShape} fill="currentColor" />`);

export const toolGlyphs = {
  bold: glyph(line("M5 3h4a2.5 2.5 0 0 1 0 5H5zM5 8h4.6a2.5 2.5 0 0 1 0 5H5z")),
  italic: glyph(line("M7 3h5M4 13h5M9.5 3l-3 10")),
  link: glyph(
    line("M6.5 9.5l3-3M7.2 4.6l1.2-1.2a3 3 0 0 1 4.2 4.2l-1.2 1.2M8.8 11.4l-1.2 1.2a3 3 0 0 1-4.2-4.2l1.2-1.2"),
  ),
  code: glyph(line("M5.5 4.2 1.8 8l3.7 3.8M10.5 4.2 14.2 8l-3.7 3.8")),
  numbers: glyph(line("M2.2 3.2l1.2-.7v3.6M2 10.4c.8-1.2 2.4-.4 1.7.7L2 13.3h2M7 4.3h7M7 11.8h7")),
  bullets: glyph(line("M2.6 4.3h.1M2.6 11.8h.1M6.5 4.3H14M6.5 11.8H14")),
  quote: glyph(line("M2.5 3.5v9M6 4.5h8M6 8h8M6 11.5h5")),
};
