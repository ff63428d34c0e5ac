// Insight: the figures as cards, their course in each place with a table under it, and the posts behind them.
import { html, nothing } from "lit";
import { hue, placeName } from "../../views/byline.js";
import { changeOf, grouped, valueOf } from "../figures.js";
import { isNamed, named } from "../language.js";
import { dayOf, lengths, steps } from "../periods.js";
import { origin, postBody, postHead } from "./case-post.js";
import { course } from "./course.js";
import { toCase } from "./queue.js";
import { empty, failure, listOf, waiting } from "./state.js";

/** @import { DeskKey } from "../language.js" */
/** @import { Length, Step } from "../periods.js" */
/** @import { Figure } from "../shapes.js" */
/** @import { DeskView } from "./view.js" */

/** As many parts of a figure are shown whatever they are. */
const partsShown = 6;

/** @param {DeskView} view */
export function insightPage(view) {
  const { desk, say } = view;
  const page = desk.pages.insight;
  const { insight } = page;
  return html`<div class="page wide-page" part="insight">
    <h2 id="page-title" tabindex="-1">${say("page:insight")}</h2>
    ${choices(view)}
    ${
      page.state === "failed"
        ? failure(view, page.reason, () => page.load())
        : !insight || page.state === "loading"
          ? waiting(view)
          : html`<p class="soft">
                ${say("comparedWith", {
                  from: date(view, insight.from),
                  to: date(view, insight.to - 1),
                  before: date(view, insight.previous_from),
                })}
              </p>
              ${page.reason ? html`<p class="stale">${say("stale")} ${view.element.why(page.reason)}</p>` : nothing}
              ${insight.figures.length ? figures(view, insight.figures) : empty(view, "figuresNone")}`
    }
  </div>`;
}

/** @param {DeskView} view @param {number} time */
const date = ({ language }, time) =>
  new Intl.DateTimeFormat(language.tag, { day: "numeric", month: "long", year: "numeric" }).format(time);

/** @param {DeskView} view */
function choices(view) {
  const { desk, say, shared } = view;
  const page = desk.pages.insight;
  const valueIn = (/** @type {Event} */ { target }) => /** @type {HTMLSelectElement} */ (target).value;
  const places = [...shared.places.keys()];
  const day = (/** @type {"from" | "to"} */ name) =>
    html`<label class="soft"
      >${say(`day:${name}`)}
      <input
        type="date"
        part="day"
        max=${dayOf(Date.now())}
        .value=${page.days[name]}
        @change=${(/** @type {Event} */ event) => page.choose({ days: { ...page.days, [name]: valueIn(event) } })}
    /></label>`;
  return html`<div class="choices-row">
    <div class="filters" role="group" aria-label=${say("period")}>
      ${lengths.map(
        (/** @type {Length} */ length, at) =>
          html`<button
            part="filter"
            ?data-find=${at === 0}
            aria-pressed=${page.length === length ? "true" : "false"}
            @click=${() => page.choose({ length })}
          >
            ${say(`period:${length}`)}
          </button>`,
      )}
    </div>
    ${page.length === "custom" ? html`${day("from")} ${day("to")}` : nothing}
    <select
      part="filter"
      aria-label=${say("place")}
      @change=${(/** @type {Event} */ event) => page.choose({ place: valueIn(event) })}
    >
      <option value="" ?selected=${!page.place}>${say("everywhere")}</option>
      ${places.map((id) => html`<option value=${id} ?selected=${id === page.place}>${placeName(shared, id)}</option>`)}
    </select>
    <select
      part="filter"
      aria-label=${say("step")}
      @change=${(/** @type {Event} */ event) => page.choose({ step: /** @type {Step} */ (valueIn(event)) })}
    >
      ${steps.map((step) => html`<option value=${step} ?selected=${step === page.step}>${say(`step:${step}`)}</option>`)}
    </select>
    <button class="second small" part="save" ?disabled=${page.saving || !page.period} @click=${() => page.save()}>
      ${say("saveTable")}
    </button>
  </div>`;
}

