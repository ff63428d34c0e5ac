// The public feed as server-sent events. What a reader missed is asked of the engine by its last sequence number, so nothing is kept a
// reader; what happens is written out once for all of them.
import { HttpError } from "./errors.js";
import { EventReader, eventText, part } from "./event-reader.js";

/** @typedef {import("../engine-host.js").EngineHost} EngineHost */

const heartbeatMs = 15000;
const farewellMs = 500;

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {Map<string, import("./server.js").Bridge>} bridges
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 * @returns {{end: () => void, count: (host: EngineHost) => number}} ends all streams; how many read
 */
export function eventRoutes(server, bridges, bridgeOf) {
  /** @type {Map<EngineHost, Map<import("node:http").ServerResponse, EventReader>>} */
  const open = new Map();
  const ends = [...bridges.values()].map(({ host }) => {
    /** @type {Map<import("node:http").ServerResponse, EventReader>} */
    const readers = new Map();
    open.set(host, readers);
    return host.subscribe((events) => {
      if (readers.size === 0) return;
      const text = events.map(eventText).join("");
      for (const reader of readers.values()) reader.tell(text);
    });
  });
  const heartbeat = setInterval(() => {
    for (const readers of open.values()) for (const reader of readers.values()) reader.beat();
  }, heartbeatMs);
  heartbeat.unref();

  server.get("/v1/bridges/:bridge/events", async (request, reply) => {
    const { bridge } = /** @type {{bridge: string}} */ (request.params);
    const { host } = bridgeOf(bridge);
    const since = request.headers["last-event-id"] ?? /** @type {{since?: unknown}} */ (request.query).since;
    if (since !== undefined && (typeof since !== "string" || since.length > 64))
      throw new HttpError(400, "bad_request", "since: expected one sequence number");
    const changes = (/** @type {string} */ from) => host.query({ view: "changes", since: from, limit: part });
    // Asked before the answer begins, so that what is wrong is still said as an error.
    const missed = since ? changes(since) : null;
    if (host.broken) throw host.broken;
    reply.hijack();
    const stream = reply.raw;
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) stream.setHeader(name, value);
    stream.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff",
    });
    stream.write("retry: 2000\n\n");
    const reader = new EventReader(stream);
    const readers = open.get(host);
    readers?.set(stream, reader);
    stream.on("close", () => readers?.delete(stream));
    // A bridge that stops acting meanwhile has nothing more to tell.
    reader.catchUp(missed, changes).catch(() => stream.destroy());
  });

  const count = (/** @type {EngineHost} */ host) => open.get(host)?.size ?? 0;
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
