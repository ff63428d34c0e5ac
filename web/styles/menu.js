// A post's menu, and the dialog in which it is reported.
import { css } from "lit";

export const menu = css`
  .menu,
  .dialog {
    margin: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-raised);
    color: var(--text);
    box-shadow: var(--shadow);
  }
  .menu {
    position: absolute;
    inset: auto;
    min-inline-size: 12em;
    padding: var(--space);
    font-size: var(--size-body);
  }
  .menu button {
    display: block;
    inline-size: 100%;
    padding: calc(var(--space) * 1.75) calc(var(--space) * 3);
    text-align: start;
  }
  .menu button:is(:hover, :focus) {
    background: var(--surface-sunken);
  }
  .menu button:focus-visible {
    outline-offset: -2px;
  }
  .dialog {
    margin: auto;
    inline-size: min(26em, calc(100vw - 32px));
    padding: calc(var(--space) * 5);
    font-size: var(--size-body);
  }
  .dialog::backdrop {
    background: var(--backdrop);
  }
  .dialog h3 {
    font-size: var(--size-title);
    font-weight: 600;
    padding-block-end: calc(var(--space) * 2);
  }
  .dialog fieldset {
    border: 0;
    padding: 0;
    margin: 0;
  }
  .dialog label {
    display: flex;
    align-items: center;
    gap: calc(var(--space) * 2);
    padding-block: calc(var(--space) * 1.5);
  }
  .dialog input {
    accent-color: var(--accent);
    inline-size: 1.1em;
    block-size: 1.1em;
  }
  .dialog .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: calc(var(--space) * 2);
    padding-block-start: calc(var(--space) * 4);
  }
  @media (pointer: coarse) {
    .dialog label {
      min-block-size: 44px;
    }
  }
`;
