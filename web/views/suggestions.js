// What completes the word that is being typed: a listbox of which the field says which one is chosen.
import { html, nothing } from "lit";

/** @import { ComposerField } from "../editing/field.js" */
/** @import { View } from "./view.js" */

/** @param {View} view @param {ComposerField} field @param {string} id */
export function suggestions(view, field, id) {
  if (!field.choices.length) return nothing;
  return html`<ul
    class="suggestions"
    part="suggestions"
    role="listbox"
    id=${id}
    aria-label=${view.language.say("suggestionList")}
  >
    ${field.choices.map(
      (choice, index) =>
        html`<li
          role="option"
          id="${id}-${index}"
          aria-selected=${index === field.chosen ? "true" : "false"}
          @mousedown=${(/** @type {Event} */ event) => event.preventDefault()}
          @click=${() => field.choose(choice)}
        >
          <span aria-hidden="true">${choice.mark}</span> ${choice.name}
          ${choice.detail ? html`<span class="soft">${choice.detail}</span>` : nothing}
        </li>`,
    )}
  </ul>`;
}
