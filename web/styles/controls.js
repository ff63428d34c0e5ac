// Buttons, fields, links, glyphs, and how focus looks on them.
import { css } from "lit";

export const controls = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ul {
    margin: 0;
    padding: 0;
    font: inherit;
    list-style: none;
  }
  button,
  input,
  textarea {
    font: inherit;
    color: inherit;
    border: 0;
    background: none;
    padding: 0;
    margin: 0;
  }
  /* Where colours are forced, the border is seen, and a background is not. */
  button {
    min-block-size: 24px;
    min-inline-size: 24px;
    border: 1px solid transparent;
    border-radius: calc(var(--radius) / 2);
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .first,
  .second,
  .pill {
    padding: calc(var(--space) * 1.75) calc(var(--space) * 4);
    font-weight: 600;
    white-space: nowrap;
    transition: filter 0.12s;
  }
  .first,
  .pill {
    background: var(--accent);
    color: var(--accent-text);
  }
  .second {
    border-color: var(--line);
    background: var(--surface-raised);
  }
  .first:hover,
  .pill:hover {
    filter: brightness(1.08);
  }
  .second:hover {
    background: var(--surface-sunken);
  }
  .soft,
  .meta,
  .place,
  .plan,
  .deliveries {
    color: var(--text-soft);
    font-size: var(--size-meta);
  }
  .glyph {
    inline-size: 1em;
    block-size: 1em;
    flex: none;
  }
  .good {
    color: var(--good);
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (pointer: coarse) {
    button,
    input,
    summary {
      min-block-size: 44px;
      min-inline-size: 44px;
    }
    /* A phone zooms in on a field with smaller letters. */
    input,
    textarea {
      font-size: max(1em, 16px);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
