// The replies that the team keeps ready: one is put into what is being written, its fields filled.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { filled } from "../canned.js";

/** @import { Dialog } from "../dialogs.js" */
/** @import { OpenCase } from "../pages/case.js" */
/** @import { Canned } from "../shapes.js" */
/** @import { DeskView } from "./view.js" */

/** @param {DeskView} view @param {Dialog} dialog @param {OpenCase} opened */
export function cannedList({ element, desk, say }, dialog, opened) {
  const { canned, cannedFailed } = desk;
  /** @param {Canned} one */
  const use = (one) => {
    dialog.close();
    desk.pen?.insert(opened.id, one, opened.fields);
    void element.focusFirst("[data-composer] textarea");
  };
  const remove = async (/** @type {Canned} */ { id, title, text }) => {
    const undo = async () => {
      await desk.calls.saveCanned(id, { title, text });
      await desk.readCanned();
    };
    const removed = await desk.attempt(() => desk.calls.removeCanned(id).then(() => true), {
      says: "cannedRemoved",
      undo,
    });
    if (!removed) return;
    await desk.readCanned();
    void element.focusFirst("dialog [part=canned]", "dialog [part=cancel]");
  };
  const keep = () => {
    dialog.close();
    opened.keepCanned();
  };
  const kept =
    desk.may("moderator") && desk.pen?.drafts.of(opened.id).text.trim()
      ? html`<p>
          <button type="button" class="second small" part="canned-keep" @click=${keep}>${say("cannedKeep")}</button>
        </p>`
      : nothing;
  if (cannedFailed) return html`<p class="bad" role="alert">${say("deskFailed")} ${element.why(cannedFailed)}</p>`;
  if (!canned) return html`<p class="soft">${say("loading")}</p>`;
  if (!canned.length)
    return html`<p class="soft">${say("cannedNone")}</p>
      ${kept}`;
  return html`<ul class="canned">
      ${repeat(
        canned,
        ({ id }) => id,
        (one) =>
          html`<li>
            <button type="button" part="canned" @click=${() => use(one)}>
              <strong dir="auto">${one.title}</strong>
              <span class="soft" dir="auto">${filled(one.text, opened.fields)}</span>
            </button>
            ${
              desk.may("moderator")
                ? html`<button
                    type="button"
                    class="quiet"
                    aria-label=${say("cannedRemove", { title: one.title })}
                    @click=${() => remove(one)}
                  >
                    ${say("remove")}
                  </button>`
                : nothing
            }
          </li>`,
      )}
    </ul>
    ${kept}`;
}
