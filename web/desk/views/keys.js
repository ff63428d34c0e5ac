// All keys, and the switch that turns the single ones off.
import { html } from "lit";
import { shownKeys } from "../keys.js";

/** @import { PleinDesk } from "../desk-element.js" */
/** @import { Keys } from "../keys.js" */

/** @param {PleinDesk} element @param {Keys} keys */
export const keysView = ({ say }, keys) =>
  html`<dl class="keys">
      ${shownKeys.map(
        ([key, says]) =>
          html`<div>
            <dt><kbd>${key}</kbd></dt>
            <dd>${say(says)}</dd>
          </div>`,
      )}
    </dl>
    <label><input type="checkbox" ?checked=${keys.on} @change=${() => keys.toggle()} /> ${say("keysOn")}</label>`;
