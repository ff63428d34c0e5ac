// What is wrong with how a bridge works: rules, corrections, what is worth what, goals, times to answer, and reputation.
import { stopTheStart } from "./config-fixture.js";

/** @param {object} rule */
const ruled = (rule) => (/** @type {any} */ c) =>
  (c.bridges[0].rules = [
    { from: "page", to: "forum" },
    { from: "forum", to: "page", ...rule },
  ]);

stopTheStart([
  [
    "a rule from nowhere",
    ruled({ from: "forums" }),
    /^plein\.json: bridges\[0\]\.rules\[1\]\.from: found the text "forums", expected the id of a place: site, page, forum$/,
  ],
  [
    "a rule to the site",
    ruled({ to: "site" }),
    /rules\[1\]\.to: found the text "site", expected the id of a place: page, forum$/,
  ],
  ["a rule to where it comes from", ruled({ to: "forum" }), /rules\[1\]\.to: found "forum", where it comes from/],
  [
    "two rules of one direction",
    ruled({ from: "page", to: "forum" }),
    /rules\[1\]: found a second rule from "page" to "forum", expected one \(rules\[0\]\)/,
  ],
  ["tagged without a tag", ruled({ threads: "tagged" }), /rules\[1\]\.tag: found nothing, expected the tag/],
  [
    "a tag of all threads",
    ruled({ tag: "help" }),
    /rules\[1\]\.tag: found a tag, expected none unless threads is "tagged"/,
  ],
  ["a tag with its #", ruled({ threads: "tagged", tag: "#help" }), /rules\[1\]\.tag: found the text "#help"/],
  [
    "a rule of no kind",
    ruled({ replies: "some" }),
    /rules\[1\]\.replies: found the text "some", expected one of: everyone, amb/,
  ],
  [
    "a rule with something else",
    ruled({ edits: true }),
    /rules\[1\]\.edits: found a key that Plein does not know, .*: from, to/,
  ],
  ["a rule without an end", ruled({ to: undefined }), /rules\[1\]\.to: found nothing, expected a value/],
  [
    "another correction",
    (c) => (c.bridges[0].corrections = "edit"),
    /corrections: found the text "edit", expected one of: leave, reply/,
  ],
  [
    "a worth in no currency",
    (c) => (c.bridges[0].returns = { currency: "euro", worth: { posts: 1 } }),
    /returns\.currency: found the text "euro", expected .*\^\[A-Z\]\{3\}\$/,
  ],
  [
    "a goal that is none",
    (c) => (c.bridges[0].plan = [{ goal: "fame" }]),
    /plan\[0\]\.goal: found the text "fame", expected one of: customer_communication, brand_exposure, traffic, research/,
  ],
  [
    "a time zone that is none",
    (c) => (c.bridges[0].webcare = { time_zone: "Europe/Leiden" }),
    /webcare\.time_zone: found "Europe\/Leiden", expected a time zone/,
  ],
  [
    "a day that ends before it begins",
    (c) => (c.bridges[0].webcare = { hours: { mon: ["17:30", "09:00"] } }),
    /webcare\.hours\.mon: found 17:30 to 09:00, expected an end after the beginning/,
  ],
  [
    "a target of a place that is not there",
    (c) => (c.bridges[0].webcare = { places: { shop: 60 } }),
    /webcare\.places: found "shop", expected the id of a place: site, page, forum/,
  ],
  [
    "a day that there is not",
    (c) => (c.bridges[0].webcare = { holidays: ["2026-13-25"] }),
    /webcare\.holidays\[0\]: found "2026-13-25", expected a day that there is/,
  ],
  ["a negative delay", (c) => (c.bridges[0].delay_ms = -1), /bridges\[0\]\.delay_ms: found the number -1/],
  [
    "a delay in words",
    (c) => (c.bridges[0].delay_ms = "1 s"),
    /delay_ms: found the text "1 s", expected a whole number/,
  ],
  [
    "points in words",
    (c) => (c.bridges[0].reputation = { answer: "five" }),
    /reputation\.answer: found the text "five", expected a whole number/,
  ],
  [
    "a half-life of nothing",
    (c) => (c.bridges[0].reputation = { half_life_days: 0 }),
    /reputation\.half_life_days: found the number 0/,
  ],
  [
    "a level below the one under it",
    (c) => (c.bridges[0].reputation = { levels: { member: 200 } }),
    /reputation\.levels\.regular: found the number 100, expected at least that of member, 200$/,
  ],
]);
