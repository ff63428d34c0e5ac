// A face: the picture that somebody chose at their place, or the first letters of their name. Its room is kept before it comes.
import { html } from "lit";
import { safeUrl } from "./safe-url.js";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { View } from "./view.js" */

/** A picture that cannot be had gives way to what stands under it. @param {Event} event */
export const giveWay = ({ target }) => /** @type {Element} */ (target).toggleAttribute("hidden", true);

/** Without a relay there is nobody to fetch: then a click decides. @param {View} view */
export const wayOf = ({ session, settings }) =>
  session.direct && settings.media === "proxy" ? "click" : settings.media;

/** @param {View} view @param {PostView["author"]} author @returns {string} "": none */
function avatarUrl(view, { avatar, key }) {
  if (!avatar) return "";
  const way = wayOf(view);
  if (way === "direct") return safeUrl(avatar, true);
  return way === "proxy" ? `${view.base}/avatars/${encodeURIComponent(key)}` : "";
}

/** @param {View} view @param {PostView["author"]} author */
export function face(view, author) {
  const url = avatarUrl(view, author);
  return html`<span class="avatar" part="avatar" aria-hidden="true"
    >${initials(author.name)}${url && html`<img src=${url} alt="" loading="lazy" decoding="async" @error=${giveWay} />`}</span
  >`;
}

/** @param {string} name @returns {string} one or two letters */
export function initials(name) {
  /** @type {string[]} */
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const letters = words.length > 1 ? [words[0], words.at(-1) ?? ""] : words;
  return letters
    .map((word) => [...word][0])
    .join(/[\u0600-\u06ff]/.test(name) ? "\u200c" : "") // Arabic letters would become a word
    .toUpperCase();
}
