// The inbox: at one side the list, at the other the case that is open; on a narrow page one of both.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { placeMark, placeName } from "../../views/byline.js";
import { triangle } from "../../views/glyphs.js";
import { plainText } from "../../views/plain-text.js";
import { lasting, named } from "../language.js";
import { idOf } from "../pages/inbox.js";
import { caseView } from "./case.js";
import { listOf } from "./state.js";

/** @import { DeskKey } from "../language.js" */
/** @import { Case, Filter } from "../shapes.js" */
/** @import { DeskView } from "./view.js" */

const filters = /** @type {Filter[]} */ (["open", "mine", "overdue", "snoozed", "all"]);
/** From so many minutes on it is said as a warning. */
const soonMs = 30 * 60_000;

/** @param {DeskView} view */
export function inboxPage(view) {
  const { desk, say } = view;
  const { inbox } = desk.pages;
  return html`<div class="split ${inbox.opened ? "opened" : ""}" part="inbox">
    <section class="pane list" part="list" aria-labelledby="page-title">
      ${head(view)}
      ${listOf(view, inbox.list, {
        none: inbox.wanted ? "noneFound" : `none:${inbox.filter}`,
        name: say("cases"),
        items: inbox.rows,
        idOf,
        row: (each) => row(view, each),
      })}
      ${found(view)}
    </section>
    <section class="pane detail" part="detail" aria-label=${say("case")}>
      ${inbox.opened ? caseView(view, inbox.opened) : hints(view)}
    </section>
  </div>`;
}

/** Nothing is open: how one goes on. @param {DeskView} view */
const hints = ({ element, say }) =>
  html`<div class="empty">
    <p>${say("chooseCase")}</p>
    ${
      element.keys.on
        ? html`<p class="hints">
            <span><kbd>j</kbd> ${say("keyNext")}</span> <span><kbd>k</kbd> ${say("keyPrevious")}</span>
            <span><kbd>Enter</kbd> ${say("keyOpen")}</span> <span><kbd>?</kbd> ${say("keyKeys")}</span>
          </p>`
        : nothing
    }
  </div>`;

/** @param {DeskView} view */
function head(view) {
  const { desk, say, language, shared } = view;
  const { inbox } = desk.pages;
  const { counts } = inbox;
  const places = [...shared.places.keys()];
  return html`<div class="list-head">
    <div class="page-head">
      <h2 id="page-title" tabindex="-1">${say("page:inbox")}</h2>
      ${
        places.length > 1
          ? html`<select
              part="filter"
              aria-label=${say("place")}
              @change=${(/** @type {Event} */ { target }) => inbox.choose({ place: /** @type {HTMLSelectElement} */ (target).value })}
            >
              <option value="" ?selected=${!inbox.place}>${say("everywhere")}</option>
              ${places.map(
                (id) => html`<option value=${id} ?selected=${id === inbox.place}>${placeName(shared, id)}</option>`,
              )}
            </select>`
          : nothing
      }
    </div>
    <input
      type="search"
      data-find
      part="find"
      dir="auto"
      placeholder=${say("find")}
      aria-label=${say("find")}
      aria-keyshortcuts="/"
      .value=${inbox.wanted}
      @input=${(/** @type {InputEvent} */ { target }) => inbox.find(/** @type {HTMLInputElement} */ (target).value)}
    />
    <div class="filters" role="group" aria-label=${say("show")}>
      ${filters.map((filter) => {
        const n = filter === "all" ? undefined : counts?.[filter];
        return html`<button
          part="filter"
          aria-pressed=${inbox.filter === filter ? "true" : "false"}
          @click=${() => inbox.choose({ filter })}
        >
          ${say(`filter:${filter}`)}${n === undefined ? nothing : html` <span class="count ${filter === "overdue" && n ? "bad" : ""}">${language.number(n)}</span>`}
        </button>`;
      })}
    </div>
  </div>`;
}

