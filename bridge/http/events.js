// The public feed as server-sent events. What a reader missed is asked of the engine by its last sequence number, so nothing is kept a
// reader; what happens is written out once for all of them.
import { Calm } from "./calm.js";
import { communityText } from "./community.js";
import { beginEvents } from "./event-stream.js";
import { EventReader, part, pieces } from "./event-reader.js";
import { described, media } from "./openapi.js";

/** @typedef {import("../host.d.ts").Host} Host */

const heartbeatMs = 15000;
const farewellMs = 500;
const decidedEveryMs = 2000; // a poll changes with each vote, and all who read ask what it says now
/** Without a number: nobody resumes after it, and whoever hears it asks. */
const decidedText = "event: community\ndata: {}\n\n";

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {Map<string, import("./server.js").Bridge>} bridges
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 * @returns {{end: () => void, count: (host: Host) => number}} ends all streams; how many read
 */
export function eventRoutes(server, bridges, bridgeOf) {
  /** @type {Map<Host, Map<import("node:http").ServerResponse, EventReader>>} */
  const open = new Map();
  const ends = [...bridges.values()].map(({ host }) => {
    /** @type {Map<import("node:http").ServerResponse, EventReader>} */
    const readers = new Map();
    open.set(host, readers);
    let decided = "";
    const tell = (/** @type {string[]} */ texts) => {
      for (const reader of readers.values()) reader.tell(texts);
    };
    const calm = new Calm(() => {
      const before = decided;
      decided = communityText(host);
      if (decided !== before) tell([decidedText]);
    }, decidedEveryMs);
    const end = host.subscribe((events, desk) => {
      if (readers.size === 0) return;
      tell(pieces(events));
      if (desk) calm.come();
    });
    return () => {
      calm.end();
      end();
    };
  });
  const heartbeat = setInterval(() => {
    for (const readers of open.values()) for (const reader of readers.values()) reader.beat();
  }, heartbeatMs);
  heartbeat.unref();

  const number = { type: "string", maxLength: 64, description: "of the last event that was seen" };
  const url = "/v1/bridges/:bridge/events";
  const schema = described("reading", "what happens, as it happens, after what was missed", {
    url,
    query: { type: "object", properties: { since: number } },
    headers: { type: "object", properties: { "last-event-id": number } },
    gives: {
      200: media(
        "text/event-stream",
        "`event: change`, with a FeedEvent as its data; `event: reset`; or `event: community`",
      ),
    },
  });
  server.get(url, { schema, exposeHeadRoute: false }, async (request, reply) => {
    const { bridge } = /** @type {{bridge: string}} */ (request.params);
    const { host } = bridgeOf(bridge);
    const { "last-event-id": last } = /** @type {{"last-event-id"?: string}} */ (request.headers);
    const since = last ?? /** @type {{since?: string}} */ (request.query).since;
    const changes = (/** @type {string} */ from) => host.query({ view: "changes", since: from, limit: part });
    // Asked before the answer begins, so that what is wrong is still said as an error.
    const missed = since ? changes(since) : null;
    // What was decided while nobody read is told to whoever comes.
    const first = communityText(host) && decidedText;
    if (host.broken) throw host.broken;
    const stream = beginEvents(reply, first);
    const reader = new EventReader(stream);
    const readers = open.get(host);
    readers?.set(stream, reader);
    stream.on("close", () => readers?.delete(stream));
    // A bridge that stops acting meanwhile has nothing more to tell.
    reader.catchUp(missed, changes).catch(() => stream.destroy());
  });

  const count = (/** @type {Host} */ host) => open.get(host)?.size ?? 0;
  const endAll = () => {
    clearInterval(heartbeat);
    for (const end of ends) end();
    for (const readers of open.values()) {
      for (const stream of readers.keys()) {
        stream.end();
        setTimeout(() => stream.destroy(), farewellMs).unref();
      }
    }
  };
  return { end: endAll, count };
}
