// What became of a post of one's own, place by place: a ring while it is under way, a check, or a triangle with the reason
// and a way on.
import { html, nothing } from "lit";
import { hue, placeName } from "./byline.js";
import { check, platformGlyph, triangle } from "./glyphs.js";
import { pause, question, ring } from "./marks.js";
import { outLink } from "./rich-text.js";

/** @import { CopyView, PostView } from "../../wasm/engine.js" */
/** @import { MessageKey } from "../language.js" */
/** @import { View } from "./view.js" */

/** @type {Record<CopyView["state"], { mark: unknown, says: MessageKey }>} */
const states = {
  waiting: { mark: ring, says: "copyWaiting" },
  sending: { mark: ring, says: "copySending" },
  sent: { mark: check, says: "copySent" },
  held: { mark: pause, says: "copyHeld" },
  unknown: { mark: question, says: "copyUnknown" },
  failed: { mark: triangle, says: "copyFailed" },
};

/** @param {View} view @param {PostView} post */
export function deliveries(view, post) {
  if (!post.key || !view.session.outbox?.mine.has(post.key)) return nothing;
  const outgoing = view.session.outbox.find(post);
  if (outgoing?.state === "failed") return unsent(view, post, outgoing.reason ?? "");
  return html`<ul class="deliveries" part="deliveries">
    ${post.copies.map((copy) => delivery(view, post, copy))}
  </ul>`;
}

/** @param {View} view @param {PostView} post @param {CopyView} copy */
function delivery(view, post, copy) {
  const { say } = view.language;
  const place = placeName(view, copy.place);
  const { mark, says } = states[copy.state] ?? states.unknown;
  const name = html`<span class="place ${hue(view, copy.place)}"
    >${platformGlyph(view.places.get(copy.place)?.platform ?? "")}${place}</span
  >`;
  return html`<li data-state=${copy.state}>
    ${outLink(copy.url, name)} ${mark}
    <span
      >${say(says)}${copy.reason ? html`: ${copy.reason}` : nothing}
      ${
        copy.state === "failed"
          ? html`<button
              class="quiet"
              aria-label=${say("retryPlace", { place })}
              @click=${() => view.writing?.retry(post, copy.place)}
            >
              ${say("retry")}
            </button>`
          : nothing
      }</span
    >
  </li>`;
}

/** @param {View} view @param {PostView} post @param {string} reason an error code */
function unsent(view, post, reason) {
  const { say } = view.language;
  /** @type {Record<string, MessageKey>} */
  const reasons = {
    unreachable: "reasonUnreachable",
    http_401: "reasonSignIn",
    unauthorized: "reasonSignIn",
    invalid_value: "reasonRefused",
    unknown_name: "reasonRefused",
  };
  return html`<ul class="deliveries" part="deliveries">
    <li data-state="failed">
      ${triangle}
      <span class="whole"
        >${say(reasons[reason] ?? "reasonOther")}
        <button class="quiet" @click=${() => view.writing?.retry(post)}>${say("retry")}</button>
        <button class="quiet" @click=${() => view.writing?.discard(post)}>${say("discard")}</button></span
      >
    </li>
  </ul>`;
}
