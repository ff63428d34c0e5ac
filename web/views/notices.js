// Quiet lines over the list: that there is no connection, and what an address leads to that is not here any more.
import { html, nothing } from "lit";
import { cross } from "./glyphs.js";

/** @import { View } from "./view.js" */

/** @param {View} view */
export function notices(view) {
  const { session, open, language } = view;
  const { say } = language;
  const lost = session.lostAt;
  const missing = open && session.thread(open);
  const absent = missing === "missing" || missing === "failed";
  return [
    lost === undefined
      ? nothing
      : html`<p class="notice" part="offline" role="status">
          ${say("offline")} ${say("seenAt", { time: language.clock(lost) })}
        </p>`,
    absent && view.isLed
      ? html`<p class="notice" part="gone" role="status">
          ${say(missing === "missing" ? "threadMissing" : "threadFailed")}
          ${
            view.settings.thread
              ? nothing
              : html`<button class="quiet icon" aria-label=${say("close")} @click=${view.actions.close}>
                  ${cross}
                </button>`
          }
        </p>`
      : nothing,
  ];
}
