// Polls with their results, as bars and as numbers.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { timeOf } from "../../views/byline.js";
import { speaks } from "../planning-words.js";
import { toCase } from "./queue.js";
import { empty, failure, waiting } from "./state.js";

/** @import { AskedPoll } from "../shapes.js" */
/** @import { PollsPage } from "../pages/polls.js" */
/** @import { DeskView } from "./view.js" */

/** @param {DeskView} view @param {PollsPage} page */
export function pollsPage(view, page) {
  const { desk, language, say } = view;
  if (!speaks(desk)) return waiting(view);
  return html`<div class="page" part="polls">
    <div class="page-head">
      <h2 id="page-title" tabindex="-1">${say("page:polls")}</h2>
      <button class="first" part="poll-ask" @click=${() => page.ask()}>${say("pollAsk")}</button>
    </div>
    <p class="soft">${say("pollsSays")}</p>
    ${list(view, page)}
  </div>`;
}

/** @param {DeskView} view @param {PollsPage} page */
function list(view, page) {
  const { polls, reason } = page;
  if (!polls) return reason ? failure(view, reason, () => page.refresh()) : waiting(view);
  if (!polls.length) return empty(view, "pollsNone");
  return html`<ul class="rows" aria-label=${view.say("page:polls")}>
    ${repeat(
      polls,
      ({ post }) => post,
      (poll) => html`<li>${row(view, page, poll, polls)}</li>`,
    )}
  </ul>`;
}

/** @param {DeskView} view @param {PollsPage} page @param {AskedPoll} poll @param {AskedPoll[]} all */
function row(view, page, poll, all) {
  const { say, shared, language } = view;
  const { post, title, at, until, ended, people, options, counts = [] } = poll;
  const reached = all.some((one) => one.post === page.current) ? page.current : all[0].post;
  const state = ended ? say("pollStateEnded") : until ? say("untilTime", { time: language.exact(until) }) : "";
  return html`<article
    class="entry"
    part="row"
    data-row=${post}
    tabindex=${post === reached ? 0 : -1}
    aria-labelledby="asked-${post}"
  >
    <p class="entry-title" id="asked-${post}" dir="auto">${title}</p>
    <p class="row-meta">
      ${timeOf(shared, at)}<span>${say("pollVoters", { n: people })}</span>${state ? html`<span>${state}</span>` : nothing}
    </p>
    <ul class="result">
      ${options.map((option, index) => {
        const n = counts[index] ?? 0;
        return html`<li>
          <span dir="auto">${option}</span>
          <span class="soft">${say("pollVotes", { n, share: percent(language.tag, n / (people || 1)) })}</span>
          <meter min="0" max=${people || 1} value=${n} aria-hidden="true"></meter>
        </li>`;
      })}
    </ul>
    <footer>
      <button class="second small" part="poll-open" @click=${() => toCase(view, post)}>${say("openCase")}</button>
      <button class="second small" part="poll-save" @click=${() => page.save(poll)}>${say("pollSave")}</button>
      ${
        ended
          ? nothing
          : html`<button class="second small" part="poll-end" @click=${() => page.end(poll)}>${say("pollEnd")}</button>`
      }
    </footer>
  </article>`;
}

/** @param {string} tag @param {number} share */
const percent = (tag, share) => new Intl.NumberFormat(tag, { style: "percent" }).format(share);
