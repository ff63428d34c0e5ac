// Formatting by buttons: a toolbar of which Tab reaches one, and arrows the others.
import { html } from "lit";
import { tools } from "../editing/field.js";
import { toolGlyphs } from "./marks.js";

/** @import { ComposerField } from "../editing/field.js" */
/** @import { View } from "./view.js" */

const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);

/** @param {View} view @param {ComposerField} field @param {string} id of the composer */
export function toolbar(view, field, id) {
  const { say } = view.language;
  return html`<div
    class="tools"
    part="toolbar"
    role="toolbar"
    aria-label=${say("formatting")}
    @keydown=${field.toolKeys}
  >
    ${tools.map(
      ({ tool, keys }, index) =>
        html`<button
          type="button"
          class="quiet icon"
          id="${id}-${tool}"
          tabindex=${index === field.tool ? 0 : -1}
          aria-pressed=${tool === "link" ? "false" : String(field.pressed.has(tool))}
          aria-keyshortcuts="${isMac ? "Meta" : "Control"}+${keys}"
          aria-label=${say(tool)}
          title="${say(tool)} (${isMac ? "⌘" : "Ctrl"}+${keys})"
          @mousedown=${(/** @type {Event} */ event) => event.preventDefault()}
          @focus=${() => (field.tool = index)}
          @click=${() => field.use(tool)}
        >
          ${toolGlyphs[tool]}
        </button>`,
    )}
  </div>`;
}
