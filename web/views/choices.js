// Quiet controls for what the list shows, and in which order.
import { html, nothing } from "lit";
import { placeName } from "./byline.js";

/** @import { MessageKey } from "../language.js" */
/** @import { View } from "./view.js" */

/** @type {{ status: "" | "unanswered" | "answered", says: MessageKey }[]} */
const states = [
  { status: "", says: "all" },
  { status: "unanswered", says: "unanswered" },
  { status: "answered", says: "answered" },
];
/** @type {[import("../session/feed-list.js").Selection["sort"], MessageKey][]} */
const sorts = [
  ["active", "sortActive"],
  ["new", "sortNew"],
  ["unanswered", "sortUnanswered"],
  ["top", "sortTop"],
];

/** What the list shows, and in which order. @param {View} view */
export function choices(view) {
  const { language, selection, settings, actions } = view;
  const { say } = language;
  const places = [...view.places.values()];
  /** @param {"place" | "sort"} name @param {MessageKey} says @param {string} chosen @param {[string, string][]} values */
  const menu = (name, says, chosen, values) =>
    html`<select
      part="choice"
      aria-label=${say(says)}
      @change=${(/** @type {Event} */ { target }) =>
        actions.choose({ [name]: /** @type {HTMLSelectElement} */ (target).value })}
    >
      ${values.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
    </select>`;
  return html`<div class="states" role="group" aria-label=${say("show")}>
      ${states.map(
        ({ status, says }) =>
          html`<button
            part="choice"
            aria-pressed=${(selection.status ?? "") === status ? "true" : "false"}
            @click=${() => actions.choose({ status: status || undefined })}
          >
            ${say(says)}
          </button>`,
      )}
    </div>
    ${view.writing?.told?.notice(view)}
    ${
      settings.place || places.length < 2
        ? nothing
        : menu("place", "place", selection.place ?? "", [
            ["", say("everywhere")],
            ...places.map(({ id }) => /** @type {[string, string]} */ ([id, placeName(view, id)])),
          ])
    }
    ${menu(
      "sort",
      "order",
      selection.sort,
      sorts.map(([value, says]) => [value, say(says)]),
    )}`;
}
