// The rules by which visitors' posts are held: made, changed, switched on and off, removed; and tried on the past month before they hold anything.
import { refusal } from "../../refusals.js";
import { Dialog } from "../dialogs.js";
import { Reading } from "../reading.js";
import { SteeringCalls } from "../steering-calls.js";
import { rulesPage } from "../views/rules.js";
import { trialText } from "../views/rule-trial.js";
import { Draft, contentOf } from "./rule-draft.js";

/** @import { Reason } from "../../refusals.js" */
/** @import { Desk } from "../desk.js" */
/** @import { DeskKey } from "../language.js" */
/** @import { Found } from "../steering-calls.js" */
/** @import { ModerationRule } from "../shapes.js" */
/** @import { DeskView } from "../views/view.js" */

/** @typedef {{ found?: Found, failed?: Reason, asks?: DeskKey }} Trial neither: it is being tried; `asks`: what is to be decided by it */

export class RulesPage extends Reading {
  /** @param {Desk} desk */
  constructor(desk) {
    super(desk);
    this.calls_ = new SteeringCalls(desk);
    this.current = "";
    /** @type {ModerationRule[] | undefined} */
    this.rules = undefined;
    /** What is being written; kept while one looks at a case. @type {Draft | undefined} */
    this.draft = undefined;
    /** By what was tried. @type {Map<string, Trial>} */
    this.trials = new Map();
    /** Key of the rule under which its trial stands. */
    this.shown = "";
  }

  refresh() {
    const ask = () => this.calls_.rules();
    return this.take_(ask, (rules) => {
      this.rules = rules;
    });
  }

  /** @param {DeskView} view */
  view(view) {
    return rulesPage(view, this);
  }

  /** @param {ModerationRule} rule */
  trialOf(rule) {
    return this.trials.get(contentOf(rule));
  }

  /** @param {ModerationRule} rule @returns {boolean} also where that failed, which does not keep anybody from going on */
  isTried(rule) {
    const trial = this.trialOf(rule);
    return Boolean(trial?.found || trial?.failed);
  }

  /** @param {ModerationRule} rule @param {DeskKey} [asks] */
  async try(rule, asks) {
    const { draft } = this;
    /** @type {Trial} */
    const trial = { asks };
    const content = contentOf(rule);
    this.trials.set(content, trial);
    this.shown = rule.key;
    this.desk_.tell();
    try {
      trial.found = await this.calls_.try(rule);
    } catch (error) {
      if (draft?.refused(error)) {
        this.trials.delete(content);
        return this.toWrong_();
      }
      trial.failed = refusal(error).reason;
      if (trial.failed === "signIn") this.desk_.element.refuse();
    }
    this.desk_.element.speak(trialText(this.desk_.element, trial));
    void this.desk_.element.focusFirst("#trial-title");
  }

  closeTrial() {
    const key = this.shown;
    this.shown = "";
    void this.desk_.element.focusFirst(`[data-row="${key}"]`, "#page-title");
  }

  /** @param {ModerationRule} rule what was never tried is tried first */
  async toggle(rule) {
    if (!rule.on && !this.isTried(rule)) return this.try(rule, "trialOfNew");
    const before = rule;
    const set = (/** @type {ModerationRule} */ wanted) => this.calls_.keep(wanted).then(() => true);
    const says = rule.on ? "ruleSwitchedOff" : "ruleSwitchedOn";
    const done = await this.desk_.attempt(() => set({ ...rule, on: !rule.on }), { says, undo: () => set(before) });
    if (done) await this.changed_(rule.key);
  }

  /** @param {ModerationRule} rule */
  remove(rule) {
    const { say } = this.desk_.element;
    this.desk_.ask(
      new Dialog(this.desk_, {
        title: say("ruleRemove"),
        says: say("ruleRemoveSays", { name: rule.name }),
        submit: say("ruleRemove"),
        act: async () => {
          await this.calls_.remove(rule.key);
          return () => {
            this.desk_.done({ says: "ruleRemoved", undo: () => this.calls_.keep(rule) });
            void this.changed_("");
          };
        },
      }),
    );
  }

  /** @param {ModerationRule} [rule] otherwise a new one */
  write(rule) {
    this.draft = new Draft(rule);
    this.shown = "";
    void this.desk_.element.focusFirst("#rule-name");
  }

  cancel() {
    const { key = "" } = this.draft ?? {};
    this.draft = undefined;
    this.shown = "";
    void this.desk_.element.focusFirst(`[data-row="${key}"]`, "#page-title");
  }

  tryDraft() {
    const { draft } = this;
    if (draft?.check()) return this.toWrong_();
    if (draft) return this.try(draft.rule);
  }

  /** @param {boolean} [on] it is switched on too */
  async save(on) {
    const { draft } = this;
    if (!draft || draft.sending) return;
    if (draft.check()) return this.toWrong_();
    const rule = { ...draft.rule, on: on ?? draft.on };
    if (rule.on && !this.isTried(rule)) return this.try(rule, "trialOfChange");
    draft.sending = true;
    this.desk_.tell();
    try {
      await this.calls_.keep(rule);
      this.draft = undefined;
      this.desk_.done({ says: rule.on ? "ruleSwitchedOn" : "ruleKept" });
      await this.changed_(rule.key);
    } catch (error) {
      if (draft.refused(error)) this.toWrong_();
      else this.desk_.failed(error, () => void this.save(on));
    }
    draft.sending = false;
    this.desk_.tell();
  }

  /** To the first field with which something is wrong; what it is stands by it. */
  toWrong_() {
    const field = this.draft?.firstWrong ?? "name";
    const id = { rule: "new_author", places: "places" }[/** @type {string} */ (field)] ?? field;
    void this.desk_.element.focusFirst(`#rule-${id}`);
  }

  /** @param {string} key of what has focus then */
  async changed_(key) {
    this.shown = "";
    await this.refresh();
    await this.desk_.element.focusFirst(`[data-row="${key}"]`, "[data-row]", "#page-title");
  }
}
