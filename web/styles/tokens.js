// The tokens of the page, or our own: `--plein-x` becomes `--x`. `light-dark()` follows `color-scheme`, which is inherited
// from the page, or set by `theme`.
import { css } from "lit";

export const tokens = css`
  :host {
    --text: var(--plein-text, light-dark(#1b1f24, #e8eaed));
    --text-soft: var(--plein-text-soft, light-dark(#59636e, #9aa4af));
    --surface: var(--plein-surface, light-dark(#fff, #14171a));
    --surface-raised: var(--plein-surface-raised, light-dark(#fff, #1b1f23));
    --surface-sunken: var(--plein-surface-sunken, light-dark(#f5f6f8, #101315));
    --line: var(--plein-line, light-dark(#dfe3e8, #2b3137));
    --edge: var(--plein-edge, light-dark(#818a93, #666f79));
    --accent: var(--plein-accent, light-dark(#2f5bea, #86a4ff));
    --accent-text: var(--plein-accent-text, light-dark(#fff, #0b1020));
    --place-page: var(--plein-place-page, light-dark(#7a4df0, #b39bff));
    --place-forum: var(--plein-place-forum, light-dark(#0a7d60, #4fd1ae));
    --place-3: var(--plein-place-3, light-dark(#b4560a, #f3a35c));
    --place-4: var(--plein-place-4, light-dark(#b4235a, #ff8fb3));
    --good: var(--plein-good, light-dark(#0b7a4b, #4cd39a));
    --warn: var(--plein-warn, light-dark(#8a5a00, #f0b849));
    --bad: var(--plein-bad, light-dark(#b3261e, #ff8a80));
    --backdrop: var(--plein-backdrop, rgb(0 0 0 / 0.4));
    --radius: var(--plein-radius, 10px);
    --space: var(--plein-space, 4px);
    --size-meta: var(--plein-size-meta, 0.8125rem);
    --size-body: var(--plein-size-body, 0.9375rem);
    --size-title: var(--plein-size-title, 1.0625rem);
    --size-heading: var(--plein-size-heading, 1.25rem);
    --measure: var(--plein-measure, 70ch);
    display: block;
    container-type: inline-size;
    min-inline-size: 0;
    color: var(--text);
    background: var(--surface);
    font-size: var(--size-body);
    font-weight: 400;
    line-height: 1.5;
    font-family: var(--plein-font, inherit);
    text-align: start;
    overflow-wrap: anywhere;
  }
  :host([hidden]) {
    display: none;
  }
  @media (prefers-contrast: more) {
    :host {
      --text-soft: var(--text);
      --line: var(--edge);
    }
  }
  :host([theme="light"]) {
    color-scheme: light;
  }
  :host([theme="dark"]) {
    color-scheme: dark;
  }
  .hue-page {
    --hue: var(--place-page);
  }
  .hue-forum {
    --hue: var(--place-forum);
  }
  .hue-3 {
    --hue: var(--place-3);
  }
  .hue-4 {
    --hue: var(--place-4);
  }
  .hue-site {
    --hue: var(--text-soft);
  }
`;
