// The public feed as server-sent events. What a reader missed is asked of the engine by its last sequence number, so nothing is kept a
// reader; one that reads slower than events come is let go, and resumes where it was.
import { HttpError } from "./errors.js";

const heartbeatMs = 15000;
const bufferMax = 256 << 10; // bytes a reader may lag behind

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 * @returns {() => void} ends all streams
 */
export function eventRoutes(server, bridgeOf) {
  /** @type {Set<import("node:http").ServerResponse>} */
  const open = new Set();
  const heartbeat = setInterval(() => open.forEach((stream) => stream.write(":\n\n")), heartbeatMs);
  heartbeat.unref();

  server.get("/v1/bridges/:bridge/events", async (request, reply) => {
    const { bridge } = /** @type {{bridge: string}} */ (request.params);
    const { host } = bridgeOf(bridge);
    const since = request.headers["last-event-id"] ?? /** @type {{since?: string}} */ (request.query).since;
    if (Array.isArray(since) || (since && since.length > 64))
      throw new HttpError(400, "bad_request", "since: expected one sequence number");
    reply.hijack();
    const stream = reply.raw;
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) stream.setHeader(name, value);
    stream.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    /** @param {string} text */
    const write = (text) => {
      stream.write(text);
      if (stream.writableLength > bufferMax) stream.destroy();
    };
    write("retry: 2000\n\n");
    if (since) catchUp(host, since, write);
    const end = host.subscribe((events) => write(events.map(change).join("")));
    open.add(stream);
    stream.on("close", () => {
      end();
      open.delete(stream);
    });
  });

  return () => {
    clearInterval(heartbeat);
    for (const stream of open) stream.end();
  };
}

/** @param {import("../../wasm/engine.d.ts").FeedEvent} event */
const change = (event) => `id: ${event.seq}\nevent: change\ndata: ${JSON.stringify(event)}\n\n`;

/** @param {import("../engine-host.js").EngineHost} host @param {string} since @param {(text: string) => void} write */
function catchUp(host, since, write) {
  for (let from = since; ;) {
    /** @type {import("../../wasm/engine.d.ts").Changes} */
    const changes = host.query({ view: "changes", since: from, limit: 500 });
    if (changes.reset) return write(`id: ${changes.seq}\nevent: reset\ndata: {}\n\n`);
    write(changes.events.map(change).join(""));
    if (!changes.more) return;
    from = changes.seq;
  }
}
