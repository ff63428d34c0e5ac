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
 */

/** The lowest first. @type {Role[]} */
export const roles = ["visitor", "member", "ambassador", "moderator", "manager"];
/** What a claim may say: "brand" is the manager's older name. */
export const claimedRoles = [...roles, "brand"];

const nameMax = 100;
const idMax = 200;

/** @type {Record<Role, import("../../wasm/engine.d.ts").Role>} */
const voices = {
  visitor: "visitor",
  member: "visitor",
  ambassador: "ambassador",
  moderator: "ambassador",
  manager: "brand",
};

/** Who writes: a moderator speaks for themselves, and not as the brand. @param {Person} person @returns {import("../../wasm/engine.d.ts").Person} */
export const asAuthor = ({ id, name, role }) => ({ id, name, role: voices[role] });

/** Who decides: over others' posts the engine lets the brand decide alone. @param {Person} person @returns {import("../../wasm/engine.d.ts").Person} */
export const asActor = ({ id, name, role }) => ({ id, name, role: role === "moderator" ? "brand" : voices[role] });

/** @param {unknown} claim @returns {Role} */
export function claimedRole(claim) {
  if (claim === "brand") return "manager";
  return roles.find((role) => role === claim) ?? "visitor";
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
