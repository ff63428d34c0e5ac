// The queue: posts that wait to be looked at, and posts that were reported, each with what one can decide about it.
import { html, nothing } from "lit";
import { named } from "../language.js";
import { origin, postBody, postHead } from "./case-post.js";
import { hidable } from "../rulings.js";
import { listOf } from "./state.js";

/** @import { PostView } from "../../../wasm/engine.js" */
/** @import { DeskKey } from "../language.js" */
/** @import { Reported } from "../pages/queue.js" */
/** @import { Held } from "../shapes.js" */
/** @import { DeskView } from "./view.js" */

/** @param {DeskView} view */
export function queuePage(view) {
  const { desk, say } = view;
  const { queue } = desk.pages;
  const idOf = (/** @type {{ id: string }} */ { id }) => id;
  return html`<div class="page" part="queue">
    <h2 id="page-title" tabindex="-1">${say("page:queue")}</h2>
    <section part="held" aria-labelledby="held-title">
      <h3 id="held-title">${say("heldTitle")}</h3>
      <p class="soft">${say("heldSays")}</p>
      ${listOf(view, queue.held, {
        none: "heldNone",
        name: say("heldTitle"),
        idOf: ({ post }) => post.id,
        row: (item) => html`<li>${heldPost(view, item)}</li>`,
      })}
    </section>
    <section part="reported" aria-labelledby="reported-title">
      <h3 id="reported-title">${say("reportedTitle")}</h3>
      ${listOf(view, queue.reported, {
        none: "reportedNone",
        name: say("reportedTitle"),
        idOf,
        row: (item) => html`<li>${reportedPost(view, item)}</li>`,
      })}
    </section>
  </div>`;
}

/** The row that Tab reaches. @param {DeskView} view */
function reached({ desk }) {
  const { current, held, reported } = desk.pages.queue;
  const all = [...held.items.map(({ post }) => post.id), ...reported.items.map(({ id }) => id)];
  return all.includes(current) ? current : all[0];
}

/** @param {DeskView} view @param {string} id @param {unknown} name @param {unknown} content */
const entry = (view, id, name, content) =>
  html`<article
    class="entry"
    part="row"
    data-row=${id}
    tabindex=${id === reached(view) ? 0 : -1}
    aria-labelledby=${name}
  >
    ${content}
  </article>`;

/** @param {DeskView} view @param {Held} item */
function heldPost(view, { post, reason, by }) {
  const { desk, say } = view;
  const { queue } = desk.pages;
  const why = by ? say("heldBy", { name: by }) : "";
  return entry(
    view,
    post.id,
    `author-${post.id}`,
    html`${postHead(view, post)} ${post.title ? html`<p class="entry-title" dir="auto">${post.title}</p>` : nothing}
      ${postBody(view, post)}
      ${why || reason ? html`<p class="reason" dir="auto">${why} ${reason ? html`“${reason}”` : nothing}</p>` : nothing}
      <footer>
        ${origin(view, post)}
        ${acts(view, post, [
          ["releasePost", () => queue.release(post)],
          ["keepHeld", () => queue.keep(post, true)],
          ["block", () => queue.block(post, true)],
        ])}
      </footer>`,
  );
}

/** @param {DeskView} view @param {Reported} item */
function reportedPost(view, { id, post, reports }) {
  const { say, language, desk } = view;
  const { queue } = desk.pages;
  const why = [...new Set(reports.map(({ reason }) => reason))].map((reason) => named(language, "report", reason));
  const said = html`<p class="warn reported" id="reported-${id}">
    ${say("reportedBy", { n: reports.length })} ${why.join(", ")}
  </p>`;
  if (!post) {
    return entry(
      view,
      id,
      `reported-${id}`,
      html`${said}
        <p class="soft">${say("reportedGone")}</p>`,
    );
  }
  return entry(
    view,
    id,
    `author-${id}`,
    html`${said} ${postHead(view, post)} ${postBody(view, post)}
      <footer>
        ${origin(view, post)}
        <button class="quiet" part="open-case" @click=${() => toCase(view, post.thread)}>${say("openCase")}</button>
        ${acts(view, post, [
          ["keepPost", () => queue.keep(post, false)],
          ["holdPost", () => queue.hold(post)],
          ...(hidable(desk, post).length
            ? [/** @type {[DeskKey, () => void]} */ (["hidePost", () => queue.hide(post, false)])]
            : []),
          ["block", () => queue.block(post, false)],
        ])}
      </footer>`,
  );
}

/** @param {DeskView} view @param {PostView} post @param {[DeskKey, () => void][]} all */
const acts = ({ say }, post, all) =>
  html`<span class="acts" role="group" aria-label=${say("actsOn", { name: post.author.name })}>
    ${all.map(([says, act]) => html`<button class="second small" part="act" data-act=${says} @click=${act}>${say(says)}</button>`)}
  </span>`;

/** Opened in the inbox. @param {DeskView} view @param {string} id of a post */
export function toCase({ element, desk }, id) {
  element.open("inbox");
  void desk.pages.inbox.openCase(id);
}
