// The dialog that asks for what an act needs. The browser keeps focus inside, and gives it back.
import { html, nothing } from "lit";
import { ref } from "lit/directives/ref.js";

/** @import { Dialog, Field } from "../dialogs.js" */
/** @import { DeskView } from "./view.js" */

/** @param {DeskView} view @param {Dialog} dialog */
export function dialogView(view, dialog) {
  const { say, element } = view;
  /** @param {SubmitEvent} event */
  const send = (event) => {
    event.preventDefault();
    const given = [...new FormData(/** @type {HTMLFormElement} */ (event.target))];
    void dialog.send(Object.fromEntries(given.map(([name, value]) => [name, String(value)])));
  };
  return html`<dialog
    class="dialog"
    part="dialog"
    aria-labelledby="dialog-title"
    ${ref(show)}
    @close=${() => dialog.close()}
    @keydown=${(/** @type {Event} */ event) => event.stopPropagation()}
  >
    <form @submit=${send}>
      <h3 id="dialog-title">${dialog.title}</h3>
      ${dialog.says ? html`<p class="soft">${dialog.says}</p>` : nothing}
      ${dialog.content ? dialog.content(dialog) : dialog.fields.map(field)}
      ${dialog.failed ? html`<p class="bad" role="alert">${say("notDone")} ${element.why(dialog.failed)}</p>` : nothing}
      <div class="buttons">
        <button type="button" class="second" part="cancel" @click=${() => dialog.close()}>
          ${say(dialog.submit ? "cancel" : "close")}
        </button>
        ${
          dialog.submit
            ? html`<button class="first" part="submit" ?disabled=${dialog.sending}>${dialog.submit}</button>`
            : nothing
        }
      </div>
    </form>
  </dialog>`;
}

/** @param {Field} field */
function field({ name, label, kind, hint, value = "", needed = false, most, options = [], known = [], act }) {
  const id = `field-${name}`;
  if (kind === "act")
    return html`<p><button type="button" class="second small" id=${id} @click=${act}>${label}</button></p>`;
  const described = hint ? `${id}-hint` : nothing;
  if (kind === "choice") {
    return html`<fieldset>
      <legend>${label}</legend>
      ${options.map(
        ([each, says]) =>
          html`<label
            ><input type="radio" name=${name} value=${each} ?checked=${each === value} required /> ${says}</label
          >`,
      )}
    </fieldset>`;
  }
  const input =
    kind === "text"
      ? html`<textarea
          id=${id}
          name=${name}
          rows="3"
          dir="auto"
          maxlength=${most ?? nothing}
          .defaultValue=${value}
          ?required=${needed}
          aria-describedby=${described}
        ></textarea>`
      : html`<input
            id=${id}
            name=${name}
            type=${kind === "when" ? "datetime-local" : kind === "number" ? "number" : "text"}
            dir=${kind === "line" ? "auto" : nothing}
            min=${kind === "number" ? 1 : nothing}
            max=${(kind === "number" && most) || nothing}
            maxlength=${(kind === "line" && most) || nothing}
            .defaultValue=${value}
            ?required=${needed}
            list=${known.length ? `${id}-known` : nothing}
            aria-describedby=${described}
          />${
            known.length
              ? html`<datalist id="${id}-known">
                  ${known.map((each) => html`<option value=${each}></option>`)}
                </datalist>`
              : nothing
          }`;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${input} ${hint ? html`<p class="soft" id="${id}-hint">${hint}</p>` : nothing}
  </div>`;
}

/** @param {Element | undefined} element */
function show(element) {
  if (element instanceof HTMLDialogElement && !element.open)
    queueMicrotask(() => element.isConnected && element.showModal());
}
