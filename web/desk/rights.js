// Which page and act asks for which role. The relay decides; here it says what is shown.

/** @import { Standing } from "./shapes.js" */

/** @typedef {"plan" | "inbox" | "queue" | "people" | "insight" | "decisions" | "announcements" | "polls" | "calendar" | "ideas" | "rules"} PageName */

/** The lowest first. @type {Standing[]} */
const roles = ["visitor", "member", "ambassador", "moderator", "manager"];

/** In the order in which they stand. @type {Record<PageName, Standing>} */
export const needs = {
  plan: "manager",
  inbox: "ambassador",
  queue: "moderator",
  people: "ambassador",
  insight: "manager",
  decisions: "moderator",
  announcements: "manager",
  polls: "moderator",
  calendar: "manager",
  ideas: "moderator",
  rules: "moderator",
};

export const pageNames = /** @type {PageName[]} */ (Object.keys(needs));

/** @param {Standing | undefined} role @param {Standing} least */
export const isAtLeast = (role, least) => roles.indexOf(role ?? "visitor") >= roles.indexOf(least);

/** What one begins with. @param {Standing | undefined} role @returns {PageName} */
export const firstPage = (role) => (isAtLeast(role, needs.plan) ? "plan" : "inbox");
