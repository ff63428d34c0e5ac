// What the brand announced and marked. Marks hang from a card's upper edge, in the room that it has there anyway.
import { css } from "lit";

export const community = css`
  .told {
    position: relative;
    padding: calc(var(--space) * 3) calc(var(--space) * 4);
    padding-inline-end: calc(var(--space) * 13);
    margin-block-end: calc(var(--space) * 3);
    border-inline-start: 3px solid var(--accent);
    border-radius: var(--radius);
    background: var(--surface-sunken);
  }
  .told[inert] {
    visibility: hidden;
  }
  .told p {
    max-inline-size: var(--measure);
    overflow-wrap: anywhere;
  }
  .told-title {
    font-size: var(--size-title);
    font-weight: 600;
  }
  .told-title a {
    color: inherit;
  }
  .told-text {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
  }
  .told > .icon {
    position: absolute;
    inset-block-start: calc(var(--space) * 2);
    inset-inline-end: calc(var(--space) * 2);
  }
  /* Below the one that new posts wait in. */
  .told-stand {
    inset-block-start: calc(var(--space) * 14);
    z-index: 2;
  }
  .told-stand .pill {
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .card {
    position: relative;
  }
  .marks {
    position: absolute;
    z-index: 1;
    inset-block-start: 0;
    inset-inline: calc(var(--space) * 4);
    display: flex;
    gap: var(--space);
    overflow: hidden;
    pointer-events: none;
    font-size: 0.6875rem;
    font-weight: 600;
    line-height: 15px;
    white-space: nowrap;
    color: var(--text-soft);
  }
  .marks > * {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    padding-inline: calc(var(--space) * 1.5);
    border-end-start-radius: 4px;
    border-end-end-radius: 4px;
    background: var(--surface-sunken);
  }
  .marks > b {
    flex: none;
    color: var(--warn);
  }
  .compact .marks {
    line-height: 12px;
  }
  .about {
    padding: calc(var(--space) * 2) 0;
    font-size: var(--size-meta);
    max-inline-size: var(--measure);
    overflow-wrap: anywhere;
  }
  .thread:has(> .locked) .reply {
    display: none;
  }
`;
