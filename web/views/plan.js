// What will become of a text, place by place: whether it fits, where it is cut, what is lost, under whose name it stands.
import { html } from "lit";
import { hue, placeName } from "./byline.js";
import { platformGlyph } from "./glyphs.js";

/** @import { PlaceView, PostView } from "../../wasm/engine.js" */
/** @import { MessageKey } from "../language.js" */
/** @import { Pen } from "../pen.js" */
/** @import { PlacePreview } from "../session/relay-writes.js" */
/** @import { View } from "./view.js" */

/** @type {Record<string, MessageKey>} */
const reasons = { rules: "notSharedRules", held: "notSharedHeld", parent: "notSharedParent" };

/** @param {View} view @param {Pen} pen @param {{ key: string, id: string, post?: PostView }} of */
export function plan(view, pen, { key, id }) {
  const known = pen.forecasts.of(key)?.places;
  const places = [...view.places.values()].filter(({ kind }) => kind !== "site");
  return html`<ul class="plan" part="plan" id=${id}>
    ${places.map((place) => {
      const found = known?.find((each) => each.place === place.id);
      const words = found ? foreseen(view, pen, found) : [asAccount(view, pen, place)];
      return html`<li>
        <span class="place ${hue(view, place.id)}">${platformGlyph(place.platform)}${placeName(view, place.id)}</span>
        <span class=${found?.mirrored && found.left !== null && found.left < 0 ? "over" : ""}
          >${words.join(" · ")}</span
        >
      </li>`;
    })}
  </ul>`;
}

/** @param {View} view @param {Pen} pen @param {PlaceView} place */
const asAccount = (view, pen, place) =>
  view.language.say("asAccount", { account: view.accountOf(place), name: pen.person.name });

/** @param {View} view @param {Pen} pen @param {PlacePreview} preview */
function foreseen(
  { language: { say } },
  pen,
  { mirrored, reason = "", left, kept_until: words, formatted, as, account },
) {
  if (!mirrored) return [say(reasons[reason] ?? "notShared")];
  const room =
    left === null
      ? say("fits")
      : left >= 0
        ? say("fitsLeft", { n: left })
        : words
          ? say("cutAfter", { words })
          : say("cut");
  const who = as === "member" ? say("asMember", { account }) : say("asAccount", { account, name: pen.person.name });
  return [room, ...(formatted ? [] : [say("unformatted")]), who];
}
