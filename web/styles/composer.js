// Where one writes: the sunken field with its tools, what completes a word, the preview, and what will happen place by place.
import { css } from "lit";

export const composer = css`
  .composer {
    border-block-start: 1px solid var(--line);
    padding-block: calc(var(--space) * 4) 0;
  }
  .asking .composer {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-raised);
    padding: calc(var(--space) * 4);
  }
  .content .composer {
    border: 0;
    padding-block: var(--space) calc(var(--space) * 2);
  }
  .composer[aria-busy] {
    min-block-size: calc(2.75em + var(--space) * 4);
  }
  .composer .note {
    padding-block-end: var(--space);
  }
  .sunken {
    border-radius: calc(var(--radius) / 2);
    border: 1px solid var(--edge);
    background: var(--surface-sunken);
  }
  .sunken:has(:is(input, textarea):focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .composer :is(input, textarea) {
    display: block;
    inline-size: 100%;
    padding: calc(var(--space) * 2.5) calc(var(--space) * 3);
  }
  .sunken :is(input, textarea):focus-visible {
    outline: 0;
  }
  .composer input {
    font-weight: 600;
    border-block-end: 1px solid var(--line);
  }
  .composer textarea {
    resize: none;
    field-sizing: content;
    max-block-size: 40vh;
    min-block-size: 2.75em;
  }
  .composer textarea[hidden] {
    display: none;
  }
  .asking textarea {
    min-block-size: 6em;
  }
  .composer ::placeholder {
    color: var(--text-soft);
    opacity: 1;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    padding: 0 calc(var(--space) * 1.5) calc(var(--space) * 1.5);
  }
  .tools button {
    padding: calc(var(--space) * 1.5) calc(var(--space) * 2);
    color: var(--text-soft);
    justify-content: center;
    align-items: center;
  }
  .tools button:hover {
    background: var(--line);
  }
  .tools button[aria-pressed="true"] {
    color: var(--accent);
    background: color-mix(in srgb, var(--accent) 14%, transparent);
  }
  .tools .glyph {
    inline-size: 16px;
    block-size: 16px;
  }
  .tools :is([id$="bullets"], [id$="quote"]):dir(rtl) {
    scale: -1 1;
  }
  .idle :is(.tools, .sending) {
    display: none;
  }
  .suggestions {
    border-block-start: 1px solid var(--line);
    padding: var(--space);
  }
  .suggestions li {
    display: flex;
    align-items: baseline;
    gap: calc(var(--space) * 2);
    padding: var(--space) calc(var(--space) * 2);
    border-radius: calc(var(--radius) / 2);
    cursor: pointer;
  }
  .suggestions [aria-selected="true"] {
    background: color-mix(in srgb, var(--accent) 14%, transparent);
    box-shadow: inset 2px 0 0 var(--accent);
  }
  .suggestions [aria-hidden] {
    inline-size: 1.5em;
    text-align: center;
  }
  .preview {
    min-block-size: 2.75em;
    padding: calc(var(--space) * 2.5) calc(var(--space) * 3);
    outline-offset: -2px;
  }
  .sending {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: end;
    gap: calc(var(--space) * 2);
    padding-block-start: calc(var(--space) * 2);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: calc(var(--space) * 2);
  }
  .second[aria-pressed="true"] {
    color: var(--accent);
    border-color: var(--accent);
  }
  .plan {
    flex: 1 1 16em;
  }
  .plan li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--space) * 2);
  }
  .over {
    color: var(--warn);
  }
  @media (pointer: coarse) {
    .suggestions li {
      min-block-size: 44px;
      align-items: center;
    }
  }
  @media (forced-colors: active) {
    .suggestions [aria-selected="true"],
    .tools button[aria-pressed="true"],
    .second[aria-pressed="true"] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  @container (inline-size < 420px) {
    .thread > .composer {
      position: sticky;
      inset-block-end: 0;
      background: var(--surface-raised);
      padding-block: calc(var(--space) * 2);
      border-radius: 0 0 var(--radius) var(--radius);
    }
    /* Who goes through the posts by keys sees where they are: nothing lies over that. */
    .thread:has(> :not(.composer) :focus-visible) > .composer {
      position: static;
    }
    .plan,
    .buttons {
      flex-basis: 100%;
    }
    .buttons > * {
      flex: auto;
      justify-content: center;
    }
  }
`;
