// What was found, and what is offered.
import { css } from "lit";

export const finding = css`
  mark {
    background: color-mix(in srgb, var(--accent) 18%, transparent);
    color: inherit;
    border-radius: 2px;
  }
  .relaxed {
    padding-block-end: calc(var(--space) * 2);
  }
  .offered {
    padding: calc(var(--space) * 3) calc(var(--space) * 4) 0;
  }
  .offered li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--space) * 3);
    padding-block-start: var(--space);
  }
  .offered .soft {
    display: inline-flex;
    align-items: center;
    gap: var(--space);
  }
`;
