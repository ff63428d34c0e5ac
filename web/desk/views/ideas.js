// Ideas by status, and below them the tags in use with the threads that bear them.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { placeMark, timeOf } from "../../views/byline.js";
import { plainText } from "../../views/plain-text.js";
import { named } from "../language.js";
import { statuses } from "../marking.js";
import { speaks } from "../steering-words.js";
import { toCase } from "./queue.js";
import { empty, failure, waiting } from "./state.js";

/** @import { PostView } from "../../../wasm/engine.js" */
/** @import { DeskKey } from "../language.js" */
/** @import { Idea, IdeasPage, Order } from "../pages/ideas.js" */
/** @import { DeskView } from "./view.js" */

const orders = /** @type {Order[]} */ (["likes", "newest"]);
const excerptMost = 240;

/** @param {DeskView} view @param {IdeasPage} page */
export function ideasPage(view, page) {
  const { element, desk, say, language } = view;
  if (!speaks(desk)) return waiting(view);
  return html`<div class="page" part="ideas">
    <div class="page-head">
      <h2 id="page-title" tabindex="-1">${say("page:ideas")}</h2>
      <button class="quiet" part="to-tags" @click=${() => element.focusFirst("#tags-title")}>
        ${say("tagsTitle")} <span class="count">${language.number(page.tags.length)}</span>
      </button>
    </div>
    <p class="soft">${say("ideasSays")}</p>
    ${filters(view, page)} ${list(view, page)}
    <section part="tags" aria-labelledby="tags-title">
      <h3 id="tags-title" tabindex="-1">${say("tagsTitle")}</h3>
      ${tags(view, page)}
    </section>
  </div>`;
}

/** @param {DeskView} view @param {IdeasPage} page */
function filters({ say, language }, page) {
  const { counts, ideas } = page;
  const all = [...new Set([...statuses, ...counts.keys()])];
  /** @param {string} status @param {string} name @param {number} count */
  const button = (status, name, count) =>
    html`<button
      part="filter"
      ?data-find=${!status}
      aria-pressed=${page.status === status ? "true" : "false"}
      @click=${() => page.choose(status)}
    >
      ${name} <span class="count">${language.number(count)}</span>
    </button>`;
  return html`<div class="idea-filters">
    <div class="filters" role="group" aria-label=${say("ideaStatusOf")}>
      ${button("", say("all"), ideas.length)}
      ${all.map((status) => button(status, named(language, "idea", status), counts.get(status) ?? 0))}
    </div>
    <div class="filters" role="group" aria-label=${say("ideasBy")}>
      ${orders.map(
        (order) =>
          html`<button
            part="filter"
            aria-pressed=${page.order === order ? "true" : "false"}
            @click=${() => page.sort(order)}
          >
            ${say(/** @type {DeskKey} */ (`ideasBy:${order}`))}
          </button>`,
      )}
    </div>
  </div>`;
}

/** @param {DeskView} view @param {IdeasPage} page */
function list(view, page) {
  const { say } = view;
  const { shown, left, ideas } = page;
  if (page.state === "loading") return waiting(view);
  if (page.state === "failed") return failure(view, page.reason, () => page.again());
  if (!ideas.length) return empty(view, "ideasNone");
  if (!shown.length && !left) return empty(view, "ideasNoneSo");
  return html`<ul class="rows" aria-label=${say("page:ideas")}>
      ${repeat(
        shown,
        ({ marks }) => marks.thread,
        (idea) => html`<li>${row(view, page, idea, shown[0].marks.thread)}</li>`,
      )}
    </ul>
    ${
      left
        ? html`<p class="more">
            ${say("ideasLeft", { n: left })}
            <button class="second" part="more" @click=${() => page.more()}>${say("more")}</button>
          </p>`
        : nothing
    }`;
}

/** @param {DeskView} view @param {IdeasPage} page @param {{ marks: Idea, post: PostView }} idea @param {string} first */
function row(view, page, { marks, post }, first) {
  const { say, shared, language } = view;
  const { thread, idea } = marks;
  const reached = page.shown.some((each) => each.marks.thread === page.current) ? page.current : first;
  const text = plainText(post.body, excerptMost);
  return html`<article
    class="entry"
    part="row"
    data-row=${thread}
    tabindex=${thread === reached ? 0 : -1}
    aria-labelledby="idea-${thread}"
  >
    <header>
      <p class="entry-title" id="idea-${thread}" dir="auto">${post.title || say("untitled")}</p>
      <span class="tag" part="idea">${named(language, "idea", idea.status)}</span>
    </header>
    <p class="row-meta">
      <strong>${say("likes", { n: post.reactions?.count ?? 0 })}</strong> <span><bdi>${post.author.name}</bdi></span>
      ${timeOf(shared, post.created_at)} ${placeMark(shared, post.place)}
    </p>
    ${text && text !== post.title ? html`<p class="excerpt" dir="auto">${text}</p>` : nothing}
    ${idea.reason ? html`<p class="reason" dir="auto">${say("ideaWhy", { reason: idea.reason })}</p>` : nothing}
    <footer>
      <button class="second small" part="idea-change" @click=${() => page.change(post)}>${say("ideaChange")}</button>
      <button class="second small" part="open-case" @click=${() => toCase(view, thread)}>${say("openCase")}</button>
      <button class="quiet" part="idea-remove" @click=${() => page.remove(post)}>${say("unideaThread")}</button>
    </footer>
  </article>`;
}

/** @param {DeskView} view @param {IdeasPage} page */
function tags(view, page) {
  const { say, language } = view;
  if (!page.tags.length) return html`<p class="soft">${say("tagsNone")}</p>`;
  return html`<p class="soft">${say("tagsSays")}</p>
    <div class="filters" role="group" aria-labelledby="tags-title">
      ${repeat(
        page.tags,
        ([tag]) => tag,
        ([tag, count]) =>
          html`<button
            part="tag"
            aria-pressed=${page.tag === tag ? "true" : "false"}
            @click=${() => page.chooseTag(tag)}
          >
            <bdi>#${tag}</bdi> <span class="count">${language.number(count)}</span>
          </button>`,
      )}
    </div>
    ${page.tag ? tagged(view, page) : nothing}`;
}

/** @param {DeskView} view @param {IdeasPage} page */
function tagged(view, page) {
  const { say, shared } = view;
  return html`<ul class="tagged" part="tagged" aria-label="#${page.tag}">
    ${repeat(
      page.tagged,
      ({ id }) => id,
      (post) =>
        html`<li>
          <button class="quiet" part="open-case" dir="auto" @click=${() => toCase(view, post.thread)}>
            ${post.title || say("untitled")}
          </button>
          <span class="row-meta"
            ><span><bdi>${post.author.name}</bdi></span> ${timeOf(shared, post.created_at)}
            ${placeMark(shared, post.place)}</span
          >
          <button
            class="second small"
            part="untag"
            aria-label=${say("untagOf", { title: post.title || say("untitled") })}
            @click=${() => page.untag(post)}
          >
            ${say("untag")}
          </button>
        </li>`,
    )}
  </ul>`;
}
