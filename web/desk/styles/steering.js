// What steers: rules with their trials and their form, ideas, tags.
import { css } from "lit";

export const steering = css`
  .trial {
    display: grid;
    gap: calc(var(--space) * 2);
    padding: calc(var(--space) * 4);
    border-radius: calc(var(--radius) / 2);
    background: var(--surface-sunken);
  }
  .tried {
    display: grid;
    gap: calc(var(--space) * 2);
    max-block-size: 26rem;
    overflow-y: auto;
    margin: 0;
    padding: 0 calc(var(--space) * 1) 0 0;
    list-style: none;
  }
  .tried li {
    display: grid;
    justify-items: start;
    gap: var(--space);
    padding-block: calc(var(--space) * 2);
    border-block-end: 1px solid var(--line);
    overflow-wrap: anywhere;
  }
  .tried .quiet,
  .tagged .quiet {
    padding-inline: 0;
    text-align: start;
  }
  .all-words {
    max-block-size: 16rem;
    overflow-y: auto;
    padding-block-start: calc(var(--space) * 2);
    overflow-wrap: anywhere;
  }
  .rule-form {
    display: grid;
    gap: calc(var(--space) * 4);
    max-inline-size: 40rem;
  }
  .rule-form .field {
    padding: 0;
  }
  .rule-form legend,
  .rule-form .field label {
    padding: 0;
    font-weight: 600;
  }
  .rule-form fieldset {
    display: grid;
    gap: calc(var(--space) * 3);
    min-inline-size: 0;
  }
  .rule-form legend {
    padding-block-end: calc(var(--space) * 2);
  }
  .rule-form fieldset > label {
    display: flex;
    align-items: center;
    gap: calc(var(--space) * 2);
    min-block-size: 32px;
  }
  .rule-form [type="checkbox"] {
    inline-size: 1.1em;
    block-size: 1.1em;
    accent-color: var(--accent);
  }
  .rule-form textarea {
    font-family: var(--font-code);
    max-block-size: 50vh;
    resize: vertical;
  }
  .rule-form [aria-invalid="true"] {
    border-color: var(--bad);
  }
  .amounts {
    display: grid;
    gap: calc(var(--space) * 2);
  }
  .amounts .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 6em;
    align-items: center;
    gap: 0 calc(var(--space) * 3);
  }
  .amounts .bad {
    grid-column: 1 / -1;
  }
  .idea-filters {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: calc(var(--space) * 2) calc(var(--space) * 5);
  }
  .tagged {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .tagged li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space) calc(var(--space) * 3);
    padding-block: calc(var(--space) * 2);
    border-block-end: 1px solid var(--line);
  }
  .tagged .small {
    margin-inline-start: auto;
  }
  @media (pointer: coarse) {
    .rule-form fieldset > label {
      min-block-size: 44px;
    }
  }
`;
