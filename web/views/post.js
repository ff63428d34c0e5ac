// One post in a thread: who, when, what, and at its foot what one can do with it.
import { html, nothing } from "lit";
import { hue, timeLink } from "./byline.js";
import { face } from "./face.js";
import { roleMark } from "./people.js";
import { postFoot } from "./post-foot.js";
import { languageOf, postText } from "./rich-text.js";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { Stretch } from "./line.js" */
/** @import { View } from "./view.js" */

const steps = 3;

/**
 * @param {View} view @param {PostView} post
 * @param {{ stretch: Stretch, parent: PostView | undefined, instead?: string }} at `instead` of the post: a sentence that keeps its place
 */
export function postView(view, post, { stretch, parent, instead }) {
  const { say } = view.language;
  const depth = post.depth ?? 0;
  const names = ["post", hue(view, post.place), `column-${stretch.column}`, `above-${stretch.above}`];
  if (stretch.above !== "none") names.push(hue(view, stretch.from).replace("hue", "from"));
  if (stretch.below) names.push("below");
  // What somebody who is signed in is shown beside it.
  const own = view.writing?.pen && view.writing.views;
  const told = view.writing?.told?.note(view, post);
  const editing = view.writing?.pen?.editing.has(post.id);
  if (view.fresh.has(post.id)) names.push("fresh");
  if (view.target === post.id && post.parent) names.push("target");
  if (post.removed || instead) {
    return html`<article class="${names.join(" ")} removed" part="post" tabindex="-1" data-post=${post.id}>
      ${passing(view, stretch)}<span class="avatar" aria-hidden="true"></span>
      <div class="content soft">${instead ?? own?.takenAway(view, post) ?? told ?? say("removed")}</div>
    </article>`;
  }
  return html`<article
    class=${names.join(" ")}
    part="post"
    tabindex="-1"
    data-post=${post.id}
    aria-labelledby="author-${post.id}"
  >
    ${passing(view, stretch)}${face(view, post.author)}
    <div class="content">
      <header>
        <bdi class="name" id="author-${post.id}">${post.author.name}</bdi>
        ${roleMark(view, post)}
        <span class="soft"
          >${timeLink(view, post)}${post.edited_at ? html` · <span title=${view.language.exact(post.edited_at)}>${say("edited")}</span>` : nothing}</span
        >
      </header>
      ${depth > steps && parent ? html`<p class="soft to">${say("inReplyTo", { name: parent.author.name })}</p>` : nothing}
      ${
        editing
          ? own?.composer(view, { key: `edit:${post.id}`, editing: post })
          : html`<div class="text" part="text" lang=${languageOf(post.body) ?? nothing} dir="auto">
              ${postText(view, post)}
            </div>`
      }
      ${postFoot(view, post)} ${own?.deliveries(view, post)} ${own?.changeNote(view, post)} ${told}
    </div>
  </article>`;
}

/** @param {View} view @param {Stretch} stretch */
const passing = (view, stretch) =>
  stretch.passing.map(
    ({ column, place }) =>
      html`<span class="passing back-${stretch.column - column} ${hue(view, place)}" aria-hidden="true"></span>`,
  );
