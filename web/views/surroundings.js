// What stands over the list: a question that is being written, quiet lines, the pill. And what stands in its place: what was
// found, or why there is nothing.
import { html, nothing } from "lit";
import { cross, triangle } from "./glyphs.js";
import { composer } from "./writing-place.js";

/** @import { FeedState } from "./feed.js" */
/** @import { View } from "./view.js" */

/** @param {View} view @param {FeedState} state */
export function above(view, { threads }) {
  const { actions, language, session, visit, widget } = view;
  const { say } = language;
  const { waiting } = visit;
  return html`${
      widget.asking_
        ? html`<div class="asking">${composer(view, { key: "" })} ${visit.looking?.suggestions(view)}</div>`
        : nothing
    }
    ${wrong(view)} ${session?.engine === "absent" ? html`<p class="notice">${say("quiet")}</p>` : nothing}
    ${offline(view)} ${threads.some(({ root }) => root.id === view.open) ? nothing : gone(view)}
    <div class="pill-stand">
      ${
        waiting
          ? html`<button class="pill" part="pill" @click=${() => actions.showNew()}>
              ${say("newPosts", { n: waiting })}
            </button>`
          : nothing
      }
    </div>`;
}

/** What the page's author has to change. @param {View} view */
function wrong({ language: { say }, settings, widget, session }) {
  const reasons = widget.wrong_.map(({ name, value, values, range }) => {
    if (name === "relay") return say("relayMissing");
    const can = values?.join(", ") ?? range?.join("–") ?? "";
    return say("attributeWrong", { name, value }) + (can && ` (${can})`);
  });
  if (!reasons.length && !session) reasons.push(say(settings.relay ? "bridgeMissing" : "relayMissing"));
  if (!reasons.length) return nothing;
  return html`<p class="notice" part="wrong" role="alert">${say("misconfigured", { reason: reasons.join(" ") })}</p>`;
}

/** @param {View} view */
function offline({ language, session }) {
  const lost = session?.lostAt;
  if (lost === undefined) return nothing;
  return html`<p class="notice" part="offline">
    ${language.say("offline")} ${language.say("seenAt", { time: language.clock(lost) })}
  </p>`;
}

/** An address leads to what is not here any more. @param {View} view */
function gone({ actions, language: { say }, open, session, settings, widget }) {
  const missing = open && session?.thread(open);
  if (missing !== "missing" && missing !== "failed") return nothing;
  // Of several widgets nobody knows whose it was.
  if (!settings.thread && document.querySelectorAll(widget.localName).length > 1) return nothing;
  return html`<p class="notice" part="gone">
    ${say(missing === "missing" ? "threadMissing" : "threadFailed")}
    ${
      settings.thread
        ? nothing
        : html`<button class="quiet icon" aria-label=${say("close")} @click=${() => actions.close()}>${cross}</button>`
    }
  </p>`;
}

/** @param {View} view @param {FeedState} state @returns {unknown} undefined: the list */
export function instead(view, { threads }) {
  const { actions, language, session, settings, visit } = view;
  const { say } = language;
  if (!session) return html`<slot></slot>`;
  const found = visit.looking?.results(view);
  if (found || threads.length || settings.thread) return found;
  const { list } = visit;
  if (list?.state === "failed") {
    return html`<p class="notice">
        ${triangle} ${say("failed")}
        <button class="second" part="again" @click=${() => actions.again()}>${say("again")}</button>
      </p>
      <slot></slot>`;
  }
  if (list?.state !== "ready") return undefined;
  const { place, status } = view.selection;
  const chosen = status || (place ?? "") !== settings.place;
  const text = say(chosen ? "nothingChosen" : session.direct ? "emptyThere" : "empty");
  return html`<p class="notice empty" part="empty">${text}</p>`;
}

/** Why there is no more, though there is. @param {View} view */
export const stuck = ({ language, visit }) =>
  visit.list?.error ? html`<span class="soft">${language.say("moreFailed")} </span>` : nothing;

/** Of the opened thread. @param {View} view */
export const closeButton = ({ actions, language, settings }) =>
  settings.thread
    ? nothing
    : html`<button
        class="quiet icon close"
        part="close"
        aria-label=${language.say("close")}
        @click=${() => actions.close()}
      >
        ${cross}
      </button>`;
