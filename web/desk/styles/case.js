// A case: its posts by the hue of the place that each came from, where one answers, and what stands beside.
import { css } from "lit";

export const caseStyle = css`
  .detail {
    container: pane / inline-size;
  }
  .case {
    display: grid;
    gap: calc(var(--space) * 5);
    padding: calc(var(--space) * 5);
  }
  .case-title {
    text-wrap: pretty;
  }
  .detail > .case-title {
    padding: calc(var(--space) * 5) calc(var(--space) * 5) 0;
  }
  .case-head {
    display: grid;
    gap: calc(var(--space) * 2);
  }
  .case-head .acts {
    padding-block-start: calc(var(--space) * 2);
  }
  .conversation,
  .beside {
    display: grid;
    align-content: start;
    gap: calc(var(--space) * 4);
    min-inline-size: 0;
  }
  .posts-of-case {
    display: grid;
    gap: calc(var(--space) * 2);
  }
  .case-post {
    position: relative;
    display: grid;
    gap: calc(var(--space) * 1.5);
    padding: calc(var(--space) * 3) calc(var(--space) * 4);
    border: 1px solid var(--line);
    border-inline-start: 3px solid var(--hue);
    border-radius: calc(var(--radius) / 2);
    background: var(--surface-raised);
  }
  .accepted-post {
    border-color: var(--good);
    border-inline-start-color: var(--hue);
  }
  .case-post header,
  .case-post footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--space) * 2.5);
  }
  .case-post .avatar {
    inline-size: 28px;
    block-size: 28px;
    font-size: 0.6875rem;
  }
  .case-post header .menu-stand {
    margin-inline-start: auto;
  }
  .case-post footer {
    gap: calc(var(--space) * 1) calc(var(--space) * 3);
  }
  .case-post .answered::after {
    content: none;
  }
  .menu-stand {
    position: relative;
    display: inline-flex;
  }
  .menu-stand .icon {
    align-items: center;
    justify-content: center;
    font-size: 1rem;
  }
  .reply-of-case {
    padding: calc(var(--space) * 4);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-raised);
  }
  .reply-of-case .composer {
    border: 0;
    padding-block: calc(var(--space) * 2) 0;
  }
  .reply-of-case .composer textarea {
    min-block-size: 5.5em;
  }
  .reply-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space) calc(var(--space) * 3);
  }
  .reply-head h3 {
    margin-inline-end: auto;
  }
  .card-beside {
    display: grid;
    gap: calc(var(--space) * 2);
    padding: calc(var(--space) * 4);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-raised);
  }
  .card-beside > h3 {
    display: flex;
    align-items: center;
    gap: calc(var(--space) * 2);
  }
  .points li {
    display: flex;
    justify-content: space-between;
    gap: calc(var(--space) * 3);
    padding-block: calc(var(--space) * 0.5);
    font-size: var(--size-meta);
    font-variant-numeric: tabular-nums;
  }
  .points span:last-child {
    white-space: nowrap;
  }
  /* Of another colour, with a dashed edge: nobody takes it for what is seen outside. */
  .notes {
    border: 1px dashed var(--warn);
    background: color-mix(in srgb, var(--warn) 7%, var(--surface-raised));
  }
  .notes > .soft {
    color: var(--text);
  }
  .notes ul {
    display: grid;
    gap: calc(var(--space) * 3);
  }
  .note-text {
    white-space: pre-line;
  }
  .note-of-team .quiet {
    padding-inline: 0;
  }
  .notes .soft {
    color: var(--text);
  }
  .notes form {
    display: grid;
    justify-items: start;
    gap: calc(var(--space) * 2);
  }
  .notes textarea {
    inline-size: 100%;
    padding: calc(var(--space) * 2) calc(var(--space) * 3);
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) / 2);
    background: var(--surface);
    field-sizing: content;
    min-block-size: 4em;
    max-block-size: 30vh;
  }
  .notes textarea::placeholder {
    color: var(--text-soft);
    opacity: 1;
  }
  .notes .second:disabled {
    color: var(--text-soft);
    border-color: var(--line);
    cursor: default;
  }
  .links {
    display: grid;
    gap: calc(var(--space) * 2);
  }
  .links li {
    display: grid;
    justify-items: start;
  }
  @container pane (inline-size >= 760px) {
    .case {
      grid-template-columns: minmax(0, 1fr) minmax(15rem, 18rem);
    }
    .case-head {
      grid-column: 1 / -1;
    }
  }
  @container pane (inline-size < 420px) {
    .case {
      padding: calc(var(--space) * 3);
    }
    .case-post,
    .reply-of-case {
      padding: calc(var(--space) * 3);
    }
  }
`;
