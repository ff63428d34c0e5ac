// Who wrote a post: the role they have here.
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
