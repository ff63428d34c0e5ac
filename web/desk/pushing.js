// How much the brand pushes against how much it answers: said before it posts, and asked why where it is more than it meant to.

import { PlanningCalls } from "./planning-calls.js";
import { speaking } from "./planning-words.js";

/** @import { Desk } from "./desk.js" */
/** @import { Dialog } from "./dialogs.js" */

/** What one post more at that time would be, in words, and whether somebody has to say why. @param {Desk} desk @param {number} [at] @param {string} [key] of what only moves */
export async function pushing(desk, at, key) {
  const found = await new PlanningCalls(desk).pushing(at, key).catch(() => undefined);
  await speaking(desk);
  if (!found) return { says: "", asks: false };
  const { day, week, replies } = found;
  const says = desk.element.say("pushing", { day: day + 1, week: week + 1, replies });
  return { says, asks: Boolean(found.often || found.deaf) };
}

/**
 * Has a dialog ask why, where that is wanted and was not said.
 * @param {Desk} desk @param {Dialog} dialog @param {string} [reason] that was given @param {number} [at] @param {string} [key]
 * @returns {Promise<boolean>} whether it asks now
 */
export async function asksWhy(desk, dialog, reason, at, key) {
  if (reason?.trim()) return false;
  const { says, asks } = await pushing(desk, at, key);
  if (!asks) return false;
  const { say } = desk.element;
  dialog.says = `${says} ${say("pushingWhy")}`;
  if (!dialog.fields.some(({ name }) => name === "reason"))
    dialog.fields.push({ name: "reason", label: say("reason"), kind: "line", needed: true, most: 300 });
  desk.element.speak(dialog.says);
  void desk.element.focusFirst("#field-reason");
  return true;
}

/** What it would be now, in a dialog that has just opened. @param {Desk} desk @param {Dialog} dialog */
export async function tellIn(desk, dialog) {
  const { says } = await pushing(desk);
  if (!says || desk.dialog !== dialog) return;
  dialog.says = `${dialog.says} ${says}`;
  desk.tell();
}
