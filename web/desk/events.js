// What the desk tells its page beside what every widget does (web/events.js).

/**
 * @typedef {object} DeskEvents
 * @property {{ role: string, page: string }} plein-desk-ready somebody who may work here is signed in
 * @property {{ page: string }} plein-desk-page another page of the desk is shown: an address may follow
 */

/** @template {keyof DeskEvents} Name @param {EventTarget} target @param {Name} name @param {DeskEvents[Name]} detail */
export const tellPage = (target, name, detail) =>
  target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
