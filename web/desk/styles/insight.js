// Insight: the figures as cards, their course, and the tables.
import { css } from "lit";

export const insight = css`
  .wide-page {
    max-inline-size: 80rem;
  }
  .choices-row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--space) * 2) calc(var(--space) * 3);
  }
  .most {
    padding: calc(var(--space) * 4);
    border-inline-start: 4px solid var(--accent);
    border-radius: calc(var(--radius) / 2);
    background: var(--surface-sunken);
    font-size: var(--size-title);
    text-wrap: pretty;
  }
  .target {
    font-size: var(--size-meta);
    font-weight: 650;
  }
  .target.met {
    color: var(--good);
  }
  .target.unmet {
    color: var(--bad);
  }
  .group-title {
    font-size: var(--size-title);
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr));
    gap: calc(var(--space) * 3);
  }
  .figure {
    display: grid;
    align-content: start;
    gap: calc(var(--space) * 1);
    padding: calc(var(--space) * 4);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-raised);
  }
  .figure.chosen {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  .figure h4 {
    color: var(--text-soft);
    font-size: var(--size-meta);
  }
  .value {
    font-size: 1.625rem;
    font-weight: 650;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
  }
  .change {
    font-size: var(--size-meta);
  }
  .arrow {
    display: inline-block;
    inline-size: 0;
    block-size: 0;
    margin-inline-end: calc(var(--space) * 1.5);
    border: 4px solid transparent;
    vertical-align: middle;
  }
  .arrow.up {
    border-block-end: 6px solid currentColor;
    border-block-start: 0;
  }
  .arrow.down {
    border-block-start: 6px solid currentColor;
    border-block-end: 0;
  }
  .figure .quiet {
    justify-self: start;
    margin-inline-start: -1px;
    padding-inline: 0;
  }
  .parts {
    display: grid;
    gap: calc(var(--space) * 1);
    padding-block-start: calc(var(--space) * 1);
  }
  .part-line {
    display: flex;
    justify-content: space-between;
    gap: calc(var(--space) * 2);
    inline-size: 100%;
    border: 0;
    font-size: var(--size-meta);
    text-align: start;
    font-variant-numeric: tabular-nums;
  }
  button.part-line:hover {
    text-decoration: underline;
  }
  .parts meter {
    display: block;
    inline-size: 100%;
    block-size: 6px;
    border: 0;
    border-radius: 3px;
    background: var(--line);
    appearance: none;
  }
  .parts meter::-webkit-meter-inner-element {
    block-size: 6px;
  }
  .parts meter::-webkit-meter-bar {
    block-size: 6px;
    border: 0;
    border-radius: 3px;
    background: var(--line);
  }
  .parts meter::-webkit-meter-optimum-value {
    border-radius: 3px;
    background: var(--accent);
  }
  .parts meter::-moz-meter-bar {
    border-radius: 3px;
    background: var(--accent);
  }
  .courses {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr));
    align-items: start;
    gap: calc(var(--space) * 3);
  }
  .courses:not(:has(.course)) {
    display: none;
  }
  .course {
    min-inline-size: 0;
    padding: calc(var(--space) * 4);
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .course figcaption {
    padding-block-end: calc(var(--space) * 1);
    font-weight: 600;
  }
  .chart {
    block-size: 190px;
    overflow: hidden;
    color: var(--text);
  }
  .hue-all {
    --hue: var(--accent);
  }
  .probe {
    color: var(--hue);
  }
  .probe-text {
    color: var(--text-soft);
  }
  .probe-grid {
    color: var(--line);
  }
  summary {
    min-block-size: 24px;
    color: var(--accent);
    font-size: var(--size-meta);
    font-weight: 600;
    cursor: pointer;
  }
  .table-stand {
    max-block-size: 20rem;
    overflow: auto;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: var(--size-meta);
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: calc(var(--space) * 1) calc(var(--space) * 2);
    border-block-end: 1px solid var(--line);
    text-align: end;
    white-space: nowrap;
  }
  th:first-child {
    text-align: start;
  }
  thead th {
    position: sticky;
    inset-block-start: 0;
    background: var(--surface);
  }
  .behind {
    display: grid;
    gap: calc(var(--space) * 3);
    padding: calc(var(--space) * 4);
    border: 1px solid var(--accent);
    border-radius: var(--radius);
  }
`;
