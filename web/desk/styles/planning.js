// What is asked and planned.
import { css } from "lit";

export const planning = css`
  .result {
    display: grid;
    gap: calc(var(--space) * 1.5);
    margin: 0;
    padding: 0;
    list-style: none;
    max-inline-size: 30rem;
  }
  .result li {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 calc(var(--space) * 3);
    overflow-wrap: anywhere;
  }
  .result meter {
    grid-column: 1 / -1;
    inline-size: 100%;
    block-size: 6px;
  }
  .weeks-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--space) * 2);
    margin-block: calc(var(--space) * 3);
  }
  .day > h3 {
    margin-block: calc(var(--space) * 4) calc(var(--space) * 2);
    font-size: var(--size-meta);
    font-weight: 600;
  }
`;
