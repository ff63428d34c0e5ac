// The list: head, cards, pill, skeletons, and the lines that say what is wrong.
import { css } from "lit";

export const feed = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--space) * 2) calc(var(--space) * 4);
    align-items: center;
    justify-content: space-between;
    padding-block-end: calc(var(--space) * 4);
  }
  h2 {
    font-size: var(--size-heading);
    font-weight: 700;
  }
  .asking {
    padding-block-end: calc(var(--space) * 6);
  }
  .notice,
  .failing {
    padding: calc(var(--space) * 3) calc(var(--space) * 4);
    margin-block-end: calc(var(--space) * 3);
    border-radius: var(--radius);
    background: var(--surface-sunken);
    color: var(--text-soft);
  }
  .notice .second {
    margin-inline-start: calc(var(--space) * 2);
  }
  .failing {
    display: flex;
    gap: calc(var(--space) * 2);
    font-size: var(--size-meta);
  }
  .failing .glyph {
    margin-block-start: 0.25em;
    color: var(--warn);
  }
  .empty {
    padding-block: calc(var(--space) * 8);
    text-align: center;
  }
  .cards,
  .skeletons {
    display: grid;
    gap: calc(var(--space) * 3);
  }
  .card {
    min-inline-size: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-raised);
  }
  .summary {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--space) calc(var(--space) * 4);
    padding: calc(var(--space) * 4);
    border-radius: inherit;
    transition: background 0.12s;
  }
  .card:not(.open) > .summary:has(h3):hover {
    background: color-mix(in srgb, var(--surface-sunken) 60%, transparent);
  }
  .title {
    font-size: var(--size-title);
    font-weight: 600;
    line-height: 1.4;
    text-wrap: pretty;
  }
  .title a {
    display: block;
    min-block-size: 24px;
    color: inherit;
    text-decoration: none;
  }
  .title a::after {
    content: "";
    position: absolute;
    inset: 0;
    border-radius: inherit;
  }
  .summary:has(.title a:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .title a:focus-visible {
    outline: none;
  }
  .summary :is(.deliveries, .origin) {
    position: relative;
  }
  .excerpt,
  .meta,
  .summary .deliveries {
    grid-column: 1 / -1;
  }
  .excerpt {
    color: var(--text-soft);
    max-inline-size: var(--measure);
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .meta,
  .place,
  .state {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
  }
  .meta {
    gap: 0 calc(var(--space) * 2);
    padding-block-start: var(--space);
  }
  .meta > :not(:last-child)::after {
    content: "·";
    margin-inline-start: calc(var(--space) * 2);
  }
  .meta > .place::after {
    margin-inline-start: calc(var(--space) * 0.75);
  }
  .place {
    display: inline-flex;
    flex-wrap: nowrap;
    gap: calc(var(--space) * 1.25);
  }
  .place .glyph {
    color: var(--hue);
  }
  .state {
    gap: calc(var(--space) * 1);
    font-size: var(--size-meta);
    line-height: calc(var(--size-title) * 1.4);
    color: var(--text-soft);
    white-space: nowrap;
    align-self: start;
  }
  .answered {
    display: inline-flex;
    align-items: center;
    gap: var(--space);
    color: var(--good);
    font-weight: 600;
  }
  .answered::after {
    content: "·";
    color: var(--text-soft);
    font-weight: 400;
  }
  .more {
    padding-block-start: calc(var(--space) * 4);
    text-align: center;
  }
  .bone {
    display: inline-block;
    inline-size: 55%;
    block-size: 0.7em;
    border-radius: 4px;
    background: var(--line);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  .bone.wide {
    inline-size: 92%;
  }
  .bone.short {
    inline-size: 30%;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  @container (inline-size < 420px) {
    .summary {
      grid-template-columns: minmax(0, 1fr);
      padding: calc(var(--space) * 3) calc(var(--space) * 3.5);
    }
  }
`;
