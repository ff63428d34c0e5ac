// What lies over a page: dialogs and their fields, the keys, and the replies that are kept.
import { css } from "lit";

export const dialogs = css`
  .dialog {
    inline-size: min(32em, calc(100vw - 32px));
  }
  .dialog h3 {
    padding-block-end: calc(var(--space) * 1);
  }
  .dialog fieldset,
  .field {
    padding-block-start: calc(var(--space) * 3);
  }
  .dialog legend,
  .dialog .field label {
    padding: 0;
    font-weight: 600;
    min-block-size: 0;
  }
  .field :is(input, textarea) {
    display: block;
    inline-size: 100%;
    block-size: auto;
    margin-block-start: var(--space);
    padding: calc(var(--space) * 2) calc(var(--space) * 3);
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) / 2);
    background: var(--surface-sunken);
  }
  .keys {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(13em, 1fr));
    gap: calc(var(--space) * 2) calc(var(--space) * 5);
    padding-block: calc(var(--space) * 3);
  }
  .keys div {
    display: grid;
    grid-template-columns: 4em 1fr;
    align-items: baseline;
  }
  .canned {
    display: grid;
    gap: calc(var(--space) * 2);
    max-block-size: 50vh;
    overflow-y: auto;
    padding: var(--space);
  }
  .canned li {
    display: flex;
    align-items: start;
    gap: calc(var(--space) * 2);
  }
  .canned [part="canned"] {
    flex: 1;
    display: grid;
    padding: calc(var(--space) * 2.5) calc(var(--space) * 3);
    border-color: var(--line);
    text-align: start;
    white-space: pre-line;
  }
  .canned [part="canned"]:hover {
    background: var(--surface-sunken);
  }
`;
