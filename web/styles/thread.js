// What follows the first list. An opened thread: posts on the line whose hue is the place each came from, and what one can do with them.
import { css } from "lit";

export const thread = css`
  /* Tokens that the first list does without. */
  :host {
    --shadow: var(--plein-shadow, 0 4px 16px rgb(0 0 0 / 0.18));
    --font-code: var(--plein-font-code, ui-monospace, monospace);
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.15em;
  }
  .quiet {
    color: var(--accent);
    font-size: var(--size-meta);
    font-weight: 600;
    padding: calc(var(--space) * 0.5) var(--space);
  }
  .quiet:hover {
    text-decoration: underline;
  }
  .first:disabled {
    background: var(--line);
    color: var(--text-soft);
    cursor: default;
    filter: none;
  }
  .asking {
    padding-block-end: calc(var(--space) * 6);
  }
  .icon {
    display: inline-flex;
    vertical-align: middle;
  }
  .pill {
    border-radius: 999px;
    box-shadow: var(--shadow);
  }
  .bad {
    color: var(--bad);
  }
  .warn {
    color: var(--warn);
  }
  .turning {
    animation: turn 1.4s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  .pill-stand {
    position: sticky;
    inset-block-start: calc(var(--space) * 3);
    z-index: 1;
    block-size: 0;
    display: flex;
    justify-content: center;
    align-items: flex-start;
  }
  .pill {
    translate: 0 -50%;
    animation: rise 0.2s ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      scale: 0.92;
    }
  }
  .thread {
    padding: 0 calc(var(--space) * 4) calc(var(--space) * 4);
  }
  .posts {
    --rise: 16px;
    isolation: isolate;
    padding-block-end: calc(var(--space) * 3);
  }
  .post {
    --step: calc(var(--space) * 7);
    position: relative;
    display: grid;
    grid-template-columns: 32px minmax(0, 1fr);
    gap: 0 calc(var(--space) * 3);
    padding-block: calc(var(--space) * 2.5);
    padding-inline-start: var(--indent);
    border-radius: calc(var(--radius) / 2);
    scroll-margin-block: 64px;
  }
  /* Within the post's box, which may clip what it holds. */
  .column-0 {
    --indent: 0px;
  }
  .column-1 {
    --indent: var(--step);
  }
  .column-2 {
    --indent: calc(var(--step) * 2);
  }
  .from-page {
    --from: var(--place-page);
  }
  .from-forum {
    --from: var(--place-forum);
  }
  .from-3 {
    --from: var(--place-3);
  }
  .from-4 {
    --from: var(--place-4);
  }
  .from-site {
    --from: var(--text-soft);
  }
  /* The line, in stretches: from above to the avatar, where it turns into the hue of the post's place, from the avatar down, and
     those of other posts that pass by. */
  .above-line::before,
  .above-elbow::before,
  .below::after,
  .passing {
    content: "";
    position: absolute;
    inset-inline-start: calc(15px + var(--indent));
    forced-color-adjust: none;
  }
  /* It has turned when it reaches the face. */
  .above-line::before {
    inset-block-start: calc(var(--rise) * -1);
    inline-size: 2px;
    block-size: calc(26px + var(--rise));
    background: linear-gradient(var(--from), var(--hue) calc(8px + var(--rise)));
  }
  .above-elbow::before {
    inset-block-start: 0;
    inset-inline-start: calc(15px + var(--indent) - var(--step));
    inline-size: var(--step);
    block-size: 26px;
    border: 0 solid transparent;
    border-inline-start-width: 2px;
    border-block-end-width: 2px;
    border-end-start-radius: 12px;
    background: linear-gradient(var(--from), var(--hue)) border-box;
    mask:
      linear-gradient(currentColor, currentColor) padding-box exclude,
      linear-gradient(currentColor, currentColor) border-box;
  }
  .below::after {
    inset-block: 26px 0;
    border-inline-start: 2px solid var(--hue);
  }
  .passing {
    inset-block: 0;
    border-inline-start: 2px solid var(--hue);
  }
  .back-1 {
    inset-inline-start: calc(15px + var(--indent) - var(--step));
  }
  .back-2 {
    inset-inline-start: calc(15px + var(--indent) - var(--step) * 2);
  }
  .post > .avatar {
    z-index: 1;
    inline-size: 32px;
    block-size: 32px;
    box-shadow: 0 0 0 3px var(--surface-raised);
    font-size: 0.75rem;
  }
  .fresh {
    animation: arrive 1.2s ease-out;
  }
  @keyframes arrive {
    from {
      background: color-mix(in srgb, var(--accent) 22%, transparent);
    }
  }
  .content header,
  .content footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--space) * 2);
  }
  .content header {
    min-block-size: 32px;
  }
  .removed .content {
    padding-block: calc(var(--space) * 1.5);
    font-style: italic;
  }
  .name {
    font-weight: 600;
  }
  .role {
    padding: 0 calc(var(--space) * 1.75);
    border: 1px solid;
    border-radius: 999px;
    font-size: 0.75rem;
    font-weight: 600;
  }
  .ambassador {
    color: var(--good);
  }
  .brand {
    color: var(--accent-text);
    background: var(--accent);
  }
  .to {
    display: flex;
    align-items: center;
    gap: var(--space);
  }
  .text {
    max-inline-size: var(--measure);
  }
  .text > * + * {
    margin-block-start: calc(var(--space) * 2);
  }
  .text p {
    white-space: pre-line;
  }
  .text :is(ol, ul) {
    margin-inline: 0;
    padding-inline-start: 1.5em;
    list-style: revert;
  }
  .text blockquote {
    margin-inline: 0;
    padding-inline-start: calc(var(--space) * 3);
    border-inline-start: 2px solid var(--line);
    color: var(--text-soft);
  }
  /* Who nests deeper takes no more room at the side. */
  .text :is(ol, ul, blockquote) :is(ol, ul, blockquote) :is(ol, ul, blockquote) :is(ol, ul, blockquote) {
    padding-inline-start: 0;
    border: 0;
    list-style-position: inside;
  }
  .text :is(code, pre) {
    font-family: var(--font-code);
    font-size: 0.9em;
    background: var(--surface-sunken);
    border-radius: calc(var(--radius) / 2);
  }
  .text code {
    padding: 0.1em 0.3em;
  }
  .text pre {
    margin-block-end: 0;
    padding: calc(var(--space) * 3);
    overflow-x: auto;
    overflow-wrap: normal;
  }
  .text pre code {
    padding: 0;
    font-size: 1em;
  }
  .content footer {
    padding-block-start: var(--space);
    gap: 0 calc(var(--space) * 3);
  }
  /* Large enough for a finger, however short its text. */
  footer a,
  .when {
    display: inline-flex;
    align-items: center;
    min-block-size: 24px;
    min-inline-size: 24px;
    color: inherit;
    text-decoration: none;
  }
  footer .soft a,
  footer .origin:hover span {
    text-decoration: underline;
  }
  .origin {
    display: inline-flex;
  }
  .act {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--space) * 1.25);
    color: var(--text-soft);
  }
  .reply .glyph:dir(rtl) {
    scale: -1 1;
  }
  .reply {
    margin-inline-start: calc(var(--space) * -1);
  }
  button.act:hover,
  .act.on {
    color: var(--accent);
  }
  .sign-in {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--space) * 2);
    padding-block-start: calc(var(--space) * 2);
  }
  div.sign-in {
    padding: calc(var(--space) * 3) calc(var(--space) * 4);
    border-radius: calc(var(--radius) / 2);
    background: var(--surface-sunken);
  }
  .sign-in p {
    flex: 1 1 100%;
  }
  .summary .close {
    position: relative;
    z-index: 1;
    color: var(--text-soft);
    padding: var(--space);
    margin: calc(var(--space) * -1);
    margin-inline-start: auto;
  }
  @container (inline-size < 420px) {
    .thread {
      padding-inline: calc(var(--space) * 3.5);
    }
    .post {
      --step: calc(var(--space) * 3);
      gap: 0 calc(var(--space) * 2);
    }
  }
`;
