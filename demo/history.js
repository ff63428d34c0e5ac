// What was said in the five weeks before the demo's days, of history.txt: older than Plein mirrors (`horizon_days`), so it stands where it was
// written, is found, and gives the desk's figures a past.
import { readFileSync } from "node:fs";
import path from "node:path";

/** @import { Thread } from "./places.js" */

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const file = path.join(import.meta.dirname, "history.txt");

/** Who wrote in those weeks and not since. */
export const earlier = [
  { forum: "hanneke", page: "hanneke.test", name: "Hanneke Prins" },
  { forum: "bram-r", page: "bram.test", name: "Bram Roelofs" },
  { forum: "yusuf", page: "yusuf.test", name: "Yusuf Aydın" },
  { forum: "liesbeth_k", page: "liesbeth.test", name: "Liesbeth Kok" },
  { forum: "mark90", page: "mark.test", name: "Mark Smeets" },
  { forum: "opa_gerrit", page: "gerrit.test", name: "Gerrit Bosman" },
];

/**
 * A thread begins with "<days ago> <time> <forum or page> <who>", and " | <title>" on the forum; below it what was said first, and each reply as
 * "+ <minutes later> <who>: <text>". An empty line ends it.
 * @param {number} now @returns {Thread[]}
 */
export function historyBefore(now) {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  return readFileSync(file, "utf8")
    .trim()
    .split("\n\n")
    .map((block) => {
      const [head, text, ...replies] = block.split("\n").map((line) => line.trim());
      const [, days, hour, minute, place, by, title] =
        /^(\d+) (\d\d):(\d\d) (forum|page) (\S+)(?: \| (.+))?$/.exec(head) ?? unreadable(head);
      const begun = midnight - Number(days) * dayMs + Number(hour) * hourMs + Number(minute) * 60_000;
      const lines = replies.map((line) => {
        const [, after, who, said] = /^\+ (\d+) (\S+): (.+)$/.exec(line) ?? unreadable(line);
        return { by: who, after: Number(after), text: said };
      });
      const of = /** @type {"forum" | "page"} */ (place);
      return { place: of, hoursAgo: (now - begun) / hourMs, by, ...(title && { title }), text, lines };
    });
}

/** @param {string} line @returns {never} */
function unreadable(line) {
  throw new Error(`${file}: expected the first line of a thread, or a reply, found ${JSON.stringify(line)}`);
}
