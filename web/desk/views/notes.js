// What the team noted about a case. It is marked so that nobody takes it for something that is seen outside.
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { timeOf } from "../../views/byline.js";
import { glyph, line } from "../../views/glyphs.js";

/** @import { OpenCase } from "../pages/case.js" */
/** @import { WholeCase } from "../shapes.js" */
/** @import { DeskView } from "./view.js" */

const noteMax = 2000;
const lock = glyph(line("M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5"));

/** @param {DeskView} view @param {OpenCase} opened @param {WholeCase} found */
export function notes({ desk, say, shared }, opened, { notes: all }) {
  /** @param {SubmitEvent} event */
  const add = (event) => {
    event.preventDefault();
    void opened.addNote();
  };
  return html`<section class="card-beside notes" part="notes" aria-labelledby="notes-title">
    <h3 id="notes-title">${lock} ${say("notes")}</h3>
    <p class="soft">${say("notesInternal")}</p>
    <ul>
      ${repeat(
        all,
        ({ id }) => id,
        (note) =>
          html`<li class="note-of-team" part="note">
            <p>
              <strong><bdi>${note.name}</bdi></strong> <span class="soft">${timeOf(shared, note.at)}</span>
            </p>
            <p class="note-text" dir="auto">${note.text}</p>
            ${
              note.by === desk.me?.id
                ? html`<button class="quiet" @click=${() => opened.removeNote(note)}>${say("remove")}</button>`
                : nothing
            }
          </li>`,
      )}
    </ul>
    <form @submit=${add}>
      <textarea
        part="note-input"
        rows="2"
        dir="auto"
        maxlength=${noteMax}
        placeholder=${say("notePlaceholder")}
        aria-label=${say("noteAdd")}
        aria-keyshortcuts="n"
        .value=${live(opened.note)}
        @input=${(/** @type {InputEvent} */ { target }) => opened.write(/** @type {HTMLTextAreaElement} */ (target).value)}
        @keydown=${(/** @type {KeyboardEvent} */ event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && add(/** @type {any} */ (event))}
      ></textarea>
      <button class="second small" part="note-send" ?disabled=${!opened.note.trim()}>${say("noteAdd")}</button>
    </form>
  </section>`;
}
