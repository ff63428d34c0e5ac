// The brand's goals, on top of insight: each figure against its target and the four weeks before, with its course by week.
import { html, nothing } from "lit";
import { changeOf, valueOf } from "../figures.js";
import { named } from "../language.js";

/** @import { Goal, PlanFigure } from "../shapes.js" */
/** @import { DeskView } from "./view.js" */

/** @param {DeskView} view @param {Goal[]} goals */
export function goalsView(view, goals) {
  const { say, language } = view;
  if (!goals.length) return nothing;
  return html`<section part="plan" aria-labelledby="plan-title">
    <h3 id="plan-title" class="group-title">${say("plan")}</h3>
    <p class="soft">${say("planAbout")}</p>
    ${goals.map(
      ({ goal, figures }) =>
        html`<h4 class="goal">${named(language, "goal", goal)}</h4>
          <div class="figures">${figures.map((figure) => card(view, figure))}</div>`,
    )}
  </section>`;
}

/** @param {DeskView} view @param {PlanFigure} figure */
function card({ say, language }, figure) {
  const { name, unit, value, target, met, series } = figure;
  const values = series.map((each) => valueOf(language, unit, each)).join(" → ");
  return html`<article class="figure" part="goal-figure">
    <h5>${named(language, "figure", name)}</h5>
    <p class="value">${valueOf(language, unit, value)}</p>
    ${
      target === undefined
        ? nothing
        : html`<p class="target ${met ? "met" : "unmet"}">
            ${say(met ? "targetMet" : "targetUnmet", { target: valueOf(language, unit, target) })}
          </p>`
    }
    <p class="change">${changeOf(language, figure)}</p>
    <p class="soft weeks">${say("byWeek", { values })}</p>
  </article>`;
}
