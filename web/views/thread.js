// A thread opened below its card: the first post, the answer if one was accepted, the replies along the line as far as they have been
// read, and where to write the next one.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { community } from "../session/first-list.js";
import { check } from "./glyphs.js";
import { lineThrough } from "./line.js";
import { postView } from "./post.js";
import { composer } from "./writing-place.js";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { OpenThread } from "../session/thread-pages.js" */
/** @import { View } from "./view.js" */

const pageSize = 50;
/** Posts from which on those that are off the screen are not laid out. */
const longFrom = 60;

/** @param {View} view @param {string} id */
export function threadView(view, id) {
  const { say } = view.language;
  const thread = view.session.thread(id);
  if (!thread || thread === "loading") return html`<div class="thread" aria-busy="true">${bones}</div>`;
  if (typeof thread === "string") return absence(view, id, thread);
  const { held, starts } = view.visit.opened;
  const posts = held.size ? thread.posts.filter((post) => !held.has(post.id)) : thread.posts;
  const { total = posts.length, later } = thread;
  const answer = answerOf(thread);
  const [root, ...replies] = posts;
  // What hangs under the answer keeps its place in the tree, and so does the answer then.
  const tree = replies.filter((post) => post.id !== answer?.id || posts.some(({ parent }) => parent === post.id));
  const line = lineThrough(answer ? tree : posts);
  const byId = new Map(posts.map((post) => [post.id, post]));
  /** @param {PostView} post @param {number} index */
  const reply = (post, index) => {
    const stretch = line[index];
    const instead = post.id === answer?.id ? say("answerAbove", { name: post.author.name }) : undefined;
    const shown = postView(view, post, { stretch, parent: byId.get(post.parent ?? ""), instead });
    return thread.earlier && index === (answer ? 0 : 1) ? [more(view, id, true), shown] : shown;
  };
  /** @param {PostView} post */
  const key = (post) => post.key || post.id;
  return html`<div class="thread ${posts.length > longFrom ? "long" : ""}" part="thread">
    ${community?.aboutThread(view, id)}
    ${
      answer
        ? html`<div class="posts">${postView(view, root, { stretch: alone, parent: undefined })}</div>
            ${raised(view, answer)}`
        : nothing
    }
    <div class="posts">
      ${repeat(
        inStretches(answer ? tree : posts, key, starts),
        ({ from, posts: [first] }) => (from ? key(first) : ""),
        ({ from, posts }) =>
          html`<div class="stretch">${repeat(posts, key, (post, index) => reply(post, from + index))}</div>`,
      )}
    </div>
    ${later ? more(view, id, false, total - posts.length) : nothing}
    ${!view.session.writable || id.startsWith("~") ? nothing : writingPlace(view, id, thread.root)}
  </div>`;
}

/** @param {View} view @param {string} id @param {PostView} root */
function writingPlace(view, id, root) {
  const place = composer(view, { key: id, root });
  return community ? community.writingPlace(view, id, place) : place;
}

/**
 * Posts in stretches, of which those off the screen are not laid out: ten thousand single posts would each be looked at whenever one scrolls.
 * A stretch begins where one began before, so that posts stay in theirs when others come between, before or after them.
 * @param {PostView[]} posts @param {(post: PostView) => string} key @param {Set<string>} starts keys of posts that begin one
 */
function inStretches(posts, key, starts) {
  /** @type {{ from: number, posts: PostView[] }[]} */
  const stretches = [];
  posts.forEach((post, index) => {
    const last = stretches.at(-1)?.posts;
    if (last?.[0].parent && last.length < pageSize && !starts.has(key(post))) return last.push(post);
    starts.add(key(post));
    return stretches.push({ from: index, posts: [post] });
  });
  return stretches;
}

/** A post that no line joins to others. @type {import("./line.js").Stretch} */
const alone = { column: 0, above: "none", from: "", below: false, passing: [] };

/** @param {OpenThread} thread @returns {PostView | undefined} */
const answerOf = ({ accepted, posts }) =>
  [posts.find((post) => post.accepted && post.parent), accepted].find((post) => post?.accepted && !post.removed);

/** The answer, and who gave it. @param {View} view @param {PostView} answer */
const raised = (view, answer) =>
  html`<section class="answer" part="answer" aria-label=${view.language.say("accepted")}>
    <p class="answer-mark">${check} ${view.language.say("acceptedBy", { name: answer.author.name })}</p>
    ${postView(view, answer, { stretch: alone, parent: undefined })}
  </section>`;

/** @param {View} view @param {string} id @param {boolean} before @param {number} [missing] */
function more(view, id, before, missing = pageSize) {
  const text = before
    ? view.language.say("earlier")
    : view.language.say("later", { n: Math.min(Math.max(missing, 1), pageSize) });
  return html`<p class="between">
    <button class="quiet" part=${before ? "earlier" : "later"} @click=${() => view.visit.showMorePosts(id, before)}>
      ${text}
    </button>
  </p>`;
}

/** @param {View} view @param {string} id @param {import("../session/threads.js").Absence} absence */
function absence(view, id, absence) {
  const { say } = view.language;
  if (absence === "missing") return html`<p class="notice">${say("threadMissing")}</p>`;
  return html`<p class="notice">
    ${say("threadFailed")}
    <button class="quiet" @click=${() => view.visit.opened.again()}>${say("again")}</button>
  </p>`;
}

const bones = html`<div class="post" aria-hidden="true">
  <span class="avatar bone"></span>
  <div class="content">
    <p><span class="bone wide"></span><br /><span class="bone"></span></p>
  </div>
</div>`;
