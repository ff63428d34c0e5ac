// The frame of a widget: its head, and the list. What stands over the list, and now and then in its place, follows the first list
// (surroundings.js).
import { html, nothing } from "lit";
import { community } from "../session/first-list.js";
import { placeName } from "./byline.js";
import { card, skeletons } from "./card.js";
import { triangle } from "./glyphs.js";

/** @import { PlaceView, ThreadSummary } from "../../wasm/engine.js" */
/** @import { View } from "./view.js" */

/**
 * @typedef {object} FeedState
 * @property {ThreadSummary[]} threads those that are shown
 * @property {boolean} hasMore
 * @property {boolean} hasFallback
 */

/** @param {View} view @param {FeedState} state */
export function feedView(view, state) {
  const { conversation, language, settings, visit, widget } = view;
  const { say } = language;
  if (!widget.begun && settings.loading === "manual") {
    return html`<p class="more">
        <button class="second" part="load" @click=${() => widget.load()}>${say("begin")}</button>
      </p>
      <slot></slot>`;
  }
  return html`<section
    class="feed ${settings.compact ? "compact" : ""}"
    part="feed"
    aria-label=${say("feed")}
    @keydown=${visit?.focus.keys}
  >
    ${settings.compact || settings.thread ? nothing : head(view)} ${community?.above(view, state)}
    ${[...view.places.values()].filter(({ failing }) => failing).map((place) => failingLine(view, place))}
    ${conversation?.above(view, state)} ${conversation?.instead(view, state) ?? list(view, state)}
  </section>`;
}

/** @param {View} view */
function head(view) {
  const { actions, conversation, language, session, settings, visit, widget } = view;
  const { say } = language;
  return html`<header class="head" part="head">
    <h2 part="heading"><slot name="title">${say("title")}</slot></h2>
    <input
      type="search"
      part="search"
      dir="auto"
      maxlength="500"
      placeholder=${say("search")}
      aria-label=${say("search")}
      .value=${visit?.finding?.text ?? ""}
      @input=${(/** @type {InputEvent} */ { target }) => actions.search(/** @type {HTMLInputElement} */ (target).value)}
    />
    ${
      settings.config
        ? nothing
        : html`${
              session?.engine === "absent"
                ? nothing
                : html`<button
                    class="first"
                    part="ask"
                    aria-expanded=${widget.asking_ ? "true" : "false"}
                    @click=${() => actions.ask()}
                  >
                    ${say("ask")}
                  </button>`
            }
            <div class="choices" part="choices">${conversation?.choices(view)}</div>`
    }
  </header>`;
}

/** @param {View} view @param {FeedState} state */
function list(view, { threads, hasMore, hasFallback }) {
  const { actions, conversation, language, settings } = view;
  const { say } = language;
  if (!threads.length) {
    return html`<div aria-busy="true">
      <span class="hidden">${say("loading")}</span>${hasFallback ? html`<slot></slot>` : skeletons(settings)}
    </div>`;
  }
  const count = hasMore ? -1 : threads.length;
  const cards =
    conversation?.cards(view, threads, count) ??
    threads.map((summary, index) => card(view, summary, { position: index + 1, count, current: !index }));
  return html`<div
      class="cards"
      role="feed"
      aria-label=${say("feed")}
      aria-busy="false"
      @focusin=${view.visit?.focus.entered}
    >
      ${cards}
    </div>
    ${
      hasMore
        ? html`<p class="more">
            ${conversation?.stuck(view)}
            <button class="second" part="more" @click=${() => actions.showMore()}>${say("more")}</button>
          </p>`
        : nothing
    }`;
}

/** @param {View} view @param {PlaceView} place */
function failingLine(view, place) {
  const { language, session, now } = view;
  const name = placeName(view, place.id);
  const text =
    session?.barredBy?.(language, place, name) ??
    language.say("failing", { place: name, time: language.clock(place.since ?? now) });
  return html`<p class="failing" part="failing">${triangle}<span>${text}</span></p>`;
}
