// The cards of a list that lives: one of which nothing has changed is not made anew.
import { guard } from "lit/directives/guard.js";
import { community } from "../session/first-list.js";
import { card } from "./card.js";

/** @import { ThreadSummary } from "../../wasm/engine.js" */
/** @import { View } from "./view.js" */

/** @param {View} view @param {ThreadSummary[]} threads @param {number} count */
export function cards(view, threads, count) {
  const { language, now, open, session, settings, visit } = view;
  const minute = Math.floor(now / 60_000);
  return threads.map((summary, index) => {
    const { root } = summary;
    const current = root.id === visit.focus.current;
    const make = () => card(view, summary, { position: index + 1, count, current });
    // What is open changes with everything that is done in it, one's own with every delivery.
    if (open === root.id || (root.key && session.outbox?.mine.has(root.key))) return make();
    return guard(
      [summary, index, count, current, minute, language, session.places, settings, community?.revision],
      make,
    );
  });
}
