// Why something was decided about what one wrote: a line below the post, and a list of all of it. What opens the list stands in the room of
// the choices over the list: nothing moves for it.
import { html, nothing } from "lit";
import { isPlain, linkTo } from "../permalink.js";
import { told as style } from "../styles/told.js";
import { placeName, timeOf } from "./byline.js";
import { cross } from "./glyphs.js";
import { pause } from "./marks.js";

/** @import { MessageKey } from "../language.js" */
/** @import { Told as Why } from "../session/relay-writes.js" */
/** @import { Told } from "../told.js" */
/** @import { View } from "./view.js" */

/** @type {Record<Why["did"], MessageKey>} */
const words = { hold: "toldHold", hide: "toldHide", move: "toldMove", lock: "toldLock", idea: "toldIdea" };
/** @type {Record<string, MessageKey>} */
const ideas = {
  new: "toldNew",
  considered: "toldConsidered",
  planned: "toldPlanned",
  done: "toldDone",
  declined: "toldDeclined",
};

/** @param {View} view @returns {boolean} false: the words are on their way, and so is another rendering */
function prepare({ language, widget }) {
  widget.dress([style]);
  if (language.messages.toldHold) return true;
  void widget.speaking_.learn("told").catch(() => {});
  return false;
}

/** @param {View} view @param {Why[]} whys of one post */
export function toldNote(view, whys) {
  if (!prepare(view)) return nothing;
  return html`<div class="told-why" part="told">${whys.map((why) => line(view, why))}</div>`;
}

/** @param {View} view @param {Why} why */
function line(view, { did, place = "", reason, value = "" }) {
  const { say } = view.language;
  const says = ideas[value] ?? words[did];
  return html`<p>
    ${pause}
    <span><b>${say(says, { place: placeName(view, place) })}</b> ${say("toldReason")} <bdi>${reason}</bdi></span>
  </p>`;
}

/** @param {View} view @param {Told} told */
export function toldNotice(view, told) {
  const { language, widget } = view;
  if (!prepare(view)) return nothing;
  if (told.openIn === widget) return list(view, told);
  const n = told.unseen.length;
  if (!n) return nothing;
  if (told.said.get(widget) !== n) {
    told.said.set(widget, n);
    queueMicrotask(() => widget.announce("toldNotice", { n }));
  }
  return html`<button
    class="told-notice"
    part="told-notice"
    aria-haspopup="dialog"
    aria-label=${language.say("toldNotice", { n })}
    @click=${() => told.open(widget)}
  >
    ${pause}<span>${language.say("toldCount", { n })}</span>
  </button>`;
}

/** @param {View} view @param {Told} told */
function list(view, told) {
  const { say } = view.language;
  return html`<dialog
    class="dialog told-list"
    part="told-list"
    aria-labelledby="told-title"
    @close=${() => told.close()}
    @keydown=${(/** @type {Event} */ event) => event.stopPropagation()}
  >
    <header>
      <h3 id="told-title">${say("toldTitle")}</h3>
      <button class="quiet icon" aria-label=${say("toldClose")} @click=${() => told.close()}>${cross}</button>
    </header>
    <ul>
      ${told.all.map((whys) => entry(view, told, whys))}
    </ul>
  </dialog>`;
}

/** @param {View} view @param {Told} told @param {Why[]} whys of one post */
function entry(view, told, whys) {
  const [{ at, post, says }] = whys;
  /** @param {MouseEvent} event */
  const go = (event) => {
    if (!isPlain(event)) return;
    told.close();
    void view.actions.open(post, post);
  };
  const title = says || view.language.say("toldPost");
  return html`<li>
    <p class="told-says" dir="auto">
      ${whys.some(({ did }) => did === "hold") ? title : html`<a href=${linkTo(post)} @click=${go}>${title}</a>`}
    </p>
    ${at ? html`<p class="soft">${timeOf(view, at)}</p>` : nothing} ${whys.map((why) => line(view, why))}
  </li>`;
}
