// A small dialog in which one says what is wrong with a post. The browser keeps focus inside; it returns to the post's menu button.
import { html, nothing } from "lit";
import { ref } from "lit/directives/ref.js";
import { why } from "./refusal.js";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { MessageKey } from "../language.js" */
/** @import { PostMenu } from "../post-menu.js" */
/** @import { ReportReason } from "../session/relay-writes.js" */
/** @import { View } from "./view.js" */

/** @type {[ReportReason, MessageKey][]} */
const reasons = [
  ["spam", "reportSpam"],
  ["abuse", "reportAbuse"],
  ["private", "reportPrivate"],
  ["illegal", "reportIllegal"],
  ["other", "reportOther"],
];

/** @param {View} view @param {PostView} post @param {PostMenu} menu */
export function reportDialog(view, post, menu) {
  const { say } = view.language;
  const { report } = menu;
  /** @param {SubmitEvent} event */
  const send = (event) => {
    event.preventDefault();
    const chosen = new FormData(/** @type {HTMLFormElement} */ (event.target)).get("reason");
    if (chosen) void menu.sendReport(post, /** @type {ReportReason} */ (chosen));
  };
  const end = () => menu.endReport();
  const sent = report === "sent";
  return html`<dialog
    class="dialog"
    part="dialog"
    aria-labelledby="report-title"
    ${ref(show)}
    @close=${end}
    @keydown=${(/** @type {Event} */ event) => event.stopPropagation()}
  >
    <form @submit=${send}>
      <h3 id="report-title">${say("reportTitle", { name: post.author.name })}</h3>
      <p role="status">${sent ? say("reportSent") : nothing}</p>
      ${
        sent
          ? nothing
          : html`<fieldset>
              <legend class="soft">${say("reportWhy")}</legend>
              ${reasons.map(
                ([reason, says]) =>
                  html`<label><input type="radio" name="reason" value=${reason} required /> ${say(says)}</label>`,
              )}
            </fieldset>`
      }
      ${
        sent || report === "asking" || report === "sending"
          ? nothing
          : html`<p class="bad" role="alert">${say("notDone")} ${why(view, report)}</p>`
      }
      <div class="buttons">
        <button type="button" class="second" @click=${end}>${say(sent ? "close" : "cancel")}</button>
        ${sent ? nothing : html`<button class="first" ?disabled=${report === "sending"}>${say("reportSend")}</button>`}
      </div>
    </form>
  </dialog>`;
}

/** @param {Element | undefined} element */
function show(element) {
  if (element instanceof HTMLDialogElement && !element.open)
    queueMicrotask(() => element.isConnected && element.showModal());
}
