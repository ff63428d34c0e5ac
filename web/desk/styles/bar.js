// The desk's bar: its pages, as many as there is room for, how much waits, and who one is.
import { css } from "lit";

export const bar = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 calc(var(--space) * 4);
    padding-inline: calc(var(--space) * 4);
    border-block-end: 1px solid var(--line);
    background: var(--surface-raised);
  }
  .bar nav {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--space) * 0.5);
    margin-inline-start: calc(var(--space) * -2);
  }
  .bar nav button {
    padding: calc(var(--space) * 3) calc(var(--space) * 2);
    border: 0;
    border-block-end: 3px solid transparent;
    border-radius: 0;
    color: var(--text-soft);
    font-weight: 600;
  }
  .bar nav button:focus-visible {
    outline-offset: -2px;
  }
  .bar nav button:hover {
    color: var(--text);
  }
  .bar nav [aria-current="page"] {
    color: var(--text);
    border-block-end-color: var(--accent);
  }
  .more-pages {
    position: relative;
  }
  .more-pages > button::after {
    content: " ▾";
  }
  .more-pages .now {
    color: var(--text);
  }
  .bar .more-pages .menu {
    inset-inline-end: 0;
    z-index: 3;
    padding: var(--space);
  }
  .bar .more-pages .menu button {
    border: 0;
    border-inline-start: 3px solid transparent;
  }
  .bar .more-pages .menu [aria-current="page"] {
    border-inline-start-color: var(--accent);
  }
  .until-all {
    display: none;
  }
  .count {
    display: inline-block;
    padding: 0 calc(var(--space) * 1.75);
    border-radius: 999px;
    background: var(--surface-sunken);
    box-shadow: inset 0 0 0 1px var(--line);
    color: var(--text-soft);
    font-size: var(--size-meta);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .count.bad {
    color: var(--bad);
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space) calc(var(--space) * 3);
    padding-block: calc(var(--space) * 2);
  }
  @container desk (inline-size < 460px) {
    .bar .from-s {
      display: none;
    }
  }
  @container desk (inline-size >= 460px) {
    .bar .until-s {
      display: none;
    }
  }
  @container desk (inline-size < 760px) {
    .bar .from-m {
      display: none;
    }
  }
  @container desk (inline-size >= 760px) {
    .bar .until-m {
      display: none;
    }
  }
  @container desk (inline-size < 1270px) {
    .bar .from-l {
      display: none;
    }
  }
  @container desk (inline-size >= 1270px) {
    .bar .until-l {
      display: none;
    }
  }
  @container desk (inline-size < 860px) {
    .bar {
      padding-inline: calc(var(--space) * 3);
    }
    .bar nav button {
      padding-block: calc(var(--space) * 2.25);
    }
  }
  @media (forced-colors: active) {
    .bar nav [aria-current="page"] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .count {
      border: 1px solid;
    }
  }
`;
