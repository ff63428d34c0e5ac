// A poll over its thread. Its post says the options once more, for who has nothing but its text: not here.
import { css } from "lit";

export const vote = css`
  .vote {
    padding-block: calc(var(--space) * 2);
    max-inline-size: 30rem;
  }
  .vote fieldset {
    display: grid;
    gap: calc(var(--space) * 2);
    margin: 0 0 calc(var(--space) * 2);
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  .vote legend {
    padding: 0;
    margin-block-end: calc(var(--space) * 2);
    font-weight: 600;
  }
  .vote-option {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 calc(var(--space) * 3);
    min-block-size: 24px;
    overflow-wrap: anywhere;
  }
  .vote-option input {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    margin: 0;
    margin-inline-end: var(--space);
    vertical-align: -0.25rem;
    accent-color: var(--accent);
  }
  .vote meter {
    grid-column: 1 / -1;
    inline-size: 100%;
    block-size: 6px;
  }
  .vote ~ .posts > :first-child .poll {
    display: none;
  }
`;
