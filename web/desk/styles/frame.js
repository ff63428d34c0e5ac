// Around every page: the bar, the two panes, what came of what one did, dialogs. Wide, the desk is as high as its page says and its panes scroll
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
  .dialog {
    inline-size: min(32em, calc(100vw - 32px));
  }
  .dialog h3 {
    padding-block-end: calc(var(--space) * 1);
  }
  .dialog fieldset,
  .field {
    padding-block-start: calc(var(--space) * 3);
  }
  .dialog legend,
  .dialog .field label {
    padding: 0;
    font-weight: 600;
    min-block-size: 0;
  }
  .field :is(input, textarea) {
    display: block;
    inline-size: 100%;
    block-size: auto;
    margin-block-start: var(--space);
    padding: calc(var(--space) * 2) calc(var(--space) * 3);
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) / 2);
    background: var(--surface-sunken);
  }
  .keys {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(13em, 1fr));
    gap: calc(var(--space) * 2) calc(var(--space) * 5);
    padding-block: calc(var(--space) * 3);
  }
  .keys div {
    display: grid;
    grid-template-columns: 4em 1fr;
    align-items: baseline;
  }
  .canned {
    display: grid;
    gap: calc(var(--space) * 2);
    max-block-size: 50vh;
    overflow-y: auto;
    padding: var(--space);
  }
  .canned li {
    display: flex;
    align-items: start;
    gap: calc(var(--space) * 2);
  }
  .canned [part="canned"] {
    flex: 1;
    display: grid;
    padding: calc(var(--space) * 2.5) calc(var(--space) * 3);
    border-color: var(--line);
    text-align: start;
    white-space: pre-line;
  }
  .canned [part="canned"]:hover {
    background: var(--surface-sunken);
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
    .split.opened > .list,
    .split:not(.opened) > .detail {
      display: none;
    }
    .bar {
      padding-inline: calc(var(--space) * 3);
    }
    .bar nav button {
      padding-block: calc(var(--space) * 2.25);
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
    .bar nav [aria-current="page"],
    [aria-pressed="true"] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    kbd,
    .count {
      border: 1px solid;
    }
  }
`;
