// The table of emoji that the composer completes: single characters that every system draws, with their names and the words they are
// sought by. Of symbols, which few write, those alone that are known by several words.
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

/** @returns {string} a line an emoji: it, its name, other words, with spaces between */
export function emojiTable() {
  return gemoji
    .filter(({ emoji, category, tags, names }) => {
      const single = [...emoji.replace("\uFE0F", "")].length === 1;
      return (
        single &&
        wanted.has(category) &&
        (category === "Smileys & Emotion" || tags.length + names.length > (category === "Symbols" ? 2 : 1))
      );
    })
    .map(({ emoji, names, tags }) => [emoji, ...names, ...tags.map((tag) => tag.replaceAll(" ", "_"))].join(" "))
    .join("\n");
}
