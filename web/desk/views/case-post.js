// One post of a case, or of the queue: who, where, when, what, and what one can do about it.
import { html, nothing } from "lit";
import { hue, placeMark, timeOf } from "../../views/byline.js";
import { face } from "../../views/face.js";
import { check } from "../../views/glyphs.js";
import { dots } from "../../views/marks.js";
import { menuView } from "../../views/menu.js";
import { roleMark } from "../../views/people.js";
import { languageOf, outLink, postText } from "../../views/rich-text.js";
import { postItems } from "../rulings.js";

/** @import { PostView } from "../../../wasm/engine.js" */
/** @import { OpenCase } from "../pages/case.js" */
/** @import { Item } from "../rulings.js" */
/** @import { DeskView } from "./view.js" */

/** @param {DeskView} view @param {PostView} post @param {unknown} [more] at its end */
export const postHead = (view, post, more) =>
  html`<header>
    ${face(view.shared, post.author)}
    <bdi class="name" id="author-${post.id}">${post.author.name}</bdi> ${roleMark(view.shared, post)}
    <span class="soft">${timeOf(view.shared, post.created_at)}</span> ${more}
  </header>`;

/** @param {DeskView} view @param {PostView} post */
export const postBody = ({ shared }, post) =>
  html`<div class="text" part="text" lang=${languageOf(post.body) ?? nothing} dir="auto">
    ${postText(shared, post)}
  </div>`;

/** @param {DeskView} view @param {PostView} post */
export const origin = (view, post) =>
  html`${placeMark(view.shared, post.place)}
  ${post.url ? html`<span class="soft">${outLink(post.url, view.say("openThere"))}</span>` : nothing}`;

/** @param {DeskView} view @param {OpenCase} opened @param {PostView} post */
export function casePost(view, opened, post) {
  const { desk, say, shared } = view;
  const reached = opened.post(opened.current) ? opened.current : opened.posts[0].id;
  const names = `case-post ${hue(shared, post.place)} ${post.accepted ? "accepted-post" : ""} ${post.parent ? "" : "root"}`;
  if (post.removed) {
    return html`<article class=${names} part="post" data-post=${post.id} tabindex=${post.id === reached ? 0 : -1}>
      <p class="soft">${say("removed")}</p>
    </article>`;
  }
  const replyTo = () => {
    desk.pen?.write(opened.id, {
      to: post.parent ? { id: post.id, thread: post.thread, author: post.author } : undefined,
    });
    void view.element.focusFirst("[data-composer] textarea");
  };
  const menu =
    desk.may("moderator") && post.parent ? menuButton(view, post, post.id, () => postItems(desk, post)) : nothing;
  return html`<article
    class=${names}
    part="post"
    data-post=${post.id}
    tabindex=${post.id === reached ? 0 : -1}
    aria-labelledby="author-${post.id}"
  >
    ${postHead(view, post, menu)} ${post.accepted ? html`<p class="answered">${check} ${say("accepted")}</p>` : nothing}
    ${postBody(view, post)}
    <footer>
      ${origin(view, post)}
      <button class="quiet" part="reply-to" aria-label=${say("replyTo", { name: post.author.name })} @click=${replyTo}>
        ${say("reply")}
      </button>
      ${
        opened.mayAccept(post)
          ? html`<button class="quiet" part="accept" aria-keyshortcuts="a" @click=${() => opened.accept(post)}>
              ${say(post.accepted ? "unaccept" : "accept")}
            </button>`
          : nothing
      }
    </footer>
  </article>`;
}

/** @param {DeskView} view @param {PostView} post @param {string} id of the menu @param {() => Item[]} items @param {string} [text] without: dots */
export function menuButton(view, post, id, items, text) {
  const menu = /** @type {import("../rulings.js").DeskMenu} */ (view.element.menu);
  const open = menu.open === id;
  return html`<span class="menu-stand"
    ><button
      class=${text ? "second small" : "quiet icon"}
      part="menu-button"
      data-menu=${id}
      aria-haspopup="menu"
      aria-expanded=${open ? "true" : "false"}
      aria-label=${text ? nothing : view.say("postMenu")}
      @click=${() => menu.toggle(id, items())}
    >
      ${text ?? dots}</button
    >${open ? menuView(view.shared, post, /** @type {any} */ (menu)) : nothing}</span
  >`;
}
