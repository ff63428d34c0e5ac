// Pictures: from the relay, which fetched them, so that no place learns who reads; or after a click; or, where the page's author
// wants that, from where they are. Their room is kept before they come.
import { html } from "lit";
import { giveWay, wayOf } from "./face.js";
import { safeUrl } from "./safe-url.js";

/** @import { PostView, RichNode } from "../../wasm/engine.js" */
/** @import { View } from "./view.js" */

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
  const show = () => {
    wanted.add(key);
    view.session.tell();
    void view.visit.focus.first(`[data-post="${post.id}"] [data-picture="${n}"] a`);
  };
  if (way === "click" && !wanted.has(key)) {
    return html`<span class="picture" part="picture">
      <button class="second" @click=${show}>${say("showImage", { name })}</button>
    </span>`;
  }
  const relayed = way === "proxy" || (way === "click" && !view.settings.config);
  const url = relayed ? `${view.base}/posts/${encodeURIComponent(post.id)}/images/${n}` : there;
  return html`<span class="picture" part="picture" data-picture=${n}
    >${link}<img
      src=${url}
      alt=${node.s ?? ""}
      loading="lazy"
      decoding="async"
      referrerpolicy="no-referrer"
      @error=${giveWay}
  /></span>`;
}
