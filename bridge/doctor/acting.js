// Whether a forum's key acts for all its members (docs/decisions/0010): it is tried by reading, as nothing may be written to find out. A key
// of one member ignores whom a request names.
import { ok, warning } from "./finding.js";

/** @typedef {import("./finding.js").Found} Found */
/** @typedef {import("./doctor.js").Patient} Patient */

/**
 * @param {Patient} patient @param {() => Promise<boolean>} tried whether the key acts for others @param {string} todo
 * @returns {AsyncGenerator<Found>}
 */
export async function* acting({ actsForMembers }, tried, todo) {
  if (!actsForMembers) return; // nobody signs in, or nothing can be sealed
  if (await tried()) yield ok("the key acts for the forum's members: what they write in the widget is theirs there");
  else
    yield warning(
      "the key does not act for the forum's members: what they write in the widget stands there under the brand's account, with their names",
      todo,
    );
}
