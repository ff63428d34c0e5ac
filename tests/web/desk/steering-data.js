// What steers the community of data.js: ideas with what became of them, and rules with what they would have held.
import { idOf, postOf } from "../stub-relay.js";

/** @import { PostView } from "../../../wasm/engine.js" */
/** @import { Marks, ModerationRule } from "../../../web/desk/shapes.js" */

const day = 86_400_000;

/** @type {[title: string, text: string, name: string, place: string, likes: number, days: number, status: string, reason?: string, tags?: string[]][]} */
const wished = [
  [
    "Show in the app which device uses the data",
    "There is only the total now. I would like to see it by device, so that I know whether it is the television.",
    "Esma Yilmaz",
    "forum",
    41,
    40,
    "planned",
    "We are building it; it comes with the app of this spring.",
    ["app"],
  ],
  [
    "A night mode for the app",
    "It is far too bright in bed.",
    "Daan Visser",
    "page",
    63,
    90,
    "done",
    "It is in version 4.",
    ["app"],
  ],
  ["Pay by the day", "For a holiday home a month is too long.", "Ria Jansen", "page", 12, 3, "new"],
  [
    "Let us choose when the router restarts",
    "It always does so when I am in a meeting.",
    "Bert Kok",
    "forum",
    27,
    20,
    "considered",
    undefined,
    ["router"],
  ],
  [
    "Bring back the shop in Assen",
    "The nearest one is an hour away.",
    "Sanne Bos",
    "forum",
    8,
    60,
    "declined",
    "Too few people came. Engineers visit you at home instead.",
  ],
];

/** @param {number} now @returns {{ posts: PostView[], marks: Marks[] }} */
export function ideasAt(now) {
  const posts = wished.map(([title, text, name, place, likes, days], n) =>
    postOf({
      id: idOf("f", n),
      title,
      place,
      author: { key: idOf("a", 60 + n), name, handle: name.split(" ")[0].toLowerCase(), role: "visitor" },
      body: [{ t: "p", c: [text] }],
      created_at: now - days * day,
      reactions: { count: likes },
      copies: [],
    }),
  );
  const marks = wished.map(([, , , , , , status, reason, tags], n) => ({
    thread: idOf("f", n),
    idea: { status, ...(reason && { reason }) },
    ...(tags && { tags }),
  }));
  return { posts, marks };
}

/** @returns {ModerationRule[]} */
export const rulesOfTests = () => [
  { key: "rule-links", name: "Links of new people", on: true, new_author: 3, links: 1 },
  { key: "rule-words", name: "Words of advertising", on: false, words: ["bitcoin", "casino", "gratis", "winst"] },
  { key: "rule-flood", name: "A flood on the forum", on: false, per_hour: 5, places: ["forum"] },
];

/** @param {number} now */
export const trialAt = (now) => ({
  looked_at: 1840,
  held: 3,
  posts: [
    ["Crypto Kees", "page", "Double your bill back: https://win.example. Only today."],
    ["Nieuwe Klant", "forum", "I found this page about the cable: https://cables.example. Is it right?"],
    ["Snel Geld", "page", "Earn 500 a day at home: https://money.example"],
  ].map(([name, place, text], n) =>
    postOf({
      id: idOf("e", 900 + n),
      thread: idOf("b", 2),
      place,
      author: { key: idOf("a", 80 + n), name, handle: name.toLowerCase(), role: "visitor" },
      body: [{ t: "p", c: [text] }],
      created_at: now - (n + 1) * day,
      copies: [],
    }),
  ),
});
