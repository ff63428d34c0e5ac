// What is announced now, and how one announces.
import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { timeOf } from "../../views/byline.js";
import { postText } from "../../views/rich-text.js";
import { empty } from "./state.js";

/** @import { PostView } from "../../../wasm/engine.js" */
/** @import { Announcement } from "../shapes.js" */
/** @import { DeskView } from "./view.js" */

/** @param {DeskView} view */
export function announcementsPage(view) {
  const { desk, say } = view;
  const page = desk.pages.announcements;
  const { announcements } = desk.community;
  return html`<div class="page" part="announcements">
    <div class="page-head">
      <h2 id="page-title" tabindex="-1">${say("page:announcements")}</h2>
      <button class="first" part="announce" @click=${() => page.make()}>${say("announce")}</button>
    </div>
    <p class="soft">${say("announcementsSays")}</p>
    ${
      announcements.length
        ? html`<ul class="rows" aria-label=${say("page:announcements")}>
            ${repeat(
              announcements,
              ({ post }) => post,
              (one) => html`<li>${row(view, one, announcements)}</li>`,
            )}
          </ul>`
        : empty(view, "announcementsNone")
    }
  </div>`;
}

/** @param {DeskView} view @param {Announcement} one @param {Announcement[]} all */
function row(view, one, all) {
  const { desk, say, shared, language } = view;
  const page = desk.pages.announcements;
  const reached = all.some(({ post }) => post === page.current) ? page.current : all[0].post;
  return html`<article
    class="entry"
    part="row"
    data-row=${one.post}
    tabindex=${one.post === reached ? 0 : -1}
    aria-labelledby="said-${one.post}"
  >
    <p class="entry-title" id="said-${one.post}" dir="auto">${one.title}</p>
    <p class="row-meta">
      ${timeOf(shared, one.at)}
      <span>${one.until ? say("untilTime", { time: language.exact(one.until) }) : say("untilTaken")}</span>
    </p>
    <div class="text" dir="auto">${postText(shared, /** @type {PostView} */ ({ id: one.post, body: one.text }))}</div>
    <footer>
      <button class="second small" part="announce-end" @click=${() => page.end(one)}>${say("announceEnd")}</button>
    </footer>
  </article>`;
}
