// One post in a thread: who, when, what, and at its foot where it was written and where else it stands.
import { html, nothing } from "lit";
import { hue, placeMark, placeName, timeLink } from "./byline.js";
import { deliveries } from "./deliveries.js";
import { replyArrow } from "./marks.js";
import { face } from "./face.js";
import { roleMark } from "./people.js";
import { languageOf, outLink, postText, safeUrl } from "./rich-text.js";

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
  if (stretch.below) names.push("below");
  if (view.fresh.has(post.id)) names.push("fresh");
  if (view.target === post.id && post.parent) names.push("target");
  if (post.removed || instead) {
    return html`<article class="${names.join(" ")} removed" part="post" tabindex="-1" data-post=${post.id}>
      ${passing(view, stretch)}<span class="avatar" aria-hidden="true"></span>
      <p class="content soft">${instead ?? say("removed")}</p>
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
      <div class="text" part="text" lang=${languageOf(post.body) ?? nothing} dir="auto">${postText(view, post)}</div>
      ${foot(view, post)} ${deliveries(view, post)}
    </div>
  </article>`;
}

/** @param {View} view @param {Stretch} stretch */
const passing = (view, stretch) =>
  stretch.passing.map(
    ({ column, place }) =>
      html`<span class="passing back-${stretch.column - column} ${hue(view, place)}" aria-hidden="true"></span>`,
  );

/** @param {View} view @param {PostView} post */
function foot(view, post) {
  const { say } = view.language;
  const mark = placeMark(view, post.place);
  // Posts of one's own have a line per place instead (deliveries).
  const own = post.key && view.session.outbox?.mine.has(post.key);
  const elsewhere = own ? [] : post.copies.filter(({ state, url }) => state === "sent" && safeUrl(url));
  const canReply = view.session.writable && !post.id.startsWith("~");
  return html`<footer>
    ${outLink(post.url, mark, "origin")}
    ${
      elsewhere.length
        ? html`<span class="soft"
            >${say("alsoOn")}
            ${elsewhere.map(({ place, url }, index) => [index ? ", " : "", outLink(url, placeName(view, place))])}</span
          >`
        : nothing
    }
    ${
      canReply
        ? html`<button
            class="quiet reply"
            part="reply"
            aria-label=${say("replyTo", { name: post.author.name })}
            @click=${() => view.writing?.replyTo(post)}
          >
            ${replyArrow}<span>${say("reply")}</span>
          </button>`
        : view.session.direct
          ? outLink(post.url, say("replyThere", { place: placeName(view, post.place) }), "reply")
          : nothing
    }
  </footer>`;
}
