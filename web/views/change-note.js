// What was changed about a post a moment ago, with a way back; or why it was not, with a way on.
import { html, nothing } from "lit";
import { check, triangle } from "./glyphs.js";
import { why } from "./refusal.js";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { MessageKey } from "../language.js" */
/** @import { Change, Kind } from "../session/changes.js" */
/** @import { View } from "./view.js" */

/** @type {Record<Kind, { done?: MessageKey, opposite?: MessageKey, failed: MessageKey }>} */
const words = {
  edit: { done: "saved", failed: "notSaved" },
  remove: { failed: "notRemoved" },
  like: { failed: "notDone" },
  accept: { done: "markedAnswer", opposite: "unmarkedAnswer", failed: "notDone" },
  hold: { done: "held", opposite: "released", failed: "notDone" },
  copy: { failed: "notSent" },
};

/** In the place of a post that was removed, or held, a moment ago, and can be had back. @param {View} view @param {PostView} post */
export function takenAway(view, post) {
  const change = view.writing?.pen?.outbox.changes.of(post);
  if (!change || change.state !== (change.kind === "hold" ? "done" : "thinking") || !change.on) return undefined;
  return html`<p>${view.language.say(change.kind === "hold" ? "held" : "removing")} ${undoButton(view, change)}</p>`;
}

/** @param {View} view @param {PostView} post */
export function changeNote(view, post) {
  const change = view.writing?.pen?.outbox.changes.of(post);
  if (!change) return nothing;
  const { say } = view.language;
  const { done, opposite, failed } = words[change.kind];
  if (change.state === "failed") return failure(view, change, say(failed));
  const says = change.on ? done : opposite;
  if (change.state !== "done" || !says || !change.undo) return nothing;
  return html`<p class="soft note" part="note">${check} ${say(says)} ${undoButton(view, change)}</p>`;
}

/** @param {View} view @param {Change} change */
function undoButton(view, change) {
  const { post, undo } = change;
  const act = () => {
    undo?.();
    view.writing?.pen?.focusPost(post, "[part=menu-button]");
  };
  return html`<button class="quiet" part="undo" @click=${act}>${view.language.say("undo")}</button>`;
}

/** @param {View} view @param {Change} change @param {string} says */
function failure(view, { post, kind, reason }, says) {
  const { say } = view.language;
  const pen = view.writing?.pen;
  const { changes } = pen?.outbox ?? {};
  const leave = (/** @type {() => void} */ act) => () => {
    act();
    if (kind !== "edit") pen?.focusPost(post);
  };
  // What was written is not lost: it is back where it was written.
  const again = () => (kind === "edit" ? pen?.editAgain(post) : changes?.retry(post));
  return html`<p class="note" part="note" data-state="failed">
    ${triangle} <span>${says} ${why(view, reason)}</span>
    ${
      reason === "signIn"
        ? html`<button class="quiet" @click=${() => view.actions.signIn("reply")}>${say("signInAgain")}</button>`
        : nothing
    }
    <button class="quiet" @click=${leave(again)}>${say(kind === "edit" ? "change" : "retry")}</button>
    <button class="quiet" @click=${leave(() => changes?.dismiss(post))}>${say("discard")}</button>
  </p>`;
}
