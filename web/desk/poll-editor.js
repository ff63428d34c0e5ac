// What a poll asks, as the fields of a dialog: in a thread of its own (pages/polls.js), or with an announcement (pages/announcements.js).
import { linesOf } from "./dialogs.js";
import { speaking } from "./planning-words.js";

/** @import { Desk } from "./desk.js" */
/** @import { Dialog, Field } from "./dialogs.js" */
/** @import { DeskKey } from "./language.js" */

/** @typedef {{ options: string[], several: boolean, after: boolean, until?: number }} Asked */

const optionsMost = 10;

/** @param {Desk} desk @param {{ needed: boolean, end: string, ends: DeskKey }} how `end`: the field of when it ends, and what that is called @returns {Field[]} */
export function pollFields({ element: { say } }, { needed, end, ends }) {
  /** @param {string} name @param {DeskKey} label @param {DeskKey[]} says of no and yes @returns {Field} */
  const choice = (name, label, says) => ({
    name,
    label: say(label),
    kind: "choice",
    value: "no",
    options: ["no", "yes"].map((value, index) => [value, say(says[index])]),
  });
  return [
    { name: "options", label: say("pollOptions"), kind: "text", needed, hint: say("pollOptionsHint") },
    choice("several", "pollChoices", ["pollOneEach", "pollSeveralEach"]),
    choice("after", "pollShown", ["pollShownAlways", "pollShownAfter"]),
    { name: end, label: say(ends), kind: "when", hint: say("pollEndsHint") },
  ];
}

/** @param {string} typed into a field of kind "when" @returns {number | undefined} */
export const timeIn = (typed) => (typed ? new Date(typed).getTime() || undefined : undefined);

/** @param {Desk} desk @param {Dialog} dialog @param {Record<string, string>} values @param {string} end @returns {Asked | undefined} undefined: the dialog says what is wrong */
export function pollIn({ element }, dialog, { options: typed, several, after, ...others }, end) {
  const options = linesOf(typed);
  if (options.length < 2 || options.length > optionsMost) {
    dialog.says = element.say("pollOptionsHint");
    void element.focusFirst("#field-options");
    return undefined;
  }
  const until = timeIn(others[end]);
  return { options, several: several === "yes", after: after === "yes", ...(until && { until }) };
}

/** When the poll of an announcement ends: it has an end of its own. */
export const announcedEnd = "poll-until";

/** Has a dialog offer to ask something too. @param {Desk} desk @param {Dialog} dialog that has just opened */
export async function offerPoll(desk, dialog) {
  await speaking(desk);
  const { element } = desk;
  /** @type {Field} */
  const offer = {
    name: "asks",
    label: element.say("announceAsks"),
    kind: "act",
    act: () => {
      const fields = pollFields(desk, { needed: false, end: announcedEnd, ends: "announcePollEnds" });
      dialog.fields.splice(dialog.fields.indexOf(offer), 1, ...fields);
      desk.tell();
      void element.focusFirst("#field-options");
    },
  };
  dialog.fields.push(offer);
  desk.tell();
}
