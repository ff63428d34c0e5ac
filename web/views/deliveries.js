// What became of a post of one's own, place by place: a ring while it is under way, a check, or a triangle with the reason
// and a way on. What was sent a moment ago can be taken back.
import { html, nothing } from "lit";
import { hue, placeName } from "./byline.js";
import { check, platformGlyph, triangle } from "./glyphs.js";
import { pause, question, ring } from "./marks.js";
import { why } from "./refusal.js";
import { outLink } from "./rich-text.js";

/** @import { CopyView, PostView } from "../../wasm/engine.js" */
/** @import { MessageKey } from "../language.js" */
/** @import { Pen } from "../pen.js" */
/** @import { Outgoing } from "../session/outgoing.js" */
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
  const pen = view.writing?.pen;
  if (!pen || post.removed || !pen.outbox.myself.wrote(post)) return nothing;
  const outgoing = pen.outbox.find(post);
  if (outgoing?.reason) return unsent(view, pen, post, outgoing);
  return html`<ul class="deliveries" part="deliveries">
    ${post.copies.map((copy) => delivery(view, pen, post, copy))}
    ${
      pen.sent(post) && outgoing?.state !== "sending"
        ? html`<li>
            <button class="quiet whole" part="take-back" @click=${() => pen.takeBack(post)}>
              ${view.language.say("takeBack")}
            </button>
          </li>`
        : nothing
    }
  </ul>`;
}

/** @param {View} view @param {Pen} pen @param {PostView} post @param {CopyView} copy */
function delivery(view, pen, post, copy) {
  const { say } = view.language;
  const place = placeName(view, copy.place);
  const { mark, says } = states[copy.state] ?? states.unknown;
  const name = html`<span class="place ${hue(view, copy.place)}"
    >${platformGlyph(view.places.get(copy.place)?.platform ?? "")}${place}</span
  >`;
  const retry = () => {
    void pen.outbox.retry(post, copy.place);
    pen.focusPost(post);
  };
  return html`<li data-state=${copy.state}>
    ${outLink(copy.url, name)} ${mark}
    <span
      >${say(says)}${copy.reason ? html`: ${copy.reason}` : nothing}
      ${
        copy.state === "failed"
          ? html`<button class="quiet" aria-label=${say("retryPlace", { place })} @click=${retry}>
              ${say("retry")}
            </button>`
          : nothing
      }</span
    >
  </li>`;
}

/** @param {View} view @param {Pen} pen @param {PostView} post @param {Outgoing} outgoing */
function unsent(view, pen, post, { state, reason }) {
  const { say } = view.language;
  const waits = state === "waiting";
  const retry = () => {
    void pen.outbox.retry(post);
    pen.focusPost(post);
  };
  return html`<ul class="deliveries" part="deliveries">
    <li data-state="failed">
      ${waits ? pause : triangle}
      <span class="whole"
        >${say(waits ? "waitsHere" : "notSent")} ${why(view, reason)}
        ${
          reason === "signIn"
            ? html`<button class="quiet" @click=${() => view.actions.signIn("reply")}>${say("signInAgain")}</button>`
            : html`<button class="quiet" @click=${retry}>${say("retry")}</button>`
        }
        <button class="quiet" @click=${() => pen.takeBack(post)}>${say("change")}</button>
        <button class="quiet" @click=${() => pen.discard(post)}>${say("discard")}</button></span
      >
    </li>
  </ul>`;
}
