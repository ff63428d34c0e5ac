// The foot of a post: where it was written, where else it stands, and what one can do with it.
import { html, nothing } from "lit";
import { placeMark, placeName } from "./byline.js";
import { dots, heart, heartFull, replyArrow } from "./marks.js";
import { outLink, safeUrl } from "./rich-text.js";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { View } from "./view.js" */

/** @param {View} view @param {PostView} post */
export function postFoot(view, post) {
  const mark = placeMark(view, post.place);
  // Posts of one's own have a line per place instead (deliveries).
  const own = view.writing?.pen?.outbox.myself.wrote(post);
  const elsewhere = own ? [] : post.copies.filter(({ state, url }) => state === "sent" && safeUrl(url));
  return html`<footer>
    ${outLink(post.url, mark, "origin")}
    ${
      elsewhere.length
        ? html`<span class="soft"
            >${view.language.say("alsoOn")}
            ${elsewhere.map(({ place, url }, index) => [index ? ", " : "", outLink(url, placeName(view, place))])}</span
          >`
        : nothing
    }
    ${acts(view, post)}
  </footer>`;
}

/** @param {View} view @param {PostView} post */
function acts(view, post) {
  const { say } = view.language;
  const { direct, writable } = view.session;
  if (post.id.startsWith("~")) return nothing;
  if (!writable) {
    return direct ? outLink(post.url, say("replyThere", { place: placeName(view, post.place) }), "reply") : nothing;
  }
  const { writing } = view;
  const { menu } = writing ?? {};
  const open = menu?.isOpen(post) ?? false;
  return html`<button
      class="quiet act reply"
      part="reply"
      aria-label=${say("replyTo", { name: post.author.name })}
      @click=${() => writing?.replyTo(post)}
    >
      ${replyArrow}<span>${say("reply")}</span>
    </button>
    ${like(view, post)}
    <span class="menu-stand">
      <button
        class="quiet act icon"
        part="menu-button"
        aria-label=${say("postMenu")}
        aria-haspopup="menu"
        aria-expanded=${open ? "true" : "false"}
        @click=${() => writing?.toggleMenu(post)}
      >
        ${dots}
      </button>
      ${menu?.view(view, post) ?? nothing}
    </span>`;
}

/** @param {View} view @param {PostView} post */
function like(view, post) {
  const { writing } = view;
  const myself = writing?.pen?.outbox.myself;
  const count = post.reactions?.count ?? 0;
  const label = view.language.say("likes", { n: count });
  const number = count ? html`<span>${view.language.number(count)}</span>` : nothing;
  if (myself && !myself.mayLike(post)) {
    return count
      ? html`<span class="soft act" part="likes" title=${label}
          >${heart}<span class="hidden">${label}</span><span aria-hidden="true">${number}</span></span
        >`
      : nothing;
  }
  const liked = myself?.liked.has(post.id) ?? false;
  return html`<button
    class="quiet act ${liked ? "on" : ""}"
    part="like"
    aria-pressed=${liked ? "true" : "false"}
    aria-label=${count ? `${view.language.say("like")}: ${label}` : view.language.say("like")}
    @click=${() => writing?.like(post, !liked)}
  >
    ${liked ? heartFull : heart}${number}
  </button>`;
}
