// What a relay counts for a desk: the figures of any period, and four weeks against what the brand wants.

/** @import { Figure } from "../../../web/desk/shapes.js" */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** @type {{ name: string, unit: string, value: number | null, previous: number | null, swing?: number, parts?: [string, number][], posts?: boolean }[]} */
const measured = [
  { name: "questions", unit: "count", value: 412, previous: 388, swing: 0.3 },
  {
    name: "answered",
    unit: "count",
    value: 371,
    previous: 330,
    swing: 0.3,
    parts: [
      ["by_ambassador", 201],
      ["by_brand", 96],
      ["by_member", 74],
    ],
  },
  { name: "answered_share", unit: "share", value: 9005, previous: 8505, swing: 0.06 },
  { name: "unanswered", unit: "count", value: 41, previous: 58 },
  { name: "ambassador_share", unit: "share", value: 5418, previous: 5418, swing: 0.1 },
  { name: "first_reply_median", unit: "ms", value: 38 * minute, previous: 61 * minute, swing: 0.4 },
  { name: "first_reply_p90", unit: "ms", value: 5 * hour + 20 * minute, previous: 6 * hour + 45 * minute },
  { name: "accepted", unit: "count", value: 158, previous: 121, swing: 0.4 },
  { name: "followers", unit: "count", value: 48_216, previous: 47_903, swing: 0.02, posts: false },
  { name: "posts", unit: "count", value: 2360, previous: 2295, swing: 0.25 },
  { name: "active_authors", unit: "count", value: 718, previous: 742, swing: 0.2 },
  { name: "new_authors", unit: "count", value: 164, previous: 139 },
  { name: "replies_per_thread", unit: "per_thread", value: 473, previous: 452 },
  { name: "talked_about", unit: "share", value: 6250, previous: null },
  {
    name: "durability_30",
    unit: "share",
    value: 2110,
    previous: 1890,
    parts: [
      ["campaign", 120],
      ["campaign_stayed", 14],
      ["thread", 210],
      ["thread_stayed", 52],
      ["own", 160],
      ["own_stayed", 38],
    ],
  },
  { name: "strong_ties", unit: "count", value: 86, previous: 79 },
  { name: "never_met", unit: "count", value: 255_203, previous: 273_600, posts: false },
  {
    name: "participation",
    unit: "count",
    value: 3120,
    previous: 2987,
    parts: [
      ["creators", 402],
      ["critics", 390],
      ["collectors", 118],
      ["joiners", 164],
      ["spectators", 871],
      ["inactives", 2046],
    ],
  },
  {
    name: "clicks",
    unit: "count",
    value: 527,
    previous: 480,
    parts: [
      ["unsaid", 0],
      ["facebook", 0],
      ["mastodon", 0],
      ["bluesky", 61],
      ["discourse", 0],
      ["nodebb", 39],
      ["other", 427],
    ],
  },
  { name: "followers_gained", unit: "count", value: 313, previous: -42, posts: false },
  { name: "answers_per_brand_post", unit: "per_thread", value: null, previous: 310 },
  { name: "coffee_drunk", unit: "cups", value: 12, previous: 14, posts: false },
];

const shares = { page: 0.55, forum: 0.36, site: 0.09 };

/** The same each time: a course with a week in it. @param {{ value: number | null, swing?: number, unit: string }} of @param {number} steps @param {number} share @param {number} phase */
function seriesOf({ value, swing = 0.2, unit }, steps, share, phase) {
  if (value === null) return Array.from({ length: steps }, () => null);
  const each =
    unit === "count" ? (value * share) / steps : value * (unit === "ms" ? 0.8 + phase * 0.25 : 0.94 + phase * 0.04);
  return Array.from({ length: steps }, (_, at) => {
    const wave = Math.sin((at + phase) * 0.9) * 0.6 + Math.sin(at * 2.3 + phase * 2) * 0.4 + at / steps - 0.5;
    return Math.min(unit === "share" ? 10_000 : Infinity, Math.max(0, Math.round(each * (1 + wave * swing))));
  });
}

/** @param {{ from: number, to: number, step: number, place?: string }} period @returns {Figure[]} */
export function figuresOf({ from, to, step, place }) {
  const steps = Math.max(1, Math.ceil((to - from) / step));
  const share = place ? (shares[/** @type {keyof typeof shares} */ (place)] ?? 0) : 1;
  const phase = place ? Object.keys(shares).indexOf(place) + 1 : 0;
  const part = (/** @type {number | null} */ value, /** @type {string} */ unit) =>
    value === null ? null : unit === "count" ? Math.round(value * share) : value;
  return measured.map(({ name, unit, value, previous, swing, parts, posts = true }) => ({
    name,
    unit,
    value: part(value, unit),
    previous: part(previous, unit),
    posts,
    ...(swing && { series: seriesOf({ value, swing, unit }, steps, share, phase) }),
    ...(parts && { parts: parts.map(([each, n]) => ({ name: each, value: Math.round(n * share) })) }),
  }));
}

/** @param {string} name @param {number} [target] @param {boolean} [met] */
function planned(name, target, met) {
  const { unit, value, previous, swing } = measured.find((each) => each.name === name) ?? measured[0];
  return { name, unit, value, previous, series: seriesOf({ value, swing, unit }, 4, 1, 0), target, met };
}

/** @param {number} now */
export const planOf = (now) => ({
  from: now - 28 * day,
  to: now,
  previous_from: now - 56 * day,
  goals: [
    {
      goal: "customer_communication",
      figures: [
        planned("answered_share", 9000, true),
        planned("first_reply_median", 30 * minute, false),
        planned("unanswered"),
      ],
    },
    { goal: "brand_exposure", figures: [planned("talked_about"), planned("new_authors", 150, true)] },
  ],
  changed: {
    name: "first_reply_median",
    unit: "ms",
    value: 38 * minute,
    previous: 61 * minute,
    percent: -37,
    better: true,
  },
});
