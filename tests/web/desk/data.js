// A morning at a community, as the relay tells it to a desk: questions that wait, what is held and reported, who helps.
import { canned, makeCases, similar } from "./cases-data.js";
import { hour, minute, now, said, team } from "./cast.js";
import { planOf } from "./figures.js";
import { makePeople, makeReasons, whyCandidate } from "./people-data.js";
import { doxed, held, makeDecisions, makeReports, rude } from "./queue-data.js";
import { idOf } from "../stub-relay.js";

/** @import { Announcement, Marks } from "../../../web/desk/shapes.js" */

export { now };

/** All anew, as a test may change it. */
export function morning() {
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
  const { cases, threads } = makeCases();
  return {
    cases,
    threads,
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
    /** @type {Marks[]} */
    marks: [{ thread: idOf("b", 3), tags: ["roaming"], featured: true }],
    team,
  };
}
