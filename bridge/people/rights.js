// What people may do, by their role. What is somebody's own, the engine knows.
import { HttpError } from "../http/errors.js";

/** @typedef {import("../../wasm/engine.d.ts").Person} Person */
/** @typedef {"deliver" | "moderate"} Right deliver: decide about copies that failed; moderate: about others' posts, and about people */

/** @type {Record<Person["role"], Right[]>} */
const rights = { visitor: [], ambassador: ["deliver"], brand: ["deliver", "moderate"] };

/** @param {Person} person @param {Right} right */
export const may = (person, right) => rights[person.role].includes(right);

/** @param {Person} person @param {Right} right */
export function demand(person, right) {
  if (may(person, right)) return;
  const who = right === "moderate" ? "the brand" : "ambassadors and the brand";
  throw new HttpError(403, "not_allowed", `only ${who} may do this`);
}
