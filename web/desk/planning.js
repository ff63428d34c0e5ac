// What the brand asks and plans to post: two pages, their words and their styles. Loaded when one of them is opened.
// All that is there by then: what it shares with the rest is not cut into pieces for it.
import "./desk-element.js";
import { CalendarPage } from "./pages/calendar.js";
import { PollsPage } from "./pages/polls.js";
import { planning as styles } from "./styles/planning.js";

export { speaking } from "./planning-words.js";
export { announcedEnd, offerPoll, pollIn } from "./poll-editor.js";
export { asksWhy, tellIn } from "./pushing.js";

/** @import { Desk } from "./desk.js" */

/** @typedef {{ polls: PollsPage, calendar: CalendarPage }} Planning */

/** @type {WeakMap<Desk, Planning>} */
const begun = new WeakMap();

/** @param {Desk} desk @returns {Planning} */
export function begin(desk) {
  const pages = begun.get(desk) ?? { polls: new PollsPage(desk), calendar: new CalendarPage(desk) };
  begun.set(desk, pages);
  desk.element.dress([styles]);
  return pages;
}
