// What customers ask the community of data.js, how long each has waited, and what is there to answer with.
import { ana, author, hour, joris, minute, now, said } from "./cast.js";
import { idOf, postOf } from "../stub-relay.js";

/** @import { PostView } from "../../../wasm/engine.js" */
/** @import { Case } from "../../../web/desk/shapes.js" */

/** @type {{ name: string, place: string, title: string, text: string, waits: number, risk: number, why: [string, number][], words?: string[], due?: number, replies?: [ReturnType<typeof author>, string, string][] }[]} */
export const asked = [
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

/** With what was said in each, the first post first. @returns {{ cases: Case[], threads: Map<string, PostView[]> }} */
export function makeCases() {
  /** @type {Map<string, PostView[]>} */
  const threads = new Map();
  const cases = asked.map(({ name, place, title, text, waits, risk, why, words = [], due, replies = [] }, i) => {
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
  return { cases, threads };
}

export const similar = [
  {
    post: idOf("b", 40),
    title: "Router blinks red after a storm",
    answered_by: "Joris van Dam",
    accepted: idOf("c", 4001),
  },
  { post: idOf("b", 41), title: "No internet and no phone: what do I check first?", answered_by: "Noordnet" },
];

export const canned = [
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
