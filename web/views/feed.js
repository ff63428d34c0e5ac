// The whole widget: head, what is wrong if anything is, the list, and what a screen reader is told.
import { html, nothing } from "lit";

import { placeName } from "./byline.js";
import { card, skeletons } from "./card.js";
import { triangle } from "./glyphs.js";

/** @import { PlaceView, ThreadSummary } from "../../wasm/engine.js" */
/** @import { View } from "./view.js" */

/**
 * @typedef {object} FeedState
 * @property {ThreadSummary[]} threads those that are shown
 * @property {boolean} hasMore
 * @property {string} current id of the card that Tab reaches
 * @property {number} waiting posts that the pill would bring
 * @property {boolean} asking
 * @property {boolean} hasFallback
 * @property {() => void} showNew
 * @property {() => void} showMore
 * @property {() => void} again
 * @property {(event: KeyboardEvent) => void} keys
 * @property {(event: FocusEvent) => void} focused
 */

/** @param {View} view @param {FeedState} state */
export function feedView(view, state) {
  const { say } = view.language;
  const { session } = view;
  return html`<section class="feed" part="feed" aria-label=${say("feed")} @keydown=${state.keys}>
    <header class="head" part="head">
      <h2 part="heading"><slot name="title">${say("title")}</slot></h2>
      ${
        session.state === "ready" && session.writable
          ? html`<button
              class="first"
              part="ask"
              aria-expanded=${state.asking ? "true" : "false"}
              @click=${view.actions.ask}
            >
              ${say("ask")}
            </button>`
          : nothing
      }
    </header>
    ${state.asking ? html`<div class="asking">${view.conversation?.composer(view, { key: "" })}</div>` : nothing}
    ${[...view.places.values()].filter(({ failing }) => failing).map((place) => failingLine(view, place))}
    ${session.engine === "absent" ? html`<p class="notice">${say("quiet")}</p>` : nothing}
    <div class="pill-stand">
      ${
        state.waiting
          ? html`<button class="pill" part="pill" @click=${state.showNew}>
              ${say("newPosts", { n: state.waiting })}
            </button>`
          : nothing
      }
    </div>
    ${list(view, state)}
  </section>`;
}

/** @param {View} view @param {FeedState} state */
function list(view, state) {
  const { say } = view.language;
  const { session } = view;
  if (session.state === "failed" && !state.threads.length) {
    return html`<p class="notice">
        ${triangle} ${say("failed")} <button class="second" @click=${state.again}>${say("again")}</button>
      </p>
      <slot></slot>`;
  }
  if (session.state === "loading" && !state.threads.length) {
    return html`<div aria-busy="true">
      <span class="hidden">${say("loading")}</span>${state.hasFallback ? html`<slot></slot>` : skeletons}
    </div>`;
  }
  if (!state.threads.length) {
    return html`<p class="notice empty" part="empty">${say(session.direct ? "emptyThere" : "empty")}</p>`;
  }
  const count = state.hasMore ? -1 : state.threads.length;
  return html`<div class="cards" role="feed" aria-label=${say("feed")} aria-busy="false" @focusin=${state.focused}>
      ${state.threads.map((summary, index) =>
        card(view, summary, { position: index + 1, count, current: summary.root.id === state.current }),
      )}
    </div>
    ${
      state.hasMore
        ? html`<p class="more"><button class="second" part="more" @click=${state.showMore}>${say("more")}</button></p>`
        : nothing
    }`;
}

/** @param {View} view @param {PlaceView} place */
function failingLine(view, place) {
  const { language, session, now } = view;
  const setting = session.barredBy?.(place);
  const name = placeName(view, place.id);
  const text = setting
    ? language.say("barred", { place: name, origin: location.origin, setting })
    : language.say("failing", { place: name, time: language.clock(place.since ?? now) });
  return html`<p class="failing" part="failing">${triangle}<span>${text}</span></p>`;
}
