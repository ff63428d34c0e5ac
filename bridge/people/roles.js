// The five roles, what the engine makes of them, and how a person comes to one: by a claim, by a group, or by name in the configuration.

/** @typedef {"visitor" | "member" | "ambassador" | "moderator" | "manager"} Role */
/** @typedef {{[role in Role]?: string[]}} RoleMap whoever is in one of the groups has the role */
/**
 * @typedef {object} Person
 * @property {string} id
 * @property {string} name
 * @property {Role} role
 * @property {string} [way] how they signed in
 * @property {{place: string, id: string, username: string}} [forum] who they are on the forum
 * @property {Record<string, string>} [accounts] who they are in places, by its id: a member's id there
 * @property {string[]} [linked] those of these places where their own account acts
 */

/** The lowest first. @type {Role[]} */
export const roles = ["visitor", "member", "ambassador", "moderator", "manager"];
/** What a claim may say: "brand" is the manager's older name. */
export const claimedRoles = [...roles, "brand"];

const nameMax = 100;
const idMax = 200;
const placeId = /^[a-z0-9-]{1,32}$/;
const memberId = /^[A-Za-z0-9_-]{1,64}$/;

/** @type {Record<Role, import("../../wasm/engine.d.ts").Role>} */
const voices = {
  visitor: "visitor",
  member: "visitor",
  ambassador: "ambassador",
  moderator: "ambassador",
  manager: "brand",
};

/** Who writes: a moderator speaks for themselves, and not as the brand. @param {Person} person @returns {import("../../wasm/engine.d.ts").Person} */
export const asAuthor = (person) => ({ ...asPerson(person), role: voices[person.role] });

/** Who decides: over others' posts the engine lets the brand decide alone. @param {Person} person @returns {import("../../wasm/engine.d.ts").Person} */
export const asActor = (person) => ({
  ...asPerson(person),
  role: person.role === "moderator" ? "brand" : voices[person.role],
});

/** @param {Person} person */
function asPerson({ id, name, accounts = {}, forum, linked = [] }) {
  // What they proved by linking it counts before what the forum said when they signed in.
  const all = forum && !linked.includes(forum.place) ? { ...accounts, [forum.place]: forum.id } : accounts;
  return { id, name, ...(Object.keys(all).length > 0 && { accounts: all }), ...(linked.length > 0 && { linked }) };
}

/** @param {unknown} claim @returns {Role} */
export function claimedRole(claim) {
  if (claim === "brand") return "manager";
  return roles.find((role) => role === claim) ?? "visitor";
}

/** Who a person is in places: nothing where a claim says anything else. @param {unknown} claim @returns {{accounts?: Record<string, string>}} */
export function claimedAccounts(claim) {
  if (typeof claim !== "object" || claim === null) return {};
  const said = Object.entries(claim).filter(([place, id]) => placeId.test(place) && memberId.test(String(id)));
  return said.length > 0 ? { accounts: Object.fromEntries(said.map(([place, id]) => [place, String(id)])) } : {};
}

/** The highest role that the groups give. @param {RoleMap | undefined} map @param {string[]} groups @param {Role} otherwise @returns {Role} */
export function roleOfGroups(map, groups, otherwise) {
  return roles.findLast((role) => map?.[role]?.some((group) => groups.includes(group))) ?? otherwise;
}

/** @param {Role} one @param {Role} other @returns {Role} */
export const higher = (one, other) => (roles.indexOf(one) > roles.indexOf(other) ? one : other);

/**
 * What a person is called, fit for a line's end and a header: null where it names nobody.
 * @param {unknown} id @param {unknown} name @returns {{id: string, name: string} | null}
 */
export function named(id, name) {
  const shown = typeof name === "string" ? name.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim() : "";
  if (typeof id !== "string" || id === "" || id.length > idMax || /\p{Cc}/u.test(id)) return null;
  return shown === "" || shown.length > nameMax ? null : { id, name: shown };
}