/** @param {DeskView} view @param {Figure[]} all */
function figures(view, all) {
  const { say } = view;
  const first = all[0].name;
  return html`${grouped(all).map(
    ({ group, figures: own }) =>
      html`<section part="group" aria-labelledby="group-${group}">
        <h3 id="group-${group}" class="group-title">${say(/** @type {DeskKey} */ (`group:${group}`))}</h3>
        <div class="figures">${own.map((figure) => card(view, figure, first))}</div>
        ${own.some(({ name }) => name === view.desk.pages.insight.figure) ? behind(view) : nothing}
        <div class="courses">${own.map((figure) => course(view, figure, view.desk.pages.insight))}</div>
      </section>`,
  )}`;
}

/** @param {DeskView} view @param {Figure} figure @param {string} first */
function card(view, figure, first) {
  const { desk, say, language } = view;
  const page = desk.pages.insight;
  const { name, unit, value, previous, posts } = figure;
  const parts = partsOf(figure);
  const reached = page.current || first;
  const direction = value === null || previous === null || value === previous ? "" : value > previous ? "up" : "down";
  return html`<article
    class="figure ${page.figure === name ? "chosen" : ""}"
    part="figure"
    data-row=${name}
    tabindex=${name === reached ? 0 : -1}
    aria-labelledby="figure-${name}"
  >
    <h4 id="figure-${name}">${named(language, "figure", name)}</h4>
    <p class="value">${valueOf(language, unit, value)}</p>
    <p class="change">
      ${direction ? html`<span class="arrow ${direction}" aria-hidden="true"></span>` : nothing}${changeOf(language, figure)}
    </p>
    ${isNamed(language, "about", name) ? html`<p class="soft about">${named(language, "about", name)}</p>` : nothing}
    ${
      parts.length
        ? html`<ul class="parts">
            ${parts.map((part) => partView(view, figure, part))}
          </ul>`
        : nothing
    }
    ${
      posts
        ? html`<button
            class="quiet"
            part="drill"
            aria-expanded=${page.figure === name && !page.part ? "true" : "false"}
            aria-label=${say("postsBehindOf", { figure: named(language, "figure", name) })}
            @click=${() => page.drill(name)}
          >
            ${say("postsBehind")}
          </button>`
        : nothing
    }
  </article>`;
}

/** Of many (every platform that there is), those of which there is anything. @param {Figure} figure */
const partsOf = ({ parts = [] }) => (parts.length > partsShown ? parts.filter(({ value }) => value) : parts);

/** @param {DeskView} view @param {Figure} figure @param {{ name: string, value: number }} part */
function partView({ desk, language }, { name, posts, parts = [] }, part) {
  const most = Math.max(1, ...parts.map(({ value }) => value));
  const value = language.number(part.value);
  const label = html`<span>${named(language, "part", part.name)}</span> <span>${value}</span>`;
  return html`<li>
    ${
      posts
        ? html`<button class="part-line" part="drill" @click=${() => desk.pages.insight.drill(name, part.name)}>
            ${label}
          </button>`
        : html`<span class="part-line">${label}</span>`
    }
    <meter min="0" max=${most} value=${Math.max(0, part.value)} aria-hidden="true"></meter>
  </li>`;
}

/** @param {DeskView} view */
function behind(view) {
  const { desk, say, language } = view;
  const page = desk.pages.insight;
  const { behind: list, figure, part } = page;
  if (!list) return nothing;
  const total = list.answer?.total;
  return html`<section class="behind" part="behind" aria-labelledby="behind-title">
    <div class="page-head">
      <h4 id="behind-title" tabindex="-1">
        ${say("postsBehindOf", { figure: named(language, "figure", figure) })}${part ? html` · ${named(language, "part", part)}` : nothing}
      </h4>
      <button class="second small" part="behind-close" aria-keyshortcuts="Escape" @click=${() => page.closeBehind()}>
        ${say("close")}
      </button>
    </div>
    ${total === undefined ? nothing : html`<p class="soft">${say("postsTotal", { n: total })}</p>`}
    ${listOf(view, list, {
      none: "postsBehindNone",
      name: say("postsBehind"),
      idOf: ({ id }) => id,
      row: (post) =>
        html`<li class="entry ${hue(view.shared, post.place)}">
          ${postHead(view, post)} ${postBody(view, post)}
          <footer>
            ${origin(view, post)}
            <button class="quiet" @click=${() => toCase(view, post.id)}>${say("openCase")}</button>
          </footer>
        </li>`,
    })}
  </section>`;
}
