// Figures in words: their value, and what they were before. Which changed most the engine says (docs/insight.md).
import { lasting, named } from "./language.js";

/** @import { DeskKey, DeskLanguage } from "./language.js" */
/** @import { Figure, Plan } from "./shapes.js" */

/** In this order, by what they tell; what is not named here stands last. @type {[group: string, names: string[]][]} */
export const groups = [
  [
    "conversations",
    [
      "questions",
      "answered",
      "answered_share",
      "unanswered",
      "answered_by_team",
      "ambassador_share",
      "first_reply_median",
      "first_reply_p90",
      "accepted",
      "accepted_median",
      "accepted_p90",
    ],
  ],
  [
    "traffic",
    [
      "visitors",
      "visits",
      "returning_share",
      "followers",
      "impressions",
      "reads",
      "reads_per_visit",
      "answer_reads",
      "searches",
      "deflected",
      "deflection",
      "clicks",
      "shares",
      "conversions",
      "posts",
      "replies",
      "threads",
      "active_authors",
      "new_authors",
    ],
  ],
  [
    "influence",
    ["replies_per_thread", "depth", "people_per_thread", "reactions", "talked_about", "replies_per_brand_post"],
  ],
  ["durability", ["durability_7", "durability_30", "durability_90"]],
  ["ties", ["weak_ties", "strong_ties", "moved_up", "never_met"]],
  ["participation", ["participation"]],
  ["returns", ["yield", "cost", "return_on_cost"]],
  ["balance", ["brand_posts", "brand_answers", "answers_per_brand_post", "followers_gained", "muted", "left"]],
];

/** @param {Figure[]} figures @returns {{ group: string, figures: Figure[] }[]} none empty */
export function grouped(figures) {
  const rest = new Set(figures);
  const found = groups.map(([group, names]) => {
    const own = names.flatMap((name) => figures.filter((figure) => figure.name === name));
    for (const figure of own) rest.delete(figure);
    return { group, figures: own };
  });
  return [...found, { group: "other", figures: [...rest] }].filter(({ figures: own }) => own.length);
}

/** Whether it is of a currency, by its code. @param {string} unit */
export const isMoney = (unit) => /^[A-Z]{3}$/.test(unit);

/** @param {DeskLanguage} language @param {string} unit @param {number | null} value */
export function valueOf(language, unit, value) {
  if (value === null) return "–";
  const { tag } = language;
  if (unit === "ms") return lasting(language, value);
  if (unit === "share")
    return new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 1 }).format(value / 10_000);
  if (isMoney(unit)) return new Intl.NumberFormat(tag, { style: "currency", currency: unit }).format(value / 100);
  if (unit === "per_thread")
    return new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 2 }).format(value / 100);
  return language.number(value);
}

/** As a chart draws it: in the unit in which it is read. @param {string} unit @param {number | null} value */
export function drawn(unit, value) {
  if (value === null) return null;
  if (unit === "ms") return value / 60_000;
  return unit === "share" || unit === "per_thread" || isMoney(unit) ? value / 100 : value;
}

/** @param {DeskLanguage} language @param {Pick<Figure, "unit" | "value" | "previous">} figure @returns {string} what changed, in words */
export function changeOf(language, { unit, value, previous }) {
  const { say } = language;
  if (value === null) return say("figureEmpty");
  if (previous === null) return say("figureNew");
  const before = valueOf(language, unit, previous);
  if (value === previous) return say("figureSame", { before });
  const by = difference(language, unit, value, previous);
  /** @type {[DeskKey, DeskKey]} */
  const [more, less] = unit === "ms" ? ["figureLonger", "figureShorter"] : ["figureMore", "figureLess"];
  return say(value > previous ? more : less, { by, before });
}

/** @param {DeskLanguage} language @param {string} unit @param {number} value @param {number} previous */
function difference(language, unit, value, previous) {
  const by = Math.abs(value - previous);
  if (unit === "share") {
    const points = new Intl.NumberFormat(language.tag, { maximumFractionDigits: 1 }).format(by / 100);
    return language.say("points", { points });
  }
  if (unit === "ms" || previous === 0) return valueOf(language, unit, by);
  return new Intl.NumberFormat(language.tag, { style: "percent", maximumFractionDigits: 0 }).format(
    by / Math.abs(previous),
  );
}

/** @param {DeskLanguage} language @param {NonNullable<Plan["changed"]>} changed @returns {string} what changed most, a sentence */
export function changeSentence(language, { name, unit, value, previous }) {
  return language.say(value > previous ? "changedMost" : "changedMostDown", {
    figure: named(language, "figure", name),
    from: valueOf(language, unit, previous),
    to: valueOf(language, unit, value),
    by: difference(language, unit, value, previous),
  });
}
