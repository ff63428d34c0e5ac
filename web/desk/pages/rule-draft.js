// A rule as it is being written: what was typed, and what is wrong with it, by its field.
import { linesOf } from "../dialogs.js";
import { newKey } from "../../session/outgoing.js";

/** @import { DeskKey } from "../language.js" */
/** @import { ModerationRule } from "../shapes.js" */

/** @typedef {"new_author" | "links" | "per_hour"} Amount */
/** @typedef {"name" | Amount | "words" | "places" | "rule"} RuleField `rule`: that it says nothing */

export const amounts = /** @type {Amount[]} */ (["new_author", "links", "per_hour"]);
export const amountMost = 1000;
export const nameMost = 60;
export const wordsMost = 500;

/** What it holds, whatever it is called; the engine folds words in a like manner. @param {ModerationRule} rule */
export const contentOf = ({ new_author = 0, links = 0, per_hour = 0, words = [], places = [] }) => {
  const folded = words.map((word) => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase());
  return JSON.stringify([new_author, links, per_hour, [...new Set(folded)].sort(), [...places].sort()]);
};

export class Draft {
  /** @param {ModerationRule} [rule] that is changed */
  constructor(rule) {
    this.isNew = !rule;
    this.key = rule?.key ?? newKey();
    this.on = rule?.on ?? false;
    this.name = rule?.name ?? "";
    /** As typed. @type {Record<Amount, string>} */
    this.amounts = {
      new_author: String(rule?.new_author ?? ""),
      links: String(rule?.links ?? ""),
      per_hour: String(rule?.per_hour ?? ""),
    };
    this.words = (rule?.words ?? []).join("\n");
    this.places = new Set(rule?.places);
    /** @type {Partial<Record<RuleField, { says: DeskKey, word: string }>>} */
    this.wrong = {};
    this.sending = false;
  }

  /** @returns {ModerationRule} */
  get rule() {
    /** @type {ModerationRule} */
    const rule = { key: this.key, name: this.name.trim(), on: this.on };
    for (const each of amounts) if (this.amounts[each].trim()) rule[each] = Number(this.amounts[each]);
    const words = linesOf(this.words);
    if (words.length) rule.words = words;
    if (this.places.size) rule.places = [...this.places];
    return rule;
  }

  /** @returns {RuleField | undefined} the first that is wrong */
  check() {
    this.wrong = {};
    const { rule } = this;
    if (!rule.name) this.blame_("name");
    for (const each of amounts) {
      const amount = rule[each];
      if (amount !== undefined && !(Number.isInteger(amount) && amount >= 1 && amount <= amountMost)) this.blame_(each);
    }
    if ((rule.words?.length ?? 0) > wordsMost) this.blame_("words");
    const says = amounts.some((each) => rule[each] !== undefined) || rule.words;
    if (!says) this.blame_("rule");
    return this.firstWrong;
  }

  /** What the relay says is wrong, as its message names it: "$.command.rule.words[3]: …" or "body/words/3 …". @param {unknown} error @returns {RuleField | undefined} */
  refused(error) {
    const { message = "" } = /** @type {{ message?: string }} */ (error ?? {});
    const named = /^(?:\$\.\w+\.rule|body)(?:[./](\w+))?(?:[[/](\d+))?/.exec(message);
    if (!named) return undefined;
    const [, name = "rule", index] = named;
    const known = ["name", ...amounts, "words", "places"];
    this.wrong = {};
    const field = /** @type {RuleField} */ (known.includes(name) ? name : "rule");
    this.blame_(field, field === "words" && index ? this.rule.words?.[Number(index)] : "");
    return field;
  }

  /** @param {RuleField} field @param {string} [word] */
  blame_(field, word = "") {
    const kind = amounts.includes(/** @type {Amount} */ (field)) ? "amount" : field;
    this.wrong[field] = { says: /** @type {DeskKey} */ (`ruleWrong:${word ? "word" : kind}`), word };
  }

  get firstWrong() {
    return /** @type {RuleField | undefined} */ (Object.keys(this.wrong)[0]);
  }
}
