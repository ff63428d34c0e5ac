// The calendar as a list of days, so that it is read on a phone, by keys and aloud as it is elsewhere.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { plan } from "../../views/plan.js";
import { spanOf } from "../pages/calendar.js";
import { speaks } from "../planning-words.js";
import { toCase } from "./queue.js";
import { empty, failure, waiting } from "./state.js";

/** @import { PlannedPost } from "../shapes.js" */
/** @import { CalendarPage } from "../pages/calendar.js" */
/** @import { DeskKey } from "../language.js" */
/** @import { DeskView } from "./view.js" */

/** @param {DeskView} view @param {CalendarPage} page */
export function calendarPage(view, page) {
  const { desk, language, say, now } = view;
  if (!speaks(desk)) return waiting(view);
  const { from, to } = spanOf(page.length, page.steps, now);
  const range = new Intl.DateTimeFormat(language.tag, { dateStyle: "long" }).formatRange(from, to - 1);
  return html`<div class="page" part="calendar">
    <div class="page-head">
      <h2 id="page-title" tabindex="-1">${say("page:calendar")}</h2>
      <button class="first" part="plan-new" @click=${() => page.plan()}>${say("planNew")}</button>
    </div>
    <p class="soft">${say("calendarSays")}</p>
    <div class="weeks-head">
      <div class="filters" role="group" aria-label=${say("calendarBy")}>
        ${
          /** @type {const} */ (["week", "month"]).map(
            (length) =>
              html`<button
                aria-pressed=${length === page.length ? "true" : "false"}
                @click=${() => page.choose(length)}
              >
                ${say(length === "week" ? "calendarWeek" : "calendarMonth")}
              </button>`,
          )
        }
      </div>
      <button class="second small" part="calendar-go" @click=${() => page.go(-1)}>${say("calendarBefore")}</button>
      <button class="second small" part="calendar-go" @click=${() => page.go(0)}>${say("calendarNow")}</button>
      <button class="second small" part="calendar-go" @click=${() => page.go(1)}>${say("calendarAfter")}</button>
      <span part="calendar-range" aria-live="polite">${range}</span>
    </div>
    ${days(view, page, from, to)}
  </div>`;
}

/** @param {DeskView} view @param {CalendarPage} page @param {number} from @param {number} to */
function days(view, page, from, to) {
  const { planned, reason } = page;
  if (!planned) return reason ? failure(view, reason, () => page.refresh()) : waiting(view);
  // Whatever was missed is asked, whichever week is shown.
  const missed = planned.filter(({ stands }) => stands === "missed");
  const shown = planned.filter(({ at, stands }) => stands !== "missed" && at >= from && at < to);
  const format = new Intl.DateTimeFormat(view.language.tag, { weekday: "long", day: "numeric", month: "long" });
  /** @type {Map<string, PlannedPost[]>} */
  const byDay = new Map();
  for (const post of shown) {
    const day = format.format(post.at);
    byDay.set(day, [...(byDay.get(day) ?? []), post]);
  }
  const first = (missed[0] ?? shown[0])?.key;
  const reached = [...missed, ...shown].some(({ key }) => key === page.current) ? page.current : first;
  return html`${missed.length ? group(view, page, view.say("planMissed"), missed, reached) : nothing}
  ${repeat(
    byDay,
    ([day]) => day,
    ([day, posts]) => group(view, page, day, posts, reached),
  )}
  ${missed.length || shown.length ? nothing : empty(view, "calendarNone")}`;
}

/** @param {DeskView} view @param {CalendarPage} page @param {string} name @param {PlannedPost[]} posts @param {string} reached */
const group = (view, page, name, posts, reached) =>
  html`<section class="day">
    <h3>${name}</h3>
    <ul class="rows" aria-label=${name}>
      ${repeat(
        posts,
        ({ key }) => key,
        (post) => html`<li>${row(view, page, post, reached)}</li>`,
      )}
    </ul>
  </section>`;

/** @type {Record<PlannedPost["stands"], DeskKey>} */
const standings = { waiting: "planWaiting", sent: "planSent", missed: "planWasMissed" };

/** @param {DeskView} view @param {CalendarPage} page @param {PlannedPost} post @param {string} reached */
function row(view, page, post, reached) {
  const { desk, say, language } = view;
  const { key, title, text, at, stands, without, reason, name } = post;
  const names = without.map((id) => desk.places.find((place) => place.id === id)?.name ?? id);
  return html`<article
    class="entry"
    part="row"
    data-row=${key}
    tabindex=${key === reached ? 0 : -1}
    aria-labelledby="planned-${key}"
  >
    <p class="entry-title" id="planned-${key}" dir="auto">${title || text.slice(0, 80)}</p>
    <p class="row-meta">
      <span>${language.exact(at)}</span><span>${say(standings[stands] ?? "planWaiting")}</span
      ><span><bdi>${name}</bdi></span>
      ${names.length ? html`<span>${say("planWithout", { places: names.join(", ") })}</span>` : nothing}
    </p>
    ${reason ? html`<p class="soft" dir="auto">${say("reason")}: ${reason}</p>` : nothing}
    <details
      @toggle=${(/** @type {Event} */ { target }) => page.foresee(post, /** @type {HTMLDetailsElement} */ (target).open)}
    >
      <summary>${say("planPreview")}</summary>
      <div class="text" dir="auto">${text.split("\n").map((line) => html`${line}<br />`)}</div>
      ${foreseen(view, page, key)}
    </details>
    <footer>
      ${
        stands === "sent"
          ? post.post
            ? html`<button class="second small" @click=${() => toCase(view, post.post ?? "")}>
                ${say("openCase")}
              </button>`
            : nothing
          : html`<button class="second small" part="plan-change" @click=${() => page.plan(post)}>
                ${say("planChange")}
              </button>
              <button class="second small" part="plan-withdraw" @click=${() => page.withdraw(post)}>
                ${say("planWithdraw")}
              </button>`
      }
    </footer>
  </article>`;
}

/** What becomes of it, place by place: as under a composer. @param {DeskView} view @param {CalendarPage} page @param {string} key */
function foreseen(view, page, key) {
  const known = page.previews.get(key);
  if (known === "failed") return html`<p class="soft">${view.say("planPreviewFailed")}</p>`;
  if (!known) return nothing;
  const pen = { forecasts: { of: () => known }, person: { name: view.desk.me?.name ?? "" } };
  return plan(view.shared, /** @type {any} */ (pen), { key, id: `places-${key}` });
}
