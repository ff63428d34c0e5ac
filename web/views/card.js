// A thread in the list: its title, two lines of it, who, where, when, and how far it has come. Opened, it holds the thread.
import { html, nothing } from "lit";
import { isPlain, linkTo } from "../permalink.js";
import { community } from "../session/first-list.js";
import { placeMark, timeOf } from "./byline.js";
import { check, heart } from "./glyphs.js";
import { face } from "./face.js";
import { plainText } from "./plain-text.js";

/** @import { ThreadSummary } from "../../wasm/engine.js" */
/** @import { View } from "./view.js" */

/**
 * @param {View} view
 * @param {ThreadSummary} summary
 * @param {{ position: number, count: number, current: boolean }} at
 */
export function card(view, summary, { position, count, current }) {
  const { root } = summary;
  const { say } = view.language;
  const open = view.open === root.id;
  const title = root.title || plainText(root.body, 80) || say("removed");
  const excerpt = view.settings.compact ? "" : plainText(root.body);
  const likes = root.reactions?.count ?? 0;
  return html`<article
    class="card ${open ? "open" : ""}"
    part="card"
    data-id=${root.id}
    tabindex=${current ? 0 : -1}
    aria-posinset=${position}
    aria-setsize=${count}
    aria-labelledby="title-${root.id}"
    aria-describedby="meta-${root.id}"
  >
    ${community?.card(view, root.id)}
    <div class="summary">
      <h3 class="title" part="title" dir="auto">
        <a
          id="title-${root.id}"
          href=${linkTo(root.id)}
          aria-expanded=${open ? "true" : "false"}
          @click=${(/** @type {MouseEvent} */ event) => isPlain(event) && view.actions.open(root.id)}
          >${title}</a
        >
      </h3>
      ${state(view, summary, open)}
      ${open || !excerpt || excerpt === title ? nothing : html`<p class="excerpt" part="excerpt" dir="auto">${excerpt}</p>`}
      <p class="meta" part="meta" id="meta-${root.id}">
        ${placeMark(view, root.place)}
        <span class="author">${face(view, root.author)}<bdi>${root.author.name}</bdi></span>
        ${timeOf(view, root.created_at)}
        ${likes ? html`<span title=${say("likes", { n: likes })}>${heart} ${view.language.number(likes)}</span>` : nothing}
      </p>
      ${open ? nothing : view.conversation?.deliveries(view, root)}
    </div>
    ${open ? view.conversation?.threadView(view, root.id) : nothing}
  </article>`;
}

/** @param {View} view @param {ThreadSummary} summary @param {boolean} open */
function state(view, { root, replies, answered_by }, open) {
  const { say } = view.language;
  const count = replies || !answered_by ? say(replies ? "replies" : "noReply", { n: replies }) : "";
  const answer = answered_by
    ? html`<span class="answered" title=${say("answeredBy", { name: answered_by })}>${check} ${say("answered")}</span>`
    : nothing;
  return html`<div class="state" part="state">
    ${answer}<span>${count}</span>${open ? view.conversation?.closeButton(view) : nothing}
  </div>`;
}

/** Of the same height as cards, so that nothing moves when they arrive. @param {import("../attributes.js").Values} settings */
export const skeletons = ({ pageSize }) =>
  html`<div class="skeletons" aria-hidden="true">
    ${Array.from(
      { length: Math.min(pageSize, 10) },
      () =>
        html`<div class="card">
          <div class="summary">
            <p class="title"><span class="bone"></span></p>
            <p class="excerpt"><span class="bone wide"></span><br /><span class="bone"></span></p>
            <p class="meta"><span class="bone short"></span></p>
          </div>
        </div>`,
    )}
  </div>`;
