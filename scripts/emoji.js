// The table of emoji that the composer completes: single characters that every system draws, with their names and the words they are
// sought by.
import { gemoji } from "gemoji";

const wanted = new Set([
  "Smileys & Emotion",
  "People & Body",
  "Animals & Nature",
  "Food & Drink",
  "Activities",
  "Objects",
  "Travel & Places",
  "Symbols",
]);

/** Of these, those that are known by more words, or by fewer, than others. @type {Record<string, number>} */
const fewest = { "Smileys & Emotion": 0, Symbols: 2 };

/** @returns {string} a line an emoji: it, its name, other words, with spaces between */
export function emojiTable() {
  return gemoji
    .filter(({ emoji, category, tags, names }) => {
      const single = [...emoji.replace("\uFE0F", "")].length === 1;
      const words = tags.length + names.length;
      return single && wanted.has(category) && words > (fewest[category] ?? 1);
    })
    .map(({ emoji, names, tags }) => [emoji, ...names, ...tags.map((tag) => tag.replaceAll(" ", "_"))].join(" "))
    .join("\n");
}
