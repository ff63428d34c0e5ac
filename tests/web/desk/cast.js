// What time it is at the community of data.js, who is there, and how they say something.
import { idOf } from "../stub-relay.js";

/** @import { PostView, Role } from "../../../wasm/engine.js" */

export const now = Date.UTC(2026, 0, 14, 10, 30);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** @param {number} n @param {string} name @param {Role} [role] */
export const author = (n, name, role = "visitor") => ({
  key: idOf("a", n),
  name,
  handle: name.toLowerCase().split(" ")[0],
  role,
});
export const ana = author(1, "Ana de Wit");
export const joris = author(2, "Joris van Dam", "ambassador");
export const team = author(3, "Noordnet", "brand");

/** @param {string} text @returns {PostView["body"]} */
export const said = (text) => text.split("\n\n").map((part) => ({ t: "p", c: [part] }));
