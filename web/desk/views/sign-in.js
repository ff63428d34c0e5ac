// Where nobody is signed in, or no longer: how one does.
import { html, nothing } from "lit";
import { words } from "../../sign-in.js";

/** @import { DeskView } from "./view.js" */

/** @param {DeskView} view @param {"welcome" | "again"} why */
export function signInView({ element, say }, why) {
  const { signIn } = element;
  const { prompt } = signIn;
  const { state, ways = [], url, reason = "ask" } = prompt ?? {};
  const button = html`<button class="first" part="sign-in" @click=${() => signIn.want("ask")}>
    ${say("signInAgain")}
  </button>`;
  return html`<div
    class=${why === "again" ? "notice failed" : "alone"}
    part="sign-in-prompt"
    role="group"
    aria-label=${say("signInAgain")}
  >
    ${why === "welcome" ? html`<h2 id="page-title" tabindex="-1">${say("deskTitle")}</h2>` : nothing}
    <p>${state ? say(words[state]) : say(why === "again" ? "deskSignInAgain" : "deskSignIn")}</p>
    ${
      state === "choose"
        ? ways.map(
            (way) => html`<button class="second" @click=${() => signIn.open(reason, ways, way)}>${way.title}</button>`,
          )
        : nothing
    }
    ${url ? html`<a href=${url} target="plein-sign-in" rel="opener">${say("signInOpen")}</a>` : nothing}
    ${!state || state === "failed" || state === "unreachable" ? button : nothing}
    ${prompt ? html`<button class="quiet" @click=${() => signIn.cancel()}>${say("cancel")}</button>` : nothing}
  </div>`;
}
