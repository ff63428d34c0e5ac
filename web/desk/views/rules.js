// Rules, each as a sentence of what it holds; and the form in which one is written, in their stead.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { placeName } from "../../views/byline.js";
import { sentenceOf } from "../rule-words.js";
import { speaks } from "../steering-words.js";
import { ruleForm } from "./rule-form.js";
import { trialView } from "./rule-trial.js";
import { empty, failure, waiting } from "./state.js";

/** @import { RulesPage } from "../pages/rules.js" */
/** @import { ModerationRule } from "../shapes.js" */
/** @import { DeskView } from "./view.js" */

/** More of them are said in full where one wants to read them. */
const wordsShown = 3;

/** @param {DeskView} view @param {RulesPage} page */
export function rulesPage(view, page) {
  const { desk, say } = view;
  if (!speaks(desk)) return waiting(view);
  const { draft } = page;
  return html`<div class="page" part="rules">
    <div class="page-head">
      <h2 id="page-title" tabindex="-1">
        ${say(draft ? (draft.isNew ? "ruleNew" : "ruleChangeTitle") : "page:rules")}
      </h2>
      ${draft ? nothing : html`<button class="first" part="rule-new" @click=${() => page.write()}>${say("ruleNew")}</button>`}
    </div>
    ${
      draft
        ? ruleForm(view, page, draft)
        : html`<p class="soft">${say("rulesSays")}</p>
            ${list(view, page)}`
    }
  </div>`;
}

/** @param {DeskView} view @param {RulesPage} page */
function list(view, page) {
  const { rules, reason } = page;
  if (!rules) return reason ? failure(view, reason, () => page.refresh()) : waiting(view);
  if (!rules.length) return empty(view, "rulesNone");
  return html`<ul class="rows" aria-label=${view.say("page:rules")}>
    ${repeat(
      rules,
      ({ key }) => key,
      (rule) => html`<li>${row(view, page, rule, rules)}</li>`,
    )}
  </ul>`;
}

/** @param {DeskView} view @param {RulesPage} page @param {ModerationRule} rule @param {ModerationRule[]} all */
function row(view, page, rule, all) {
  const { say, shared, language } = view;
  const { key, name, on, words = [] } = rule;
  const reached = all.some((one) => one.key === page.current) ? page.current : all[0].key;
  const trial = page.shown === key ? page.trialOf(rule) : undefined;
  return html`<article
    class="entry"
    part="row"
    data-row=${key}
    tabindex=${key === reached ? 0 : -1}
    aria-labelledby="rule-${key}"
    aria-describedby="rule-${key}-holds"
  >
    <header>
      <p class="entry-title" id="rule-${key}" dir="auto">${name}</p>
      <span class="tag ${on ? "mine" : ""}" part="rule-state">${say(on ? "ruleIsOn" : "ruleIsOff")}</span>
    </header>
    <p id="rule-${key}-holds">${sentenceOf(language, rule, (id) => placeName(shared, id))}</p>
    ${
      words.length > wordsShown
        ? html`<details>
            <summary>${say("ruleAllWords", { n: words.length })}</summary>
            <p class="all-words" dir="auto">${words.join(", ")}</p>
          </details>`
        : nothing
    }
    <footer>
      <button class="second small" part="rule-toggle" @click=${() => page.toggle(rule)}>
        ${say(on ? "ruleSwitchOff" : "ruleSwitchOn")}
      </button>
      <button class="second small" part="rule-try" @click=${() => page.try(rule)}>${say("ruleTry")}</button>
      <button class="second small" part="rule-change" @click=${() => page.write(rule)}>${say("ruleChange")}</button>
      <button class="second small" part="rule-remove" @click=${() => page.remove(rule)}>${say("ruleRemove")}</button>
    </footer>
    ${
      trial
        ? trialView(view, trial, {
            asks: true,
            close: () => page.closeTrial(),
            decide: on
              ? nothing
              : html`<button class="first small" part="rule-decide" @click=${() => page.toggle(rule)}>
                  ${say("ruleSwitchOn")}
                </button>`,
          })
        : nothing
    }
  </article>`;
}
