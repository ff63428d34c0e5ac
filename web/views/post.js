// One post in a thread: who, when, what, and at its foot what one can do with it.
import { html, nothing } from "lit";
import { hue, timeOf } from "./byline.js";
import { initials, roleMark } from "./people.js";
import { blocksOf } from "./plain-text.js";
import { postFoot } from "./post-foot.js";
import { languageOf, richText } from "./rich-text.js";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { Stretch } from "./line.js" */
/** @import { View } from "./view.js" */

const steps = 3;

/**
 * @param {View} view @param {PostView} post
 * @param {{ stretch: Stretch, parent: PostView | undefined }} at
 */
export function postView(view, post, { stretch, parent }) {
  const { say } = view.language;
  const depth = post.depth ?? 0;
  const names = ["post", hue(view, post.place), `column-${stretch.column}`, `above-${stretch.above}`];
  if (stretch.below) names.push("below");
  // What somebody who is signed in is shown beside it.
  const own = view.writing?.pen && view.writing.views;
  const editing = view.writing?.pen?.editing.has(post.id);
  if (view.fresh.has(post.id)) names.push("fresh");
  if (post.removed) {
    return html`<article class="${names.join(" ")} removed" part="post" tabindex="-1" data-post=${post.id}>
      ${passing(view, stretch)}<span class="avatar" aria-hidden="true"></span>
      <div class="content soft">${own?.isTakenAway(view, post) ? own.takenAway(view, post) : say("removed")}</div>
    </article>`;
  }
  return html`<article
    class=${names.join(" ")}
    part="post"
    tabindex="-1"
    data-post=${post.id}
    aria-labelledby="author-${post.id}"
  >
    ${passing(view, stretch)}<span class="avatar" part="avatar" aria-hidden="true">${initials(post.author.name)}</span>
    <div class="content">
      <header>
        <span class="name" id="author-${post.id}">${post.author.name}</span>
        ${roleMark(view, post)}
        <span class="soft"
          >${timeOf(view, post.created_at)}${post.edited_at ? html` · ${say("edited")}` : nothing}</span
        >
      </header>
      ${depth > steps && parent ? html`<p class="soft to">${say("inReplyTo", { name: parent.author.name })}</p>` : nothing}
      ${
        editing
          ? own?.composer(view, { key: `edit:${post.id}`, editing: post })
          : html`<div class="text" part="text" lang=${languageOf(post.body) ?? nothing} dir="auto">
              ${richText(blocksOf(post.body), view.language)}
            </div>`
      }
      ${postFoot(view, post)} ${own?.deliveries(view, post)} ${own?.changeNote(view, post)}
    </div>
  </article>`;
}

/** @param {View} view @param {Stretch} stretch */
const passing = (view, stretch) =>
  stretch.passing.map(
    ({ column, place }) =>
      html`<span class="passing back-${stretch.column - column} ${hue(view, place)}" aria-hidden="true"></span>`,
  );
