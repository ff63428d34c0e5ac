// Around every page: its head, the two panes, what came of what one did. Wide, the desk is as high as its page says and its panes scroll
// by themselves; narrow, the page scrolls, and shows the list or what is open.
import { css } from "lit";

export const frame = css`
  :host {
    container-name: desk;
  }
  .desk {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    background: var(--surface);
  }
  h2,
  h3,
  h4,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  h3,
  h4 {
    font: inherit;
    font-weight: 600;
  }
  .small {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--space) * 1.5);
    padding: calc(var(--space) * 1) calc(var(--space) * 2.5);
    font-size: var(--size-meta);
    font-weight: 600;
    min-block-size: 30px;
  }
  .second {
    border-color: var(--edge);
  }
  kbd {
    padding: 0 0.4em;
    border: 1px solid var(--line);
    border-radius: 4px;
    background: var(--surface-sunken);
    color: var(--text-soft);
    font: 600 0.75em/1.5 var(--font-code);
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--space) * 2) calc(var(--space) * 3);
    margin: calc(var(--space) * 3) calc(var(--space) * 4) 0;
    padding: calc(var(--space) * 2.5) calc(var(--space) * 4);
    border: 1px solid var(--line);
    border-inline-start: 4px solid var(--good);
    border-radius: calc(var(--radius) / 2);
    background: var(--surface-raised);
  }
  .notice.failed {
    border-inline-start-color: var(--bad);
  }
  .notice p {
    flex: 1 1 16em;
  }
  .body {
    flex: 1;
    min-block-size: 0;
  }
  .alone {
    display: grid;
    justify-items: start;
    gap: calc(var(--space) * 4);
    max-inline-size: 32em;
    margin: 12vh auto;
    padding: calc(var(--space) * 6);
  }
  h2 {
    font-size: var(--size-heading);
    font-weight: 700;
    line-height: 1.3;
  }
  :is(h2, h3, h4)[tabindex]:focus {
    outline: 0;
  }
  :is(h2, h3, h4)[tabindex]:focus-visible {
    outline: 2px solid var(--accent);
  }
  .page {
    display: grid;
    gap: calc(var(--space) * 4);
    max-inline-size: 60rem;
    margin-inline: auto;
    padding: calc(var(--space) * 5) calc(var(--space) * 4) calc(var(--space) * 10);
  }
  .page > section {
    display: grid;
    gap: calc(var(--space) * 3);
    min-inline-size: 0;
  }
  .page > section + section {
    padding-block-start: calc(var(--space) * 5);
  }
  .page section > h3 {
    font-size: var(--size-title);
  }
  .page-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--space) * 3);
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: calc(var(--space) * 3);
    padding: calc(var(--space) * 8) calc(var(--space) * 4);
    color: var(--text-soft);
    text-align: center;
  }
  .detail > .empty {
    align-content: center;
    min-block-size: 60%;
  }
  .hints {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: calc(var(--space) * 2) calc(var(--space) * 4);
    font-size: var(--size-meta);
  }
  .waiting {
    display: grid;
    gap: calc(var(--space) * 5);
    padding: calc(var(--space) * 5) calc(var(--space) * 4);
  }
  .wrong {
    padding: calc(var(--space) * 4);
  }
  .stale {
    padding: calc(var(--space) * 2) calc(var(--space) * 4);
    color: var(--warn);
    font-size: var(--size-meta);
  }
  .changed {
    position: sticky;
    inset-block-start: calc(var(--space) * 2);
    z-index: 1;
    display: flex;
    justify-content: center;
    padding-block: calc(var(--space) * 2);
  }
  .changed .pill {
    translate: none;
    padding-block: calc(var(--space) * 1);
    font-size: var(--size-meta);
  }
  .split {
    display: grid;
  }
  .pane {
    min-inline-size: 0;
    min-block-size: 0;
  }
  .back {
    margin: calc(var(--space) * 2) calc(var(--space) * 3) 0;
    padding: calc(var(--space) * 1.5);
  }
  @container desk (inline-size < 860px) {
    .split.opened > .list,
    .split:not(.opened) > .detail {
      display: none;
    }
    kbd:not(.keys kbd) {
      display: none;
    }
  }
  @container desk (inline-size >= 860px) {
    .desk {
      block-size: var(--plein-desk-height, 100dvh);
      min-block-size: 30rem;
    }
    .body {
      overflow-y: auto;
    }
    .split {
      grid-template-columns: minmax(20rem, 28rem) minmax(0, 1fr);
      block-size: 100%;
    }
    .pane {
      overflow-y: auto;
      overscroll-behavior: contain;
    }
    .list {
      border-inline-end: 1px solid var(--line);
    }
    .back {
      display: none;
    }
  }
  @media (pointer: coarse) {
    kbd {
      display: none;
    }
    .small {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    [aria-pressed="true"] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    kbd {
      border: 1px solid;
    }
  }
`;
