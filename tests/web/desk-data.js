// A morning at a community, as the relay tells it to a desk: questions that wait, what is held and reported, who helps.
import { planOf } from "./desk-figures.js";
import { idOf, postOf } from "./stub-relay.js";

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { Announcement, Case, Decision, PersonStanding, Reason, Report } from "../../web/desk/shapes.js" */

export const now = Date.UTC(2026, 0, 14, 10, 30);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** @param {number} n @param {string} name @param {import("../../wasm/engine.js").Role} [role] */
const author = (n, name, role = "visitor") => ({
  key: idOf("a", n),
  name,
  handle: name.toLowerCase().split(" ")[0],
  role,
});
const ana = author(1, "Ana de Wit");
const joris = author(2, "Joris van Dam", "ambassador");
const team = author(3, "Noordnet", "brand");

/** @param {string} text @returns {PostView["body"]} */
const said = (text) => text.split("\n\n").map((part) => ({ t: "p", c: [part] }));

/** @type {{ name: string, place: string, title: string, text: string, waits: number, risk: number, why: [string, number][], words?: string[], due?: number, replies?: [ReturnType<typeof author>, string, string][] }[]} */
const asked = [
  {
    name: "Ana de Wit",
    place: "page",
    title: "My router blinks red since last night. What now?",
    text: "It blinks red since last night, and the phone is dead too. I work from home, so this is urgent. Another day like this and I cancel.",
    waits: 4 * hour + 10 * minute,
    risk: 86,
    why: [
      ["age", 41],
      ["words", 25],
      ["reactions", 14],
      ["replies", 6],
    ],
    words: ["urgent", "cancel"],
    due: -70 * minute,
    replies: [
      [author(11, "Sanne Bos"), "page", "Same here, in the whole street."],
      [
        joris,
        "forum",
        "Is the light of the fibre box green? If it is red too, the fault is in the street, and a restart will not help.",
      ],
      [author(12, "Bert Kok"), "forum", "A restart helped for me, for an hour or so."],
    ],
  },
  {
    name: "Mo El Amrani",
    place: "forum",
    title: "Charged twice in January",
    text: "Twice the same amount on the 2nd. I have called three times now; nobody calls back.",
    waits: 3 * hour + 5 * minute,
    risk: 64,
    why: [
      ["age", 34],
      ["words", 18],
      ["reactions", 12],
    ],
    words: ["three times"],
    due: -5 * minute,
  },
  {
    name: "Lotte Visser",
    place: "page",
    title: "Moving house: how soon do I have internet again?",
    text: "We move on the 30th. Do I have to be at home for the engineer, and can I take my number along?",
    waits: 2 * hour + 40 * minute,
    risk: 47,
    why: [
      ["age", 32],
      ["reactions", 15],
    ],
    due: 20 * minute,
  },
  {
    name: "Carla Smit",
    place: "forum",
    title: "Does my bundle work in London?",
    text: "I leave on Friday. Is the United Kingdom still part of it?",
    waits: 2 * hour,
    risk: 30,
    why: [
      ["age", 24],
      ["replies", 6],
    ],
    due: hour,
    replies: [[author(13, "Youssef Aydin"), "page", "I think so, but check the page about roaming."]],
  },
  {
    name: "Dirk Jansen",
    place: "site",
    title: "Where do I see how much data is left?",
    text: "In the old app it was on the first screen.",
    waits: 80 * minute,
    risk: 18,
    why: [["age", 18]],
    due: 100 * minute,
  },
  {
    name: "Emma Peters",
    place: "page",
    title: "Can the modem stand in the meter cupboard?",
    text: "It gets rather warm in there, and the door is metal.",
    waits: 55 * minute,
    risk: 12,
    why: [["age", 12]],
    due: 2 * hour,
  },
  {
    name: "Hugo de Boer",
    place: "forum",
    title: "IPv6 and my own router",
    text: "Which prefix size do you hand out, and does it stay the same?",
    waits: 30 * minute,
    risk: 8,
    why: [["age", 8]],
    due: 3 * hour,
  },
];

/** @type {Map<string, PostView[]>} */
const threads = new Map();

/** @returns {Case[]} */
function makeCases() {
  return asked.map(({ name, place, title, text, waits, risk, why, words = [], due, replies = [] }, i) => {
    const id = idOf("b", i);
    const begun = now - waits;
    const root = postOf({
      id,
      title,
      place,
      body: said(text),
      created_at: begun,
      author: i ? author(20 + i, name) : ana,
      reactions: { count: 9 - i },
      copies: [],
    });
    const others = replies.map(([by, where, says], k) =>
      postOf({
        id: idOf("c", i * 100 + k),
        thread: id,
        parent: id,
        depth: 1,
        place: where,
        author: by,
        body: said(says),
        created_at: begun + (k + 1) * 22 * minute,
        copies: [],
      }),
    );
    threads.set(id, [root, ...others]);
    const last_at = Math.max(...[root, ...others].map(({ created_at }) => created_at));
    /** @type {Case} */
    const made = {
      thread: { root, replies: others.length, last_at, answered_by: null },
      waiting_since: begun,
      risk,
      reasons: why.map(([each, points]) => ({ why: each, points })),
      words,
      notes: [],
    };
    if (due !== undefined) made.due_at = now + due;
    if (due !== undefined && due < 0) made.overdue = true;
    if (i === 0) {
      made.escalated = true;
      made.notes = [
        {
          id: "note-0",
          by: "joris",
          name: "Joris van Dam",
          at: now - 50 * minute,
          text: "There is a fault in postcode 9712. Ask network before you promise a time.",
        },
      ];
    }
    if (i === 1) made.claimed = { by: "joris", name: "Joris van Dam", at: now - 12 * minute };
    if (i === 3) made.assigned = { to: "mira", name: "Mira Hoek" };
    return made;
  });
}