/** @param {DeskView} view @param {Case} each */
function row(view, each) {
  const { desk, say, shared } = view;
  const { inbox } = desk.pages;
  const { root, replies } = each.thread;
  const id = root.id;
  const rows = inbox.rows;
  const reached = rows.some((one) => idOf(one) === inbox.current) ? inbox.current : idOf(rows[0]);
  const title = root.title || plainText(root.body, 80) || say("untitled");
  const excerpt = plainText(root.body, 200);
  return html`<li>
    <button
      class="row case-row"
      part="row"
      data-row=${id}
      tabindex=${id === reached ? 0 : -1}
      aria-current=${inbox.opened?.is(id) ? "true" : "false"}
      @click=${() => inbox.openCase(id)}
    >
      <span class="row-top"
        ><span class="row-meta">${placeMark(shared, root.place)} <bdi>${root.author.name}</bdi></span
        >${due(view, each)}</span
      >
      <strong dir="auto">${title}</strong>
      ${excerpt && excerpt !== title ? html`<span class="excerpt" dir="auto">${excerpt}</span>` : nothing}
      <span class="row-meta">
        ${waits(view, each)} ${replies ? html`<span>${say("replies", { n: replies })}</span>` : nothing}
      </span>
      <span class="row-meta">${risk(view, each)} ${whose(view, each)}</span>
    </button>
  </li>`;
}

/** How long; nothing where nobody waits. @param {DeskView} view @param {Case} each */
export const waits = ({ say, language, now }, { waiting_since: since }) =>
  since === undefined ? nothing : html`<span>${say("waiting", { time: lasting(language, now - since) })}</span>`;

/** Until when it should be answered, in words. @param {DeskView} view @param {Case} each */
export function due({ say, language, now }, { due_at: at, overdue }) {
  if (!at) return nothing;
  const time = lasting(language, at - now);
  if (overdue || at < now)
    return html`<span class="due bad" title=${language.exact(at)}>${triangle}${say("overdueBy", { time })}</span>`;
  return html`<span class="due ${at - now < soonMs ? "warn" : "soft"}" title=${language.exact(at)}
    >${say("dueIn", { time })}</span
  >`;
}

/** @param {number} risk */
export const levelOf = (risk) => (risk >= 70 ? "high" : risk >= 40 ? "middle" : "low");

/** @param {DeskView} view @param {Case} each */
function risk(view, { risk: score, reasons }) {
  const { say, language } = view;
  const level = levelOf(score);
  const why = reasons.toSorted((a, b) => b.points - a.points).slice(0, 2);
  const words = why.map((each) => named(language, "why", each.why)).join(", ");
  return html`<span class="risk ${level}" part="risk">
    <span class="gauge" aria-hidden="true"><i></i><i></i><i></i></span>
    <span>${say(/** @type {DeskKey} */ (`risk:${level}`), { score })}${words ? `: ${words}` : nothing}</span>
  </span>`;
}

/** Who has it, and what else is known. @param {DeskView} view @param {Case} each */
export function whose({ desk, say, language }, { claimed, assigned, snoozed_until: until, escalated, done, notes }) {
  const me = desk.me?.id;
  return html`${
    claimed
      ? html`<span class="tag ${claimed.by === me ? "mine" : ""}"
          >${claimed.by === me ? say("claimedByMe") : say("claimedBy", { name: claimed.name })}</span
        >`
      : nothing
  }
  ${
    assigned
      ? html`<span class="tag"
          >${assigned.to === me ? say("assignedToMe") : say("assignedTo", { name: assigned.name })}</span
        >`
      : nothing
  }
  ${done ? html`<span class="tag">${say("isDone")}</span>` : nothing}
  ${escalated ? html`<span class="tag bad">${say("escalated")}</span>` : nothing}
  ${until ? html`<span class="tag">${say("snoozedUntil", { time: language.exact(until) })}</span>` : nothing}
  ${notes.length ? html`<span class="tag">${say("notesCount", { n: notes.length })}</span>` : nothing}`;
}

/** What was found beyond the list. @param {DeskView} view */
function found(view) {
  const { desk, say, shared } = view;
  const { inbox } = desk.pages;
  if (!inbox.found.length) return nothing;
  return html`<h3 class="aside-title">${say("foundElsewhere")}</h3>
    <ul class="rows" aria-label=${say("foundElsewhere")}>
      ${repeat(
        inbox.found,
        ({ post }) => post.id,
        ({ post, title, answered_by: by }) =>
          html`<li>
            <button class="row" part="row" data-row=${post.thread} @click=${() => inbox.openCase(post.id)}>
              <span class="row-top"><strong dir="auto">${title}</strong></span>
              <span class="row-meta"
                >${placeMark(shared, post.place)}
                <span>${by ? say("answeredBy", { name: by }) : say("noReply")}</span></span
              >
            </button>
          </li>`,
      )}
    </ul>`;
}
