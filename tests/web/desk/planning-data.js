// What is asked and planned at the community of data.js.
import { idOf } from "../stub-relay.js";

/** @param {number} now @returns {any[]} */
export const pollsAt = (now) => [
  {
    post: idOf("b", 81),
    title: "Which day?",
    options: ["Monday", "Friday"],
    counts: [3, 1],
    people: 4,
    at: now - 3600000,
    name: "Mia",
  },
];

/** @param {number} now @returns {any[]} */
export const plannedAt = (now) => [
  {
    key: "plan-0001",
    title: "A new shop",
    text: "We open on Saturday.",
    format: "plain",
    at: now + 3600000,
    stands: "waiting",
    without: ["page"],
    name: "Mia",
  },
  {
    key: "plan-0002",
    title: "Too late",
    text: "Yesterday.",
    format: "plain",
    at: now - 30 * 3600000,
    stands: "missed",
    without: [],
    name: "Mia",
  },
];
