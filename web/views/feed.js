// The whole widget: head, what is wrong if anything is, the list or what was found, and what stands in its place before it has
// begun or where it is not set up.
import { html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { placeName } from "./byline.js";
import { card, skeletons } from "./card.js";
import { triangle } from "./glyphs.js";

/** @import { PlaceView, ThreadSummary } from "../../wasm/engine.js" */
/** @import { Values, Wrong } from "../attributes.js" */
/** @import { Language } from "../language.js" */
/** @import { FeedList } from "../session/feed-list.js" */
/** @import { View } from "./view.js" */

/**
 * @typedef {object} FeedState
 * @property {FeedList} list
 * @property {ThreadSummary[]} threads those that are shown
 * @property {boolean} hasMore
 * @property {Wrong[]} wrong
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
  const { conversation, finding, language, session, settings } = view;
  const { say } = language;
  return html`<section
    class="feed ${settings.compact ? "compact" : ""}"
    part="feed"
    aria-label=${say("feed")}
    @keydown=${state.keys}
  >
    ${settings.compact || settings.thread ? nothing : head(view, state)}
    ${
      state.asking
        ? html`<div class="asking">
            ${conversation?.composer(view, { key: "" })} ${conversation?.suggestions(view)}
          </div>`
        : nothing
    }
    ${state.wrong.length ? html`<p class="notice" role="alert">${wrongText(say, state.wrong)}</p>` : nothing}
    ${[...view.places.values()].filter(({ failing }) => failing).map((place) => failingLine(view, place))}
    ${session.engine === "absent" ? html`<p class="notice">${say("quiet")}</p>` : nothing}
    ${conversation?.notices(view)}
    <div class="pill-stand">
      ${
        state.waiting
          ? html`<button class="pill" part="pill" @click=${state.showNew}>
              ${say("newPosts", { n: state.waiting })}
            </button>`
          : nothing
      }
    </div>
    ${(finding && conversation?.results(view)) ?? list(view, state)}
  </section>`;
}

/** @param {View} view @param {FeedState} state */
function head(view, state) {
  const { say } = view.language;
  const { session, finding } = view;
  return html`<header class="head" part="head">
    <h2 part="heading"><slot name="title">${say("title")}</slot></h2>
    ${
      session.direct
        ? nothing
        : html`<input
            type="search"
            part="search"
            maxlength="500"
            placeholder=${say("search")}
            aria-label=${say("search")}
            .value=${finding?.text ?? ""}
            @input=${(/** @type {InputEvent} */ { target }) =>
              view.actions.search(/** @type {HTMLInputElement} */ (target).value)}
          />`
    }
    ${
      session.writable
        ? html`<button
            class="first"
            part="ask"
            ?disabled=${state.list.state !== "ready"}
            aria-expanded=${state.asking ? "true" : "false"}
            @click=${view.actions.ask}
          >
            ${say("ask")}
          </button>`
        : nothing
    }
    <div class="choices" part="choices">${session.direct ? nothing : view.conversation?.choices(view)}</div>
  </header>`;
}

/** @param {View} view @param {FeedState} state */
function list(view, state) {
  const { say } = view.language;
  const { settings } = view;
  const { threads, current } = state;
  if (state.list.state === "failed" && !threads.length) {
    return html`<p class="notice">
        ${triangle} ${say("failed")} <button class="second" @click=${state.again}>${say("again")}</button>
      </p>
      <slot></slot>`;
  }
  if (!threads.length && (state.list.state === "loading" || settings.thread)) {
    return html`<div aria-busy="true">
      <span class="hidden">${say("loading")}</span>${state.hasFallback ? html`<slot></slot>` : skeletons(settings)}
    </div>`;
  }
  if (!threads.length) return empty(view);
  const count = state.hasMore ? -1 : threads.length;
  const { open, conversation, places, language, selection } = view;
  return html`<div class="cards" role="feed" aria-label=${say("feed")} aria-busy="false" @focusin=${state.focused}>
      ${repeat(
        threads,
        ({ root }) => root.key || root.id,
        (summary, index) => {
          const { id } = summary.root;
          const make = () => card(view, summary, { position: index + 1, count, current: id === current });
          // What is open changes with everything that is done in it; the others as they are told of, and with the minute.
          if (open === id || !conversation) return make();
          const { session, minute } = view;
          const own = session.outbox?.find(summary.root)?.state;
          return guard([summary, index, count, id === current, minute, language, session.places, settings, own], make);
        },
      )}
    </div>
    ${
      state.hasMore
        ? html`<p class="more">
            ${state.list.error ? html`<span class="soft">${say("moreFailed")} </span>` : nothing}
            <button class="second" part="more" @click=${state.showMore}>${say("more")}</button>
          </p>`
        : nothing
    }`;
}

/** @param {View} view */
function empty({ language: { say }, session, selection, settings }) {
  const chosen = selection.status || (selection.place ?? "") !== settings.place;
  const text = say(chosen ? "nothingChosen" : session.direct ? "emptyThere" : "empty");
  return html`<p class="notice empty" part="empty">${text}</p>`;
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

/** What its page's author has to change. @param {Language["say"]} say @param {Wrong[]} wrong */
function wrongText(say, wrong) {
  const reasons = wrong.map(({ name, value, values, range }) => {
    if (name === "relay") return say("relayMissing");
    const can = values?.join(", ") ?? range?.join("–") ?? "";
    return say("attributeWrong", { name, value }) + (can && ` (${can})`);
  });
  return say("misconfigured", { reason: reasons.join(" ") });
}

/** In the place of a widget that cannot begin. @param {Language["say"]} say @param {Wrong[]} wrong @param {Values} settings */
export function wrongView(say, wrong, { relay }) {
  const reason = say(relay ? "bridgeMissing" : "relayMissing");
  const text = wrong.length ? wrongText(say, wrong) : say("misconfigured", { reason });
  return html`<p class="notice" role="alert">${text}</p>
    <slot></slot>`;
}

/** In the place of a widget that has not begun. @param {Language["say"]} say @param {Values} settings @param {() => void} begin */
export function manualView(say, settings, begin) {
  return settings.loading === "manual"
    ? html`<p class="more"><button class="second" part="load" @click=${begin}>${say("begin")}</button></p>
        <slot></slot>`
    : html`<slot>${skeletons(settings)}</slot>`;
}
