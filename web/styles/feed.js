// The list: head, cards, pill, skeletons, and the lines that say what is wrong.
import { css } from "lit";

export const feed = css`
  .room {
    block-size: 100vh;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--space) * 2) calc(var(--space) * 3);
    align-items: center;
    padding-block-end: calc(var(--space) * 3);
  }
  h2 {
    font-size: var(--size-heading);
    font-weight: 700;
    margin-inline-end: auto;
  }
  .head [type="search"] {
    flex: 1 1 9em;
    inline-size: auto;
    min-inline-size: 0;
    max-inline-size: 18em;
    padding: calc(var(--space) * 1.75) calc(var(--space) * 3);
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) / 2);
    background: var(--surface-sunken);
    font-weight: 400;
    appearance: none;
  }
  /* Its room is kept: what stands in it comes after the first list. */
  .choices {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    inline-size: 100%;
    min-block-size: 2rem;
  }
  .failing {
    padding: calc(var(--space) * 3) calc(var(--space) * 4);
    margin-block-end: calc(var(--space) * 3);
    border-radius: var(--radius);
    background: var(--surface-sunken);
    color: var(--text-soft);
    display: flex;
    gap: calc(var(--space) * 2);
    font-size: var(--size-meta);
  }
  .failing .glyph {
    margin-block-start: 0.25em;
    color: var(--warn);
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
  }
  .title,
  .excerpt,
  .text {
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
  /* The whole card is the link. */
  .card:has(.title a:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .title a:focus-visible {
    outline: 0;
  }
  .summary :is(.deliveries, .origin) {
    position: relative;
  }
  /* In the direction of its script, on the side of the widget's. */
  [dir="auto"]:is(.title, .excerpt, :placeholder-shown) {
    text-align: -webkit-match-parent;
    text-align: match-parent;
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
  /* Of the dots before each, the one at the beginning of a line is cut off. */
  .meta {
    position: relative;
    overflow-x: clip;
    pointer-events: none;
    gap: 0 calc(var(--space) * 5);
    padding-block-start: var(--space);
  }
  .author,
  .meta > [title] {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--space) * 1.25);
  }
  .avatar {
    position: relative;
    flex: none;
    display: grid;
    place-items: center;
    overflow: hidden;
    inline-size: 20px;
    block-size: 20px;
    border-radius: 50%;
    background: color-mix(in srgb, var(--hue, var(--text-soft)) 16%, var(--surface-raised));
    color: color-mix(in srgb, var(--hue, var(--text)) 75%, var(--text));
    font-size: 0.5625rem;
    font-weight: 650;
    user-select: none;
  }
  .avatar img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    background: var(--surface-raised);
  }
  .meta > ::before {
    content: "·";
    position: absolute;
    margin-inline-start: calc(var(--space) * -3);
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
  /* What is not on the screen is not laid out; how high it was, is kept. */
  .cards > .card:not(.open) {
    content-visibility: auto;
    contain-intrinsic-size: auto 7rem;
  }
  .compact .summary {
    padding-block: calc(var(--space) * 2);
  }
  .compact .card:not(.open) {
    contain-intrinsic-size: auto 2.75rem;
  }
  .compact .card:not(.open) .title {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
    font: inherit;
  }
  .compact :is(.card:not(.open) .meta, .excerpt) {
    display: none;
  }
  .compact :is(.cards, .skeletons) {
    gap: var(--space);
  }
  @container (inline-size < 420px) {
    .choices {
      min-block-size: 4rem;
    }
    .head [type="search"],
    .choices {
      order: 1;
      flex-basis: 100%;
      max-inline-size: none;
    }
    .summary {
      grid-template-columns: minmax(0, 1fr);
      padding: calc(var(--space) * 3) calc(var(--space) * 3.5);
    }
  }
`;
