// What people may do, by their role. What is somebody's own, the engine knows.
import { HttpError } from "../http/errors.js";

/** @typedef {import("./roles.js").Person} Person */
/**
 * @typedef {"deliver" | "work" | "moderate" | "steer" | "audit"} Right deliver: decide about copies that failed; work: answer
 *   what waits; moderate: decide about others' posts, and about people; steer: announce, appoint, see what it yields; audit: read who did
 */

/** @type {Record<Person["role"], Right[]>} */
const rights = {
  visitor: [],
  member: [],
  ambassador: ["deliver", "work"],
  moderator: ["deliver", "work", "moderate"],
  manager: ["deliver", "work", "moderate", "steer", "audit"],
};

const who = {
  deliver: "ambassadors and the brand",
  work: "ambassadors and the brand",
  moderate: "the brand's moderators and managers",
  steer: "the brand's managers",
  audit: "the brand's managers",
};

/** @param {Person} person @param {Right} right */
export const may = (person, right) => rights[person.role].includes(right);

/** @param {Person} person @param {Right} right */
export function demand(person, right) {
  if (!may(person, right)) throw new HttpError(403, "not_allowed", `only ${who[right]} may do this`);
}
