// What the views of the community need of a widget: their words, and their styles.
import { community } from "../styles/community.js";

/** @import { PleinFeed } from "../feed-element.js" */
/** @import { View } from "./view.js" */

/** What cannot be loaded is tried again with the next rendering. @param {PleinFeed} widget */
export const learn = (widget) => widget.speaking_.learn("community").catch(() => {});

/** @param {View} view @returns {boolean} false: the words are on their way, and so is another rendering */
export function prepare({ language, widget }) {
  widget.dress([community]);
  if (language.messages.sponsored) return true;
  void learn(widget);
  return false;
}
