// What became of posts of one's own, and of what one changed about posts.
import { css } from "lit";

export const actions = css`
  .deliveries {
    display: grid;
    grid-template-columns: max-content auto minmax(0, 1fr);
    gap: 0 calc(var(--space) * 2);
    justify-content: start;
    padding-block-start: var(--space);
  }
  .deliveries a {
    display: inline-flex;
    align-items: center;
    min-block-size: 24px;
    color: inherit;
  }
  .deliveries li {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: start;
  }
  .deliveries li > .glyph {
    align-self: start;
    margin-block-start: 0.25em;
  }
  .deliveries .whole {
    grid-column: 2 / -1;
  }
  .deliveries button.whole {
    grid-column: 1 / -1;
    justify-self: start;
    margin-inline-start: calc(var(--space) * -1);
  }
  .note .glyph {
    vertical-align: -0.125em;
  }
  .note[data-state] {
    font-size: var(--size-meta);
  }
`;
