// A thread opened below its card: the first post, the replies along the line, and where to write the next one.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { lineThrough } from "./line.js";
import { postView } from "./post.js";
import { composer } from "./writing-place.js";

/** @import { View } from "./view.js" */

/** @param {View} view @param {string} id */
export function threadView(view, id) {
  const { say } = view.language;
  const thread = view.session.thread(id);
  if (!thread || thread === "loading") return html`<div class="thread" aria-busy="true">${bones}</div>`;
  if (thread === "missing") return html`<p class="notice">${say("threadMissing")}</p>`;
  if (thread === "failed") {
    return html`<p class="notice">
      ${say("threadFailed")}
      <button class="quiet" @click=${() => view.session.openThread(id)}>${say("again")}</button>
    </p>`;
  }
  const line = lineThrough(thread.posts);
  const byId = new Map(thread.posts.map((post) => [post.id, post]));
  return html`<div class="thread" part="thread">
    <div class="posts">
      ${repeat(
        thread.posts,
        (post) => post.key || post.id,
        (post, index) => postView(view, post, { stretch: line[index], parent: byId.get(post.parent ?? "") }),
      )}
    </div>
    ${!view.session.writable || id.startsWith("~") ? nothing : composer(view, { key: id, root: thread.root })}
  </div>`;
}

const bones = html`<div class="post" aria-hidden="true">
  <span class="avatar bone"></span>
  <div class="content">
    <p><span class="bone wide"></span><br /><span class="bone"></span></p>
  </div>
</div>`;
