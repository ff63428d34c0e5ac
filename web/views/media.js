// Pictures: from the relay, which fetched them, so that no place learns who reads; or after a click; or, where the page's author
// wants that, from where they are. Their room is kept before they come.
import { html } from "lit";
import { safeUrl } from "./safe-url.js";

/** @import { PostView, RichNode } from "../../wasm/engine.js" */
/** @import { View } from "./view.js" */

/** A picture that cannot be had gives way to what stands under it. @param {Event} event */
const giveWay = ({ target }) => /** @type {Element} */ (target).toggleAttribute("hidden", true);

/** Without a relay there is nobody to fetch: then a click decides. @param {View} view */
const wayOf = ({ session, settings }) => (session.direct && settings.media === "proxy" ? "click" : settings.media);

/** @param {View} view @param {PostView["author"]} author @returns {string} "": none */
function avatarUrl(view, { avatar, key }) {
  if (!avatar) return "";
  const way = wayOf(view);
  if (way === "direct") return safeUrl(avatar, true);
  return way === "proxy" ? `${view.session.relay.base}/avatars/${encodeURIComponent(key)}` : "";
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
    .join("")
    .toUpperCase();
}

/** Pictures that somebody clicked for. @type {Set<string>} */
const wanted = new Set();

/**
 * @param {View} view @param {PostView} post
 * @param {RichNode & object} node @param {number} n of the pictures of this post
 */
export function picture(view, post, node, n) {
  const { say } = view.language;
  const way = wayOf(view);
  const name = node.s || say("image");
  const there = safeUrl(node.u, true);
  const key = `${post.id} ${n}`;
  const link = html`<a href=${there} target="_blank" rel="nofollow ugc noopener">${name}</a>`;
  if (!there) return name;
  if (way === "click" && !wanted.has(key)) {
    return html`<span class="picture" part="picture">
      <button class="second" @click=${() => (wanted.add(key), view.session.tell())}>
        ${say("showImage", { name })}
      </button>
    </span>`;
  }
  const relayed = way === "proxy" || (way === "click" && !view.session.direct);
  const url = relayed ? `${view.session.relay.base}/posts/${encodeURIComponent(post.id)}/images/${n}` : there;
  return html`<span class="picture" part="picture"
    >${link}<img
      src=${url}
      alt=${node.s ?? ""}
      loading="lazy"
      decoding="async"
      referrerpolicy="no-referrer"
      @error=${giveWay}
  /></span>`;
}
