// The plan's page: a sentence of what changed most, and each goal's figures against their target, with their course by week.
import { html, nothing } from "lit";
import { changeOf, changeSentence, valueOf } from "../figures.js";
import { named } from "../language.js";
import { course } from "./course.js";
import { empty, failure, waiting } from "./state.js";

/** @import { Goal, PlanFigure } from "../shapes.js" */
/** @import { DeskView } from "./view.js" */

/** @param {DeskView} view */
export function planPage(view) {
  const { desk, say } = view;
  const { plan: page } = desk.pages;
  const { plan } = page;
  return html`<div class="page wide-page" part="plan">
    <h2 id="page-title" tabindex="-1">${say("page:plan")}</h2>
    <p class="soft">${say("planAbout")}</p>
    ${
      page.state === "failed"
        ? failure(view, page.reason, () => page.load())
        : !plan || page.state === "loading"
          ? waiting(view)
          : html`${page.reason ? html`<p class="stale">${say("stale")} ${view.element.why(page.reason)}</p>` : nothing}
            ${most(view)}
            ${plan.goals.length ? plan.goals.map((goal) => goalView(view, goal)) : empty(view, "planNone")}`
    }
  </div>`;
}

/** @param {DeskView} view */
function most(view) {
  const { desk, language, say } = view;
  const changed = desk.pages.plan.plan?.changed;
  return html`<p class="most" part="most">
    ${changed ? changeSentence(language, changed) : say("nothingChanged")}
    ${changed ? toInsight(view, changed.name) : nothing}
  </p>`;
}

/** @param {DeskView} view @param {string} figure */
const toInsight = ({ desk, language, say }, figure) =>
  html`<button
    class="quiet"
    part="to-insight"
    aria-label=${say("toInsightOf", { figure: named(language, "figure", figure) })}
    @click=${() => desk.pages.plan.toInsight(figure)}
  >
    ${say("toInsight")}
  </button>`;

/** @param {DeskView} view @param {Goal} goal */
function goalView(view, { goal, figures }) {
  const { desk, language } = view;
  return html`<section part="goal" aria-labelledby="goal-${goal}">
    <h3 id="goal-${goal}" class="group-title">${named(language, "goal", goal)}</h3>
    <div class="figures">${figures.map((figure) => card(view, figure))}</div>
    <div class="courses">${figures.map((figure) => course(view, figure, desk.pages.plan))}</div>
  </section>`;
}

/** @param {DeskView} view @param {PlanFigure} figure */
function card(view, figure) {
  const { desk, language, say } = view;
  const { name, unit, value, target, met } = figure;
  const page = desk.pages.plan;
  const reached = page.current || page.plan?.goals[0]?.figures[0]?.name;
  return html`<article
    class="figure"
    part="goal-figure"
    data-row=${name}
    tabindex=${name === reached ? 0 : -1}
    aria-label=${named(language, "figure", name)}
  >
    <h4>${named(language, "figure", name)}</h4>
    <p class="value">${valueOf(language, unit, value)}</p>
    ${
      target === undefined
        ? nothing
        : html`<p class="target ${met ? "met" : "unmet"}">
            ${say(met ? "targetMet" : "targetUnmet", { target: valueOf(language, unit, target) })}
          </p>`
    }
    <p class="change">${changeOf(language, figure)}</p>
    ${toInsight(view, name)}
  </article>`;
}
