// What stands where there is nothing yet, or nothing at all, or what went wrong; and around every list, how old it is and what waits.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";

/** @import { Reason } from "../../refusals.js" */
/** @import { DeskKey } from "../language.js" */
/** @import { Listing } from "../listing.js" */
/** @import { DeskView } from "./view.js" */

const bones = [1, 2, 3, 4];

/** @param {DeskView} view */
export const waiting = ({ say }) =>
  html`<div class="waiting" role="group" aria-busy="true" aria-label=${say("loading")}>
    ${bones.map(() => html`<p><span class="bone wide"></span><br /><span class="bone short"></span></p>`)}
  </div>`;

/** @param {DeskView} view @param {Reason | undefined} reason @param {() => unknown} again */
export function failure({ element, say }, reason = "server", again) {
  const signIn = () => element.signIn.want("ask");
  return html`<div class="empty" part="failed">
    <p>${say("deskFailed")} ${element.why(reason)}</p>
    ${
      reason === "signIn"
        ? html`<button class="second" @click=${signIn}>${say("signInAgain")}</button>`
        : html`<button class="second" part="again" @click=${again}>${say("again")}</button>`
    }
  </div>`;
}

/** @param {DeskView} view @param {DeskKey} key */
export const empty = ({ say }, key) => html`<p class="empty" part="empty">${say(key)}</p>`;

/**
 * @template T @param {DeskView} view @param {Listing<T, any>} list
 * @param {{ none: DeskKey, name: string, row: (item: T) => unknown, items?: T[], idOf: (item: T) => string }} how `items`: those of it that are shown
 */
export function listOf(view, list, { none, name, row, items = list.items, idOf }) {
  if (list.state === "loading") return waiting(view);
  if (list.state === "failed") return failure(view, list.reason, () => list.load());
  return html`${stale(view, list)} ${pill(view, list)}
  ${
    items.length
      ? html`<ul class="rows" aria-label=${name}>
          ${repeat(items, idOf, row)}
        </ul>`
      : empty(view, none)
  }
  ${
    list.next
      ? html`<p class="more">
          <button class="second" part="more" @click=${() => list.more()}>${view.say("more")}</button>
        </p>`
      : nothing
  }`;
}

/** @param {DeskView} view @param {Listing<any, any>} list */
function stale({ element, say }, list) {
  if (!list.reason) return nothing;
  return html`<p class="stale" part="stale">
    ${say("stale")} ${element.why(list.reason)}
    <button class="quiet" @click=${() => list.refresh()}>${say("again")}</button>
  </p>`;
}

/** @param {DeskView} view @param {Listing<any, any>} list */
function pill({ element, say }, list) {
  if (!list.pending) return nothing;
  const { fresh } = list;
  const take = () => {
    list.take();
    void element.focusFirst("[data-row]", "#page-title");
  };
  return html`<div class="changed">
    <button class="pill" part="pill" @click=${take}>
      ${fresh ? say("newRows", { n: fresh }) : say("changedRows")}
    </button>
  </div>`;
}
