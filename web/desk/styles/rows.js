// Lists: cases, people, and what stands in the queue, the decisions and the announcements.
import { css } from "lit";

export const rows = css`
  .list-head {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: grid;
    gap: calc(var(--space) * 2.5);
    padding: calc(var(--space) * 4);
    border-block-end: 1px solid var(--line);
    background: var(--surface);
  }
  .list-head [type="search"],
  select,
  [type="date"] {
    min-inline-size: 0;
    padding: calc(var(--space) * 1.5) calc(var(--space) * 2.5);
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) / 2);
    background: var(--surface-sunken);
    color: inherit;
    font: inherit;
    appearance: auto;
  }
  .list-head [type="search"] {
    appearance: none;
  }
  select {
    justify-self: start;
    max-inline-size: 100%;
    font-size: var(--size-meta);
    min-block-size: 30px;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--space) * 1.5);
  }
  .filters button {
    padding: calc(var(--space) * 0.75) calc(var(--space) * 2.5);
    border-color: var(--edge);
    border-radius: 999px;
    font-size: var(--size-meta);
    font-weight: 600;
  }
  .filters button:hover {
    background: var(--surface-sunken);
  }
  .filters [aria-pressed="true"] {
    border-color: var(--accent);
    background: color-mix(in srgb, var(--accent) 12%, transparent);
  }
  .filters .count {
    padding: 0;
    background: none;
    box-shadow: none;
    color: inherit;
  }
  .filters .count.bad {
    color: var(--bad);
  }
  .rows {
    display: grid;
  }
  .row {
    position: relative;
    display: grid;
    gap: calc(var(--space) * 1);
    inline-size: 100%;
    padding: calc(var(--space) * 3.5) calc(var(--space) * 4);
    border: 0;
    border-block-end: 1px solid var(--line);
    border-radius: 0;
    text-align: start;
  }
  .row:hover {
    background: var(--surface-sunken);
  }
  .row[aria-current="true"] {
    background: color-mix(in srgb, var(--accent) 8%, transparent);
    box-shadow: inset 3px 0 0 var(--accent);
  }
  .row:dir(rtl)[aria-current="true"] {
    box-shadow: inset -3px 0 0 var(--accent);
  }
  .row:focus-visible {
    outline-offset: -3px;
  }
  .row-top {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: calc(var(--space) * 3);
  }
  .row strong {
    min-inline-size: 0;
    font-weight: 600;
    line-height: 1.35;
    text-wrap: pretty;
  }
  .row .excerpt {
    font-size: var(--size-meta);
  }
  .row-meta {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--space) * 1) calc(var(--space) * 3);
    color: var(--text-soft);
    font-size: var(--size-meta);
  }
  .row-meta:empty {
    display: none;
  }
  .due {
    display: inline-flex;
    align-items: center;
    gap: var(--space);
    flex: none;
    font-size: var(--size-meta);
    font-weight: 600;
    white-space: nowrap;
  }
  .due.soft {
    font-weight: 400;
  }
  .tag {
    display: inline-block;
    padding: 0 calc(var(--space) * 1.75);
    border: 1px solid var(--edge);
    border-radius: 999px;
    color: var(--text-soft);
    font-size: 0.75rem;
    font-weight: 600;
  }
  .tag.mine {
    border-color: var(--accent);
    color: var(--accent);
  }
  .tag.bad {
    border-color: currentColor;
    color: var(--bad);
  }
  .risk {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--space) * 1.5);
  }
  .risk.high {
    color: var(--bad);
  }
  .risk.middle {
    color: var(--warn);
  }
  .gauge {
    display: inline-flex;
    align-items: end;
    gap: 2px;
    flex: none;
  }
  .gauge i {
    inline-size: 4px;
    block-size: 12px;
    border: 1px solid currentColor;
    border-radius: 1px;
  }
  .gauge i:nth-child(1) {
    block-size: 6px;
  }
  .gauge i:nth-child(2) {
    block-size: 9px;
  }
  .gauge i:first-child,
  .middle .gauge i:nth-child(2),
  .high .gauge i {
    background: currentColor;
    forced-color-adjust: none;
  }
  .aside-title {
    padding: calc(var(--space) * 4) calc(var(--space) * 4) calc(var(--space) * 1);
    font-size: var(--size-meta);
  }
  .page .rows {
    gap: calc(var(--space) * 3);
  }
  .entry {
    display: grid;
    gap: calc(var(--space) * 2);
    padding: calc(var(--space) * 4);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-raised);
  }
  .entry-title {
    font-weight: 600;
  }
  .entry header,
  .entry footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--space) * 1.5) calc(var(--space) * 3);
  }
  .entry .avatar {
    inline-size: 28px;
    block-size: 28px;
    font-size: 0.6875rem;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--space) * 2);
  }
  .entry footer .acts {
    margin-inline-start: auto;
  }
  .reported {
    font-weight: 600;
  }
  .reason {
    color: var(--text-soft);
  }
  .person-row {
    grid-template-columns: 36px minmax(0, 1fr) auto;
    gap: var(--space) calc(var(--space) * 3);
    align-items: center;
  }
  .person-row .avatar,
  .candidate .avatar {
    inline-size: 36px;
    block-size: 36px;
    font-size: 0.75rem;
  }
  .person-row .row-meta {
    grid-column: 2 / -1;
  }
  .person-points {
    display: grid;
    justify-items: end;
    font-variant-numeric: tabular-nums;
  }
  .person-places {
    display: inline-flex;
    gap: calc(var(--space) * 1.5);
    vertical-align: middle;
  }
  .candidates {
    border-block-end: 1px solid var(--line);
    background: var(--surface-sunken);
  }
  .candidate {
    display: grid;
    gap: calc(var(--space) * 2);
    padding: calc(var(--space) * 2) calc(var(--space) * 4) calc(var(--space) * 4);
  }
  .candidate > p {
    display: flex;
    align-items: center;
    gap: calc(var(--space) * 3);
  }
  .why {
    padding-inline-start: 1.25em;
    color: var(--text-soft);
    font-size: var(--size-meta);
    list-style: disc;
  }
  .person {
    display: grid;
    gap: calc(var(--space) * 3);
    max-inline-size: 46rem;
    padding: calc(var(--space) * 5);
  }
  .person-head {
    display: grid;
    grid-template-columns: 56px minmax(0, 1fr);
    gap: calc(var(--space) * 1.5) calc(var(--space) * 4);
    padding-block-end: calc(var(--space) * 3);
  }
  .person-head .avatar {
    grid-row: span 3;
    inline-size: 56px;
    block-size: 56px;
    font-size: 1.125rem;
  }
  .person-head > :not(.avatar) {
    grid-column: 2;
  }
  .reasons li {
    display: grid;
    grid-template-columns: 4em minmax(0, 1fr);
    gap: calc(var(--space) * 3);
    align-items: baseline;
    padding-block: calc(var(--space) * 2);
    border-block-end: 1px solid var(--line);
  }
  .counts {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .reasons .soft {
    display: block;
  }
  .reasons .quiet,
  .links .quiet {
    padding-inline: 0;
    font-size: inherit;
    text-align: start;
  }
  @container desk (inline-size < 860px) {
    .list-head {
      position: static;
      padding-inline: calc(var(--space) * 3);
    }
    .row {
      padding-inline: calc(var(--space) * 3);
    }
    .entry footer .acts {
      margin-inline-start: 0;
    }
  }
  @media (pointer: coarse) {
    select {
      min-block-size: 44px;
    }
  }
`;
