// What was decided about what one wrote: a line below a post, what opens the list of all of it, and the list.
import { css } from "lit";

export const told = css`
  .told-why,
  .told-list {
    font-size: var(--size-meta);
    max-inline-size: var(--measure);
    overflow-wrap: anywhere;
  }
  .told-why {
    padding-block-start: var(--space);
  }
  .removed .told-why {
    padding: 0;
  }
  :is(.told-why, .told-list li) > p:has(.glyph) {
    display: flex;
    gap: calc(var(--space) * 2);
    color: var(--text);
  }
  .told-why .glyph,
  .told-list li .glyph {
    flex: none;
    margin-block-start: 0.2em;
  }
  .choices .told-notice {
    display: inline-flex;
    align-items: center;
    gap: var(--space);
    color: var(--text);
  }
  @container (inline-size < 420px) {
    .told-notice {
      order: 1;
      margin-inline-start: auto;
    }
    .told-notice span {
      display: none;
    }
  }
  .told-list {
    overflow-y: auto;
    max-block-size: min(36em, 85vh);
  }
  .told-list header {
    display: flex;
    justify-content: space-between;
    align-items: start;
    gap: calc(var(--space) * 2);
  }
  .told-list li + li {
    margin-block-start: calc(var(--space) * 3);
    padding-block-start: calc(var(--space) * 3);
    border-block-start: 1px solid var(--line);
  }
  .told-says {
    font-weight: 600;
  }
`;
