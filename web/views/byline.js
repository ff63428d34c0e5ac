// The small pieces that several views share: where and when.
import { html } from "lit";
import { isPlain, linkTo } from "../permalink.js";
import { platformGlyph } from "./glyphs.js";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { View } from "./view.js" */

/** @param {View} view @param {string} id */
export function placeName(view, id) {
  const place = view.places.get(id);
  return place?.name || (id === "site" ? location.hostname : id);
}

/** @param {View} view @param {string} id @returns {string} class that carries the place's hue */
export function hue(view, id) {
  const place = view.places.get(id);
  if (!place || place.kind === "site") return "hue-site";
  const same = [...view.places.values()].filter(({ kind }) => kind !== "site");
  const first = same.findIndex(({ kind }) => kind === place.kind) === same.indexOf(place);
  if (first) return `hue-${place.kind}`;
  return same.indexOf(place) % 2 ? "hue-4" : "hue-3";
}

/** @param {View} view @param {string} id */
export function placeMark(view, id) {
  const name = placeName(view, id);
  const glyph = platformGlyph(view.places.get(id)?.platform ?? "site");
  return html`<span class="place ${hue(view, id)}" part="place">${glyph}<span>${name}</span></span>`;
}

/** @param {View} view @param {number} time */
export function timeOf(view, time) {
  const exact = view.language.exact(time);
  return html`<time datetime=${new Date(time).toISOString()} title=${exact}
    >${view.language.ago(time, view.now)}</time
  >`;
}

/** When, which is also the address of the very post. @param {View} view @param {PostView} post */
export function timeLink(view, post) {
  const time = timeOf(view, post.created_at);
  if (post.id.startsWith("~")) return time;
  return html`<a
    class="when"
    href=${linkTo(post.id)}
    @click=${(/** @type {MouseEvent} */ event) => isPlain(event) && view.actions.open(post.thread, post.id)}
    >${time}</a
  >`;
}
