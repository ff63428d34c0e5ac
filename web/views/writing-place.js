// Where one writes: the composer of who is signed in, or how to sign in; and what is said of one's own posts.
import { html, nothing } from "lit";
import { signInPrompt } from "./sign-in.js";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { View } from "./view.js" */

/** @param {View} view @param {{ key: string, root?: PostView }} of the thread's id and first post; "" and none for a new question */
export function composer(view, of) {
  const { writing } = view;
  const reason = of.root ? "reply" : "ask";
  if (!writing?.person) return signInPrompt(view, reason);
  // Who has to sign in again goes on writing meanwhile.
  const again = writing.signIn.prompt?.reason === reason ? signInPrompt(view, reason) : nothing;
  if (writing.failed && !writing.pen) return failure(view, writing);
  return html`${again}${writing.pen ? writing.views?.composer(view, of) : html`<div class="composer" aria-busy="true"></div>`}`;
}

/** @param {View} view @param {import("../writing.js").Writing} writing */
const failure = ({ language: { say } }, writing) =>
  html`<p class="notice">
    ${say("writingFailed")} <button class="quiet" @click=${() => writing.again()}>${say("again")}</button>
  </p>`;

/** What became of a post of one's own, place by place. @param {View} view @param {PostView} post */
export const deliveries = (view, post) => view.writing?.views?.deliveries(view, post) ?? nothing;
