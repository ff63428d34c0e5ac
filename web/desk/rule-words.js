// A rule as a sentence: what it holds, and where.

/** @import { DeskLanguage } from "./language.js" */
/** @import { ModerationRule } from "./shapes.js" */

const wordsShown = 3;

/** @param {DeskLanguage} language @param {ModerationRule} rule @param {(id: string) => string} placeName */
export function sentenceOf(language, { new_author, links, per_hour, words = [], places = [] }, placeName) {
  const { say } = language;
  const some = words.slice(0, wordsShown).map((word) => `“${word}”`);
  const shown = `${some.join(", ")}${words.length > wordsShown ? "…" : ""}`;
  const what = [
    ...(links ? [say("rule:links", { n: links })] : []),
    ...(words.length ? [say("rule:words", { n: words.length, words: shown })] : []),
    ...(new_author ? [say("rule:new_author", { n: new_author })] : []),
    ...(per_hour ? [say("rule:per_hour", { n: per_hour })] : []),
  ].join(", ");
  const where = places.length
    ? say("ruleInPlaces", { places: new Intl.ListFormat(language.tag).format(places.map(placeName)) })
    : say("ruleEverywhere");
  return say("ruleHolds", { what, where });
}
