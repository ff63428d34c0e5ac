// What is held and reported at the community of data.js, and what was decided.
import { author, day, hour, joris, minute, now, said } from "./cast.js";
import { idOf, postOf } from "../stub-relay.js";

/** @import { Decision, Report } from "../../../web/desk/shapes.js" */

/** As a relay tells of them: less than of a post that everybody sees. */
export const held = [
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

export const rude = postOf({
  id: idOf("d", 3),
  place: "forum",
  author: author(33, "Rob Woest"),
  body: said("You are all liars, and that Joris is the worst of the lot."),
  created_at: now - 3 * hour,
  copies: [],
});
export const doxed = postOf({
  id: idOf("d", 4),
  place: "page",
  author: author(34, "Pim Bakker"),
  body: said("Just call Karin of billing on her own number, 06 1234 5678."),
  created_at: now - 5 * hour,
  copies: [],
});

/** @returns {Report[]} */
export const makeReports = () => [
  { id: 9, at: now - 20 * minute, post: rude.id, by: "sanne", reason: "abuse" },
  { id: 8, at: now - 40 * minute, post: doxed.id, by: "bert", reason: "private" },
  { id: 7, at: now - 60 * minute, post: rude.id, by: "carla", reason: "other" },
];

/** @returns {Decision[]} */
export const makeDecisions = () => [
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
