// Where a person writes: a sunken field that grows from one line, with its tools, and under it, place by place, what will happen.
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { cross } from "./glyphs.js";
import { plan } from "./plan.js";
import { postText } from "./rich-text.js";
import { suggestions } from "./suggestions.js";
import { toolbar } from "./toolbar.js";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { ComposerField } from "../editing/field.js" */
/** @import { MessageKey } from "../language.js" */
/** @import { Pen } from "../pen.js" */
/** @import { View } from "./view.js" */

/**
 * @param {View} view
 * @param {{ key: string, root?: PostView, editing?: PostView }} of the draft's key, and the thread's first post or the post that is being changed;
 *   "" and none for a new question
 */
export function composer(view, { key, root, editing }) {
  const { say } = view.language;
  const pen = view.writing?.pen;
  if (!pen) return nothing;
  const draft = pen.drafts.of(key);
  const field = pen.field(key);
  const ready = pen.isReady(key);
  const titled = !root && !editing?.parent;
  const id = key ? `composer-${key}` : "composer";
  const label = say(editing ? "editText" : root ? "replyPlaceholder" : "questionText");
  /** @param {Event} event */
  const send = (event) => {
    event.preventDefault();
    event.stopPropagation();
    pen.send(key);
  };
  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(event);
    if (event.key !== "Escape" || (!editing && !field.previewing)) return;
    event.stopPropagation();
    if (field.previewing) field.togglePreview();
    else pen.cancel(key);
  };
  return html`<form
    class="composer ${titled || editing || field.opened || draft.text ? "" : "idle"}"
    part="composer"
    data-composer=${key}
    aria-label=${label}
    @focusin=${field.entered}
    @submit=${send}
    @keydown=${keys}
  >
    ${draft.to ? replyingTo(view, pen, key, draft.to.author.name) : nothing} ${noteOf(view, pen, key)}
    <div class="sunken">
      ${titled ? titleInput(view, pen, key, draft.title) : nothing}
      <textarea
        part="input"
        dir="auto"
        rows="1"
        maxlength="20000"
        placeholder=${label}
        aria-label=${label}
        aria-describedby="${id}-plan"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls=${field.choices.length ? `${id}-list` : nothing}
        aria-activedescendant=${field.choices.length ? `${id}-list-${field.chosen}` : nothing}
        ?hidden=${field.previewing}
        .value=${live(draft.text)}
        @input=${field.typed}
        @keydown=${field.keys}
        @keyup=${field.moved}
        @click=${field.moved}
        @paste=${field.pasted}
      ></textarea>
      ${suggestions(view, field, `${id}-list`)}
      ${field.previewing ? preview(view, pen, key, draft.text) : toolbar(view, field, id)}
    </div>
    <div class="sending">
      ${plan(view, pen, { key, id: `${id}-plan`, post: editing })}
      <div class="buttons">
        ${
          root
            ? nothing
            : html`<button type="button" class="second" part="cancel" @click=${() => pen.cancel(key)}>
                ${say("cancel")}
              </button>`
        }
        ${previewButton(view, pen, field, draft.text)}
        <button class="first" part="send" aria-keyshortcuts="Control+Enter" ?disabled=${!ready}>
          ${say(editing ? "save" : root ? "reply" : "send")}
        </button>
      </div>
    </div>
  </form>`;
}

/** @param {View} view @param {Pen} pen @param {string} key @param {string} name */
function replyingTo(view, pen, key, name) {
  const { say } = view.language;
  const stop = () => {
    pen.write(key, { to: undefined });
    void pen.focusFirst(`[data-composer="${key}"] textarea`);
  };
  return html`<p class="soft to">
    ${say("inReplyTo", { name })}
    <button type="button" class="quiet icon" aria-label=${say("replyToThread")} @click=${stop}>${cross}</button>
  </p>`;
}

/** @param {View} view @param {Pen} pen @param {string} key */
function noteOf(view, pen, key) {
  const { note } = pen.drafts.of(key);
  if (!note) return nothing;
  /** @type {Record<typeof note, { says: MessageKey, can: MessageKey, act: () => void }>} */
  const notes = {
    restored: { says: "draftRestored", can: "discardDraft", act: () => pen.discardDraft(key) },
    discarded: { says: "draftDiscarded", can: "undo", act: () => pen.bringBack(key) },
  };
  const { says, can, act } = notes[note];
  return html`<p class="soft note" part="draft-note">
    ${view.language.say(says)} <button type="button" class="quiet" @click=${act}>${view.language.say(can)}</button>
  </p>`;
}

/** @param {View} view @param {Pen} pen @param {string} key @param {string} title */
function titleInput(view, pen, key, title) {
  const label = view.language.say("questionTitle");
  return html`<input
    part="input"
    dir="auto"
    maxlength="200"
    placeholder=${label}
    aria-label=${label}
    .value=${live(title)}
    @input=${(/** @type {InputEvent} */ { target }) => pen.write(key, { title: /** @type {HTMLInputElement} */ (target).value })}
  />`;
}

/** @param {View} view @param {Pen} pen @param {ComposerField} field @param {string} text */
function previewButton(view, pen, field, text) {
  if (pen.forecasts.absent || !(text.trim() || field.previewing)) return nothing;
  return html`<button
    type="button"
    class="second"
    part="preview-button"
    aria-pressed=${field.previewing ? "true" : "false"}
    @click=${field.togglePreview}
  >
    ${view.language.say("preview")}
  </button>`;
}

/** @param {View} view @param {Pen} pen @param {string} key @param {string} text */
function preview(view, pen, key, text) {
  const shown = pen.forecasts.exactly(key, text.trim());
  return html`<div
    class="text preview"
    part="preview"
    tabindex="0"
    role="region"
    dir="auto"
    aria-label=${view.language.say("preview")}
    aria-busy=${shown ? "false" : "true"}
  >
    ${shown ? postText(view, /** @type {PostView} */ ({ id: "", body: shown.body })) : html`<span class="bone wide"></span>`}
  </div>`;
}
