// A process of its own with the bench's places: a Facebook Page and a NodeBB forum, simulated, which answer at once. It notes when requests
// come in, and how long the simulators themselves took, by a clock that all processes of a machine share.
import { HostedSimulator, loadHost } from "../../simulators/hosted.js";
import { createForum } from "../../simulators/people.js";
import { serve } from "./process.js";

const unlimited = 1e9; // what a Page may ask and write: the bench is about the relay
const now = () => Number(process.hrtime.bigint()) / 1e6;

/** @typedef {{method: string, at: number, answeredAt: number}} Noted */

/** What came in at each place, and the time that answering took. */
class Book {
  /** @type {Noted[]} */
  requests = [];
  spentMs = 0;

  /** @param {import("../../simulators/hosted.js").Call} run @returns {import("../../simulators/hosted.js").Call} */
  watched(run) {
    return (call) => {
      const asked = call.op === "answer" && !call.untroubled;
      const at = now();
      const reply = run(call);
      if (asked) {
        const { method } = /** @type {{method: string}} */ (call.request);
        this.requests.push({ method, at, answeredAt: now() });
        this.spentMs += now() - at;
      }
      return reply;
    };
  }

  writes = () => this.requests.filter(({ method }) => method === "POST");
}

const run = await loadHost(new URL("../../../build/wasm/", import.meta.url));
const books = { page: new Book(), forum: new Book() };
const page = await HostedSimulator.start("facebook", {
  run: books.page.watched(run),
  clock: Date.now,
  settings: { calls_max: unlimited, writes_max: unlimited },
});
const forum = await HostedSimulator.start("nodebb", { run: books.forum.watched(run), clock: Date.now });
const bridge = createForum(forum, []).person("plein", { displayName: "Plein" });
const user = page.setUp({ do: "add_user", name: "Ana" }).id;
let said = 0;

serve({
  where: () => ({ page: `${page.url}/v25.0`, forum: forum.url, uid: bridge.uid }),
  /** Visitors post on the Page; gives what its webhook then sends, a body of so many at most. @param {number} count */
  ask(count, changesMax = 1000) {
    for (let i = 0; i < count; i++)
      page.setUp({
        do: "post",
        user,
        message: `Vraag ${said++} over de router in de gang, die sinds gisteren rood knippert.`,
      });
    const bodies = [];
    for (let left = count; left > 0; left -= changesMax)
      bodies.push(page.setUp({ do: "webhook", changes_max: changesMax }));
    return bodies;
  },
  /** How often each place was written to so far, and what was asked of both, since `clear`. */
  counts: () => ({
    page: books.page.writes().length,
    forum: books.forum.writes().length,
    requests: books.page.requests.length + books.forum.requests.length,
    spentMs: books.page.spentMs + books.forum.spentMs,
  }),
  /** What came in since `clear`. */
  noted: () => ({ page: books.page.requests, forum: books.forum.requests }),
  clear() {
    for (const book of Object.values(books)) Object.assign(book, { requests: [], spentMs: 0 });
  },
});
