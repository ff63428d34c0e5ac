// Who helps at the community of data.js, how much that counts, and why.
import { asked } from "./cases-data.js";
import { author, day, hour, now } from "./cast.js";
import { idOf } from "../stub-relay.js";

/** @import { Role } from "../../../wasm/engine.js" */
/** @import { PersonStanding, Reason } from "../../../web/desk/shapes.js" */

/** @type {[number, string, Role, number, string, string[], number, number, string[]][]} */
const helpers = [
  [
    2,
    "Joris van Dam",
    "ambassador",
    124_030,
    "ambassador",
    ["hundred_accepted", "quick", "two_places", "year"],
    412,
    131,
    ["forum", "page"],
  ],
  [
    41,
    "Fatima Bakir",
    "visitor",
    104_200,
    "expert",
    ["ten_accepted", "quick", "two_places"],
    208,
    64,
    ["page", "forum"],
  ],
  [42, "Henk Postma", "visitor", 61_900, "expert", ["ten_accepted", "year"], 157, 38, ["forum"]],
  [43, "Sanne Bos", "visitor", 21_050, "regular", ["quick"], 61, 12, ["page"]],
  [44, "Bert Kok", "visitor", 12_400, "regular", ["first_answer", "year"], 44, 7, ["forum"]],
  [1, "Ana de Wit", "visitor", 2_939, "member", ["first_answer"], 4, 1, ["page", "forum"]],
  [45, "Youssef Aydin", "visitor", 500, "newcomer", ["first_answer"], 1, 0, ["page"]],
];

/** @returns {PersonStanding[]} */
export const makePeople = () =>
  helpers.map(([n, name, role, points, level, badges, answers, accepted, places]) => ({
    author: author(n, name, role),
    accounts: places.map((place) => ({ place, key: idOf("a", n), name: name.toLowerCase().replace(/ .*/, "") })),
    points,
    level,
    badges,
    answers,
    accepted,
    ...(n === 41 && { candidate: true }),
  }));

export const whyCandidate = ["points:1042", "accepted:64", "people:97", "quick:31", "places:2", "quiet_days:1"];

/** @returns {Reason[]} */
export const makeReasons = () => [
  {
    post: idOf("c", 1),
    thread: idOf("b", 0),
    title: asked[0].title,
    at: now - 3 * hour,
    what: "answer",
    points: 500,
    counts: 500,
  },
  {
    post: idOf("c", 1),
    thread: idOf("b", 0),
    title: asked[0].title,
    at: now - 3 * hour,
    what: "first_answer",
    points: 500,
    counts: 500,
  },
  {
    post: idOf("c", 301),
    thread: idOf("b", 3),
    title: asked[3].title,
    at: now - 20 * day,
    what: "accepted",
    points: 2000,
    counts: 1852,
  },
  {
    post: idOf("c", 302),
    thread: idOf("b", 3),
    title: asked[3].title,
    at: now - 20 * day,
    what: "reaction",
    points: 800,
    counts: 247,
    damped: "pair",
  },
  {
    post: idOf("c", 303),
    thread: idOf("b", 5),
    title: "",
    at: now - 200 * day,
    what: "answer",
    points: 500,
    counts: 231,
  },
];
