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
