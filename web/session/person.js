// Who is signed in, as their token says. The relay looks at its signature; here it tells a name, and how long it lasts.

/** @import { Role } from "../../wasm/engine.js" */

/** A token that ends within this time is not begun with. */
const marginMs = 10_000;

/**
 * @typedef {object} Person
 * @property {string} id
 * @property {string} name
 * @property {Role} role as posts show it
 * @property {boolean} moderates
 * @property {number} until when the token ends; Infinity: it does not say
 */

/** @type {Record<string, Role>} */
const shown = { ambassador: "ambassador", moderator: "ambassador", manager: "brand", brand: "brand" };

/** @param {string | null | undefined} token @returns {Person | undefined} undefined: not a JWT */
export function personOf(token) {
  try {
    const payload = (token ?? "").split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    const { sub, name, role, standing, exp } = JSON.parse(new TextDecoder().decode(bytes));
    const may = String(standing ?? role);
    return {
      id: String(sub),
      name: String(name ?? sub),
      role: shown[may] ?? "visitor",
      moderates: ["moderator", "manager", "brand"].includes(may),
      until: Number(exp) * 1000 || Infinity,
    };
  } catch {
    return undefined;
  }
}

/** @param {Person} person */
export const hasLapsed = ({ until }) => until - marginMs < Date.now();
