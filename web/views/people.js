// Who wrote a post: initials for a face, and the role they have here.
import { html, nothing } from "lit";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { View } from "./view.js" */

/** @param {View} view @param {PostView} post */
export function roleMark(view, post) {
  const { role } = post.author;
  if (role === "visitor") return nothing;
  const brand = [...view.places.values()].find(({ kind }) => kind === "site")?.name;
  const name = role === "brand" ? brand || view.language.say("brand") : view.language.say("ambassador");
  return html`<span class="role ${role === "brand" ? "brand" : "ambassador"}" part="role">${name}</span>`;
}

/** @param {string} name @returns {string} one or two letters */
export function initials(name) {
  /** @type {string[]} */
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const letters = words.length > 1 ? [words[0], words.at(-1) ?? ""] : words;
  return letters
    .map((word) => [...word][0])
    .join("")
    .toUpperCase();
}
