// Around the list: quiet lines, and the controls of what it shows.
import { css } from "lit";

export const around = css`
  .notice {
    padding: calc(var(--space) * 3) calc(var(--space) * 4);
    margin-block-end: calc(var(--space) * 3);
    border-radius: var(--radius);
    background: var(--surface-sunken);
    color: var(--text-soft);
  }
  .notice .second {
    margin-inline-start: calc(var(--space) * 2);
  }
  .empty {
    padding-block: calc(var(--space) * 8);
    text-align: center;
  }
  .choices button,
  .choices select {
    padding: calc(var(--space) * 1) calc(var(--space) * 2.5);
    border-radius: 999px;
    color: var(--text-soft);
    font-size: var(--size-meta);
    white-space: nowrap;
  }
  .choices :is(button, select):hover {
    background: var(--surface-sunken);
    color: var(--text);
  }
  .choices [aria-pressed="true"] {
    background: var(--surface-sunken);
    box-shadow: inset 0 0 0 1px var(--line);
    color: var(--text);
    font-weight: 600;
  }
  .choices select {
    appearance: none;
    field-sizing: content;
    border: 0;
    background: transparent;
    font-family: inherit;
    cursor: pointer;
    padding-inline-end: calc(var(--space) * 6);
    background-image:
      linear-gradient(45deg, transparent 50%, currentColor 50%),
      linear-gradient(-45deg, transparent 50%, currentColor 50%);
    background-position:
      right 13px center,
      right 9px center;
    background-size: 4px 4px;
    background-repeat: no-repeat;
  }
  .choices select:dir(rtl) {
    background-position:
      left 9px center,
      left 13px center;
  }
  .choices option {
    color: var(--text);
    background: var(--surface-raised);
  }
  /* Before there is anything to take away, its room is the placeholder's. */
  :placeholder-shown::-webkit-search-cancel-button {
    display: none;
  }
  .states {
    display: flex;
    margin-inline-end: auto;
  }
  @container (inline-size < 420px) {
    .states {
      inline-size: 100%;
    }
  }
`;
