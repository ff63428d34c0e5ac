// What people may do, by their role. What is somebody's own, the engine knows.
import { HttpError } from "../http/errors.js";

/** @typedef {import("./roles.js").Person} Person */
/**
 * @typedef {"deliver" | "moderate" | "audit"} Right deliver: decide about copies that failed; moderate: about others' posts, and about
 *   people; audit: read who did
 */

/** @type {Record<Person["role"], Right[]>} */
const rights = {
  visitor: [],
  member: [],
  ambassador: ["deliver"],
  moderator: ["deliver", "moderate"],
  manager: ["deliver", "moderate", "audit"],
};

const who = {
  deliver: "ambassadors and the brand",
  moderate: "the brand's moderators and managers",
  audit: "the brand's managers",
};

/** @param {Person} person @param {Right} right */
export const may = (person, right) => rights[person.role].includes(right);

/** @param {Person} person @param {Right} right */
export function demand(person, right) {
  if (!may(person, right)) throw new HttpError(403, "not_allowed", `only ${who[right]} may do this`);
}
