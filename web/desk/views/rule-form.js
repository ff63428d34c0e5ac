// The form in which a rule is written: what is wrong with a field stands by it; what it would have held, below.
import { html, nothing } from "lit";
import { placeName } from "../../views/byline.js";
import { linesOf } from "../dialogs.js";
import { amounts, nameMost } from "../pages/rule-draft.js";
import { trialView } from "./rule-trial.js";

/** @import { DeskKey } from "../language.js" */
/** @import { Amount, Draft, RuleField } from "../pages/rule-draft.js" */
/** @import { RulesPage } from "../pages/rules.js" */
/** @import { DeskView } from "./view.js" */

const wordRows = 6;

/** @param {DeskView} view @param {RulesPage} page @param {Draft} draft */
export function ruleForm(view, page, draft) {
  const { say } = view;
  const { rule } = draft;
  const trial = page.trialOf(rule);
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    void page.save();
  };
  return html`<form class="rule-form" part="rule-form" novalidate @submit=${send}>
    <p class="soft">${say("ruleFormSays")}</p>
    ${field(view, draft, "name", "ruleName", "ruleNameHint", (described) => nameInput(view, draft, described))}
    <fieldset aria-describedby=${draft.wrong.rule ? "rule-rule-wrong" : nothing}>
      <legend>${say("ruleWhat")}</legend>
      ${wrong(view, draft, "rule")}
      <div class="amounts">${amounts.map((each) => amount(view, draft, each))}</div>
      ${field(view, draft, "words", "ruleWords", "ruleWordsHint", (described) => wordsInput(view, draft, described))}
    </fieldset>
    ${placesField(view, draft)}
    <div class="acts">
      <button class="first" part="submit" ?disabled=${draft.sending}>${say("ruleSave")}</button>
      <button type="button" class="second" part="rule-try" @click=${() => page.tryDraft()}>${say("ruleTry")}</button>
      <button type="button" class="second" part="cancel" @click=${() => page.cancel()}>${say("cancel")}</button>
    </div>
    ${
      trial && page.shown === draft.key
        ? trialView(view, trial, {
            asks: draft.on,
            decide: html`<button
              type="button"
              class="first small"
              part="rule-decide"
              ?disabled=${draft.sending}
              @click=${() => page.save(true)}
            >
              ${say(draft.on ? "ruleSave" : "ruleSaveOn")}
            </button>`,
          })
        : nothing
    }
  </form>`;
}

/** @param {DeskView} view @param {Draft} draft @param {RuleField} name */
function wrong({ say }, draft, name) {
  const found = draft.wrong[name];
  if (!found) return nothing;
  return html`<p class="bad" id="rule-${name}-wrong">${say(found.says, { word: found.word })}</p>`;
}

/** @param {DeskView} view @param {Draft} draft @param {RuleField} name @param {DeskKey} label @param {DeskKey | ""} hint @param {(described: string | typeof nothing) => unknown} input */
function field(view, draft, name, label, hint, input) {
  const described = [hint && `rule-${name}-hint`, draft.wrong[name] && `rule-${name}-wrong`].filter(Boolean).join(" ");
  return html`<div class="field">
    <label for="rule-${name}">${view.say(label)}</label>
    ${input(described || nothing)} ${wrong(view, draft, name)}
    ${hint ? html`<p class="soft" id="rule-${name}-hint">${view.say(hint)}</p>` : nothing}
  </div>`;
}

/** @param {Draft} draft @param {RuleField} name */
const invalid = (draft, name) => (draft.wrong[name] ? "true" : nothing);

/** @param {Event} event */
const typed = ({ target }) => /** @type {HTMLInputElement} */ (target).value;

/** @param {DeskView} view @param {Draft} draft @param {unknown} described */
const nameInput = ({ desk }, draft, described) =>
  html`<input
    id="rule-name"
    type="text"
    dir="auto"
    maxlength=${nameMost}
    .value=${draft.name}
    required
    aria-invalid=${invalid(draft, "name")}
    aria-describedby=${described}
    @input=${(/** @type {Event} */ event) => {
      draft.name = typed(event);
      desk.tell();
    }}
  />`;

/** @param {DeskView} view @param {Draft} draft @param {Amount} name */
const amount = (view, draft, name) =>
  field(
    view,
    draft,
    name,
    /** @type {DeskKey} */ (`ruleField:${name}`),
    "",
    (described) =>
      html`<input
        id="rule-${name}"
        type="text"
        inputmode="numeric"
        autocomplete="off"
        .value=${draft.amounts[name]}
        aria-invalid=${invalid(draft, name)}
        aria-describedby=${described}
        @input=${(/** @type {Event} */ event) => {
          draft.amounts[name] = typed(event);
          view.desk.tell();
        }}
      />`,
  );

/** @param {DeskView} view @param {Draft} draft @param {unknown} described */
function wordsInput({ desk, say }, draft, described) {
  const count = linesOf(draft.words).length;
  return html`<textarea
      id="rule-words"
      rows=${wordRows}
      dir="auto"
      spellcheck="false"
      autocapitalize="off"
      .value=${draft.words}
      aria-invalid=${invalid(draft, "words")}
      aria-describedby=${described}
      @input=${(/** @type {Event} */ event) => {
        draft.words = typed(event);
        desk.tell();
      }}
    ></textarea>
    ${count ? html`<p class="soft">${say("ruleWordsCount", { n: count })}</p>` : nothing}`;
}

/** @param {DeskView} view @param {Draft} draft */
function placesField(view, draft) {
  const { desk, say, shared } = view;
  // One that is configured no more can be taken out.
  const all = [...new Set([...shared.places.keys(), ...draft.places])];
  return html`<fieldset
    id="rule-places"
    tabindex="-1"
    aria-describedby="rule-places-hint ${draft.wrong.places ? "rule-places-wrong" : ""}"
  >
    <legend>${say("rulePlaces")}</legend>
    ${wrong(view, draft, "places")}
    <p class="soft" id="rule-places-hint">${say("rulePlacesHint")}</p>
    ${all.map(
      (id) =>
        html`<label
          ><input
            type="checkbox"
            .checked=${draft.places.has(id)}
            @change=${() => {
              if (!draft.places.delete(id)) draft.places.add(id);
              desk.tell();
            }}
          />
          ${placeName(shared, id)}</label
        >`,
    )}
  </fieldset>`;
}
