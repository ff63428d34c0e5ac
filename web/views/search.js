// What was found, and what is offered to somebody who writes a question.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { isPlain, linkTo } from "../permalink.js";
import { community } from "../session/first-list.js";
import { placeMark, timeOf } from "./byline.js";
import { face } from "./face.js";
import { check } from "./glyphs.js";
import { threadView } from "./thread.js";

/** @import { Search } from "../../wasm/engine.js" */
/** @import { View } from "./view.js" */

/** @typedef {Search["results"][number]} Result */

/** @param {View} view */
export function results(view) {
  const { say } = view.language;
  const finding = view.visit.finding;
  if (!finding || finding.state === "idle") return undefined;
  const { found, state } = finding;
  const text = finding.text.trim();
  const partly =
    state === "failed" || state === "here"
      ? html`<p class="notice" part="search-failed">
          ${say(state === "here" ? "searchedHere" : "searchFailed")}
          <button class="second" @click=${() => finding.retry()}>${say("again")}</button>
        </p>`
      : nothing;
  if (state === "failed") return partly;
  if (state !== "waiting" && !found?.results.length) {
    return html`${partly}
      <p class="notice empty" part="nothing-found">
        ${say("nothingFound", { text })}
        ${
          view.session.writable
            ? html`<button class="second" @click=${() => view.actions.askAbout(text)}>${say("askIt")}</button>`
            : nothing
        }
      </p>`;
  }
  const list = found?.results ?? [];
  return html`<div part="results" aria-busy=${state === "waiting" ? "true" : "false"}>
    ${partly} ${state !== "waiting" && found?.relaxed ? html`<p class="soft relaxed">${say("relaxed")}</p>` : nothing}
    <div class="cards" role="feed" aria-label=${say("results")}>
      ${repeat(
        list,
        ({ post }) => post.thread,
        (result, index) => found_(view, result, { position: index + 1, count: list.length }),
      )}
    </div>
    ${
      state === "done" && found?.next
        ? html`<p class="more">
            <button class="second" part="more" @click=${() => finding.more()}>${say("more")}</button>
          </p>`
        : nothing
    }
  </div>`;
}

/** @param {View} view @param {Result} result @param {{ position: number, count: number }} at */
function found_(view, result, { position, count }) {
  const { post, title, replies, answered_by } = result;
  const { say } = view.language;
  const id = post.thread;
  const open = view.open === id;
  return html`<article
    class="card ${open ? "open" : ""}"
    part="result"
    data-id=${id}
    tabindex="-1"
    aria-posinset=${position}
    aria-setsize=${count}
    aria-labelledby="found-${id}"
  >
    ${community?.card(view, id)}
    <div class="summary">
      <h3 class="title" part="title" dir="auto">
        <a
          id="found-${id}"
          href=${linkTo(post.id)}
          aria-expanded=${open ? "true" : "false"}
          @click=${(/** @type {MouseEvent} */ event) => isPlain(event) && view.actions.open(id, post.id)}
          >${title}</a
        >
      </h3>
      <div class="state">
        ${answered_by ? html`<span class="answered">${check} ${say("answered")}</span>` : nothing}
        <span>${say(replies ? "replies" : "noReply", { n: replies })}</span>
      </div>
      ${open ? nothing : html`<p class="excerpt" part="excerpt" dir="auto">${marked(result.excerpt)}</p>`}
      <p class="meta" part="meta">
        ${placeMark(view, post.place)}
        <span class="author">${face(view, post.author)}<bdi>${post.author.name}</bdi></span>
        ${timeOf(view, post.created_at)}
      </p>
    </div>
    ${open ? threadView(view, id) : nothing}
  </article>`;
}

/** In turns what was not asked for, and what was. @param {string[]} excerpt */
const marked = (excerpt) =>
  Array.isArray(excerpt)
    ? excerpt.map((text, index) => (index % 2 ? html`<mark part="match">${text}</mark>` : text))
    : "";

/** Threads that may answer the question already. @param {View} view */
export function suggestions(view) {
  const { say } = view.language;
  const offered = view.visit.finding?.offered ?? [];
  if (!offered.length) return nothing;
  return html`<aside class="offered" part="suggestions" aria-label=${say("suggestions")}>
    <p class="soft">${say("suggestions")}</p>
    <ul>
      ${offered.map(
        ({ post, title, answered_by, accepted }) =>
          html`<li>
            <a
              href=${linkTo(accepted ?? post.thread)}
              @click=${(/** @type {MouseEvent} */ event) => isPlain(event) && view.actions.open(post.thread, accepted)}
              ><bdi>${title}</bdi></a
            >
            <span class="soft"
              >${check} ${answered_by ? say("answeredBy", { name: answered_by }) : say("answered")}</span
            >
          </li>`,
      )}
    </ul>
  </aside>`;
}
