// What an opened thread shows besides its posts' text: the answer, pictures, link cards, polls, and what is not there yet.
import { css } from "lit";

export const reading = css`
  .long .posts {
    --rise: 0px; /* each stretch clips what it holds */
  }
  /* Where somebody is, what opens from a post may reach beyond it. */
  .long .stretch:not(:focus-within) {
    content-visibility: auto;
    contain-intrinsic-size: auto 325rem;
  }
  .post.target {
    background: color-mix(in srgb, var(--accent) 10%, transparent);
    box-shadow: 0 0 0 calc(var(--space) * 2) color-mix(in srgb, var(--accent) 10%, transparent);
  }
  .answer {
    margin-block-end: calc(var(--space) * 3);
    padding: calc(var(--space) * 3) calc(var(--space) * 4) var(--space);
    border: 1px solid color-mix(in srgb, var(--good) 45%, var(--line));
    border-radius: var(--radius);
    background: color-mix(in srgb, var(--good) 6%, var(--surface-raised));
  }
  .answer-mark {
    display: flex;
    align-items: center;
    gap: calc(var(--space) * 1.5);
    color: var(--good);
    font-size: var(--size-meta);
    font-weight: 600;
  }
  .answer .avatar {
    box-shadow: none;
  }
  .between {
    position: relative;
    z-index: 1;
    padding-block: calc(var(--space) * 2);
    text-align: center;
  }
  /* It takes no more of its line than its text does. */
  .when {
    margin-block: min(0px, (1lh - 24px) / 2);
  }
  .when:hover {
    text-decoration: underline;
  }
  .picture {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: min(100%, 26rem);
    aspect-ratio: 3 / 2;
    margin-block: calc(var(--space) * 2);
    overflow: hidden;
    border-radius: calc(var(--radius) / 2);
    background: var(--surface-sunken);
    font-size: var(--size-meta);
    text-align: center;
  }
  .picture img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
    background: inherit;
  }
  .picture:has(a:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .picture [hidden] {
    display: none;
  }
  .link-card {
    max-inline-size: 34rem;
    padding: calc(var(--space) * 2.5) calc(var(--space) * 3);
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) / 2);
  }
  .link-card > a {
    font-weight: 600;
    text-decoration: none;
  }
  .text .poll {
    display: grid;
    gap: calc(var(--space) * 1.5);
    max-inline-size: 26rem;
    padding: 0;
    list-style: none;
  }
  .poll li {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 calc(var(--space) * 3);
  }
  .poll meter {
    grid-column: 1 / -1;
    inline-size: 100%;
    block-size: 6px;
  }
  details > summary {
    cursor: pointer;
    color: var(--text-soft);
    font-weight: 600;
  }
`;
