// What steers a community: what was decided, what becomes of ideas, tags, the rules by which posts are held, and who is the same person; with their
// words and styles. Loaded when one of it is opened.
// All that is there by then: what it shares with the rest is not cut into pieces for it.
import "./desk-element.js";
import { DecisionsPage } from "./pages/decisions.js";
import { IdeasPage } from "./pages/ideas.js";
import { RulesPage } from "./pages/rules.js";
import { steering as styles } from "./styles/steering.js";

export { joinPerson } from "./joining.js";
export { ideaThread, tagThread, unideaThread, untagThread } from "./marking.js";
export { speaking } from "./steering-words.js";

/** @import { Desk } from "./desk.js" */

/** @typedef {{ decisions: DecisionsPage, ideas: IdeasPage, rules: RulesPage }} Steering */

/** @type {WeakMap<Desk, Steering>} */
const begun = new WeakMap();

/** @param {Desk} desk @returns {Steering} */
export function begin(desk) {
  const pages = begun.get(desk) ?? {
    decisions: new DecisionsPage(desk),
    ideas: new IdeasPage(desk),
    rules: new RulesPage(desk),
  };
  begun.set(desk, pages);
  desk.element.dress([styles]);
  return pages;
}

/** All that bears it. @param {Desk} desk @param {string} tag */
export async function openTag(desk, tag) {
  const { element } = desk;
  begin(desk).ideas.tag = tag;
  element.open("ideas");
  await element.updateComplete;
  await desk.opening;
  await element.focusFirst("#tags-title");
}