const similar = [
  {
    post: idOf("b", 40),
    title: "Router blinks red after a storm",
    answered_by: "Joris van Dam",
    accepted: idOf("c", 4001),
  },
  { post: idOf("b", 41), title: "No internet and no phone: what do I check first?", answered_by: "Noordnet" },
];

const canned = [
  {
    id: "fault-0001",
    title: "A fault in your area",
    text: "Hello {{name}}, there is a fault in your area. We expect it to be solved at {{time}}.\n\n{{brand}}",
  },
  {
    id: "reset-0001",
    title: "Restart the modem",
    text: "Hello {{name}}, take the plug out for a minute, and put it back. Does that help with “{{title}}”?",
  },
];

/** As a relay tells of them: less than of a post that everybody sees. */
const held = [
  {
    id: idOf("d", 1),
    thread: idOf("b", 2),
    place: "page",
    title: "Moving house: how soon do I have internet again?",
    author: { key: idOf("a", 31), name: "Crypto Kees" },
    body: said("Double your bill back: https://win.example. Only today."),
    created_at: now - 35 * minute,
    reason: "Links of new people",
    by: "a rule",
    at: now - 35 * minute,
  },
  {
    id: idOf("d", 2),
    thread: idOf("d", 2),
    place: "forum",
    title: "First post here",
    author: { key: idOf("a", 32), name: "Nieuwe Klant" },
    body: said("Hello all. Which number do I call about a broken cable in the garden?"),
    created_at: now - 12 * minute,
  },
];

const rude = postOf({
  id: idOf("d", 3),
  place: "forum",
  author: author(33, "Rob Woest"),
  body: said("You are all liars, and that Joris is the worst of the lot."),
  created_at: now - 3 * hour,
  copies: [],
});
const doxed = postOf({
  id: idOf("d", 4),
  place: "page",
  author: author(34, "Pim Bakker"),
  body: said("Just call Karin of billing on her own number, 06 1234 5678."),
  created_at: now - 5 * hour,
  copies: [],
});

/** @returns {Report[]} */
const makeReports = () => [
  { id: 9, at: now - 20 * minute, post: rude.id, by: "sanne", reason: "abuse" },
  { id: 8, at: now - 40 * minute, post: doxed.id, by: "bert", reason: "private" },
  { id: 7, at: now - 60 * minute, post: rude.id, by: "carla", reason: "other" },
];

/** @returns {Decision[]} */
const makeDecisions = () => [
  {
    id: "5f",
    did: "lock",
    on: true,
    post: idOf("b", 1),
    thread: idOf("b", 1),
    title: "No internet since this morning",
    reason: "It went round in circles.",
    by: "mira",
    name: "Mira Hoek",
    at: now - 2 * hour,
    undoable: true,
  },
  {
    id: "5e",
    did: "appoint",
    on: true,
    author: joris.key,
    author_name: "Joris van Dam",
    reason: "Answers every week, and kindly.",
    by: "eva",
    name: "Eva Mulder",
    at: now - 3 * day,
    undoable: true,
  },
  {
    id: "5d",
    did: "tag",
    on: true,
    post: idOf("b", 3),
    value: "roaming",
    by: "mira",
    name: "Mira Hoek",
    at: now - 5 * day,
    undoable: true,
  },
  {
    id: "5c",
    did: "block",
    on: true,
    author: idOf("a", 31),
    reason: "Advertising, three times.",
    by: "mira",
    name: "Mira Hoek",
    at: now - 6 * day,
    undoable: true,
    undone: true,
  },
  {
    id: "5b",
    did: "announce",
    on: false,
    post: idOf("b", 50),
    by: "eva",
    name: "Eva Mulder",
    at: now - 40 * day,
    undoable: false,
  },
];

/** @type {[number, string, import("../../wasm/engine.js").Role, number, string, string[], number, number, string[]][]} */
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
const makePeople = () =>
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

const whyCandidate = ["points:1042", "accepted:64", "people:97", "quick:31", "places:2", "quiet_days:1"];

/** @returns {Reason[]} */
const makeReasons = () => [
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

/** All anew, as a test may change it. */
export function morning() {
  threads.clear();
  /** @type {Announcement[]} */
  const announcements = [
    {
      post: idOf("b", 60),
      title: "Fault in postcode 9712",
      text: said("Engineers are on their way. We expect it to be solved at 14:00."),
      at: now - 70 * minute,
      until: now + 4 * hour,
    },
  ];
  const cases = makeCases();
  return {
    cases,
    threads: new Map(threads),
    similar: structuredClone(similar),
    canned: structuredClone(canned),
    held: structuredClone(held),
    reports: makeReports(),
    reported: new Map([rude, doxed].map((post) => [post.id, post])),
    decisions: makeDecisions(),
    people: makePeople(),
    reasons: makeReasons(),
    whyCandidate,
    /** @type {any} */
    plan: planOf(now),
    announcements,
    /** @type {import("../../web/desk/shapes.js").Marks[]} */
    marks: [{ thread: idOf("b", 3), tags: ["roaming"], featured: true }],
    team,
  };
}
