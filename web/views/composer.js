// Where a person writes: a sunken field that grows from one line, and under it, place by place, what will happen.
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { hue, placeName } from "./byline.js";
import { cross, platformGlyph } from "./glyphs.js";

/** @import { PlaceView, PostView } from "../../wasm/engine.js" */
/** @import { View } from "./view.js" */

const blueskyLength = 300;
/** The provenance line of a copy, about: it counts too. */
const provenanceLength = 40;

/**
 * @param {View} view
 * @param {{ key: string, root?: PostView }} of the thread's id and first post; "" and none for a new question
 */
export function composer(view, { key, root }) {
  const { say } = view.language;
  const { writing, actions } = view;
  if (!writing?.person) {
    const reason = root ? "reply" : "ask";
    return html`<p class="sign-in">
      <button class="second" part="sign-in" @click=${() => actions.signIn(reason)}>
        ${say(root ? "signInReply" : "signInAsk")}
      </button>
    </p>`;
  }
  const draft = writing.draft(key);
  const ready = draft.text.trim() && (root || draft.title.trim());
  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && ready) writing.send(key);
  };
  /** @param {"title" | "text"} field */
  const typed =
    (field) =>
    (/** @type {InputEvent} */ { target }) =>
      writing.write(key, { [field]: /** @type {HTMLInputElement} */ (target).value });
  return html`<form
    class="composer"
    part="composer"
    data-composer=${key}
    @submit=${(/** @type {Event} */ event) => {
      event.preventDefault();
      if (ready) writing.send(key);
    }}
    @keydown=${keys}
  >
    ${
      draft.to
        ? html`<p class="soft to">
            ${say("inReplyTo", { name: draft.to.author.name })}
            <button
              type="button"
              class="quiet icon"
              aria-label=${say("cancel")}
              @click=${() => writing.write(key, { to: undefined })}
            >
              ${cross}
            </button>
          </p>`
        : nothing
    }
    <div class="sunken">
      ${
        root
          ? nothing
          : html`<input
              part="input"
              maxlength="200"
              placeholder=${say("questionTitle")}
              aria-label=${say("questionTitle")}
              .value=${live(draft.title)}
              @input=${typed("title")}
            />`
      }
      <textarea
        part="input"
        rows="1"
        maxlength="20000"
        placeholder=${say(root ? "replyPlaceholder" : "questionText")}
        aria-label=${say(root ? "replyPlaceholder" : "questionText")}
        .value=${live(draft.text)}
        @input=${typed("text")}
      ></textarea>
    </div>
    <div class="sending ${draft.text || draft.title ? "" : "idle"}">
      <ul class="plan">
        ${[...view.places.values()].filter(({ kind }) => kind !== "site").map((place) => plan(view, place, draft))}
      </ul>
      ${root ? nothing : html`<button type="button" class="second" @click=${() => actions.stopAsking()}>${say("cancel")}</button>`}
      <button class="first" part="send" ?disabled=${!ready}>${say(root ? "reply" : "send")}</button>
    </div>
  </form>`;
}

/** @param {View} view @param {PlaceView} place @param {{ title: string, text: string }} draft */
function plan(view, place, draft) {
  const { say } = view.language;
  const how = say("asAccount", { account: view.accountOf(place), name: view.writing?.person?.name ?? "" });
  let room = "";
  if (place.platform === "bluesky") {
    const left = blueskyLength - provenanceLength - graphemes([draft.title, draft.text].filter(Boolean).join("\n"));
    room = left < 0 ? say("cut") : say("left", { n: left });
  }
  return html`<li>
    <span class="place ${hue(view, place.id)}">${platformGlyph(place.platform)}${placeName(view, place.id)}</span>
    <span>${room && `${room} · `}${how}</span>
  </li>`;
}

const segmenter = new Intl.Segmenter();

/** @param {string} text */
const graphemes = (text) => [...segmenter.segment(text)].length;
