// A thread in the list: its title, two lines of it, who, where, when, and how far it has come. Opened, it holds the thread.
import { html, nothing } from "lit";
import { linkTo } from "../permalink.js";
import { placeMark, timeOf } from "./byline.js";
import { check } from "./glyphs.js";
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
  const excerpt = plainText(root.body);
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
    <div class="summary">
      <h3 class="title" part="title">
        <a
          id="title-${root.id}"
          href=${linkTo(root.id)}
          aria-expanded=${open ? "true" : "false"}
          @click=${(/** @type {MouseEvent} */ event) => view.actions.open(root.id, event)}
          >${title}</a
        >
      </h3>
      ${state(view, summary)}
      ${open || !excerpt || excerpt === title ? nothing : html`<p class="excerpt" part="excerpt">${excerpt}</p>`}
      <p class="meta" part="meta" id="meta-${root.id}">
        ${placeMark(view, root.place)} <span class="author">${root.author.name}</span>
        ${timeOf(view, summary.last_at)}
      </p>
      ${open ? nothing : view.conversation?.deliveries(view, root)}
    </div>
    ${open ? view.conversation?.threadView(view, root.id) : nothing}
  </article>`;
}

/** @param {View} view @param {ThreadSummary} summary */
function state(view, { replies, answered_by }) {
  const { say } = view.language;
  if (answered_by) {
    const count = say("replies", { n: replies });
    return html`<p class="state answered" part="state" title=${say("answeredBy", { name: answered_by })}>
      ${check}<span>${say("answered")}</span><span class="count">${count}</span>
    </p>`;
  }
  const text = replies ? say("replies", { n: replies }) : say("noReply");
  return html`<p class="state ${replies ? "" : "none"}" part="state">${text}</p>`;
}

/** Of the same height as cards, so that nothing moves when they arrive. */
export const skeletons = html`<div class="skeletons" aria-hidden="true">
  ${[1, 2, 3].map(
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
