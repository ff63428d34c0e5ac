// Where somebody who is not signed in would write: how to sign in, and what stands in the way of it.
import { html, nothing } from "lit";
import { saidOf } from "../sign-in.js";

/** @import { Prompt, Reason } from "../sign-in.js" */
/** @import { View } from "./view.js" */

/** @type {Record<Reason, import("../language.js").MessageKey>} */
const labels = { ask: "signInAsk", reply: "signInReply", vote: "voteSignIn" };

/** @param {View} view @param {Reason} reason */
export function signInPrompt(view, reason) {
  const { say } = view.language;
  const prompt = view.writing?.signIn.prompt;
  if (!prompt || prompt.reason !== reason) return html`<p class="sign-in">${button(view, reason)}</p>`;
  const signIn = view.writing?.signIn;
  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    if (event.key === "Escape" && signIn?.cancel()) event.stopPropagation();
  };
  const { state, ways, url } = prompt;
  return html`<div
    class="sign-in"
    part="sign-in-prompt"
    role="group"
    aria-label=${say(labels[reason])}
    @keydown=${keys}
  >
    <p>${say(saidOf(prompt))}</p>
    ${state === "elsewhere" ? nothing : ways.length > 1 ? choices(view, prompt) : nothing}
    ${url ? html`<a href=${url} target="plein-sign-in" rel="opener">${say("signInOpen")}</a>` : nothing}
    ${url || ways.length > 1 || state === "elsewhere" ? nothing : button(view, reason)}
    <button class="quiet" @click=${() => signIn?.cancel()}>${say("cancel")}</button>
  </div>`;
}

/** @param {View} view @param {Reason} reason */
const button = (view, reason) =>
  html`<button class="second" part="sign-in" @click=${() => view.actions.signIn(reason)}>
    ${view.language.say(labels[reason])}
  </button>`;

/** @param {View} view @param {Prompt} prompt */
const choices = (view, { reason, ways }) =>
  ways.map(
    (way) =>
      html`<button class="second" @click=${() => view.writing?.signIn.open(reason, ways, way)}>${way.title}</button>`,
  );
