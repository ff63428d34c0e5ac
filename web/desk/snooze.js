// Until when a case can wait: an hour, tomorrow morning, or a moment of one's choice.
import { Dialog } from "./dialogs.js";

/** @import { Desk } from "./desk.js" */
/** @import { Case } from "./shapes.js" */

const hourMs = 3_600_000;
const morning = 9;

/** In the person's own time. @param {number} now */
export function tomorrowMorning(now) {
  const at = new Date(now);
  at.setDate(at.getDate() + 1);
  at.setHours(morning, 0, 0, 0);
  return at.getTime();
}

/** As an input of the kind "datetime-local" has it. @param {number} time */
export function localOf(time) {
  const at = new Date(time);
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** @param {Desk} desk @param {(until: number) => Promise<Case>} snooze @param {(changed: Case, at: string) => void} then */
export function snoozeDialog(desk, snooze, then) {
  const { say, language } = desk.element;
  const now = Date.now();
  const tomorrow = tomorrowMorning(now);
  /** @type {[string, string][]} */
  const options = [
    ["hour", say("snoozeHour")],
    ["tomorrow", say("snoozeTomorrow", { time: language?.clock(tomorrow) ?? "" })],
    ["date", say("snoozeDate")],
  ];
  return new Dialog(desk, {
    title: say("snoozeTitle"),
    says: say("snoozeSays"),
    submit: say("snooze"),
    fields: [
      { name: "when", label: say("snoozeWhen"), kind: "choice", options, value: "hour" },
      { name: "date", label: say("snoozeDateLabel"), kind: "when", value: localOf(tomorrow) },
    ],
    act: async ({ when, date }) => {
      const until = when === "hour" ? Date.now() + hourMs : when === "tomorrow" ? tomorrow : new Date(date).getTime();
      const changed = await snooze(until);
      return () => then(changed, language?.exact(until) ?? "");
    },
  });
}
