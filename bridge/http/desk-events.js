// Tells those who work for the community that something of what they see changed: what it is they ask for, as far as they may.
import { demand } from "../people/rights.js";
import { beginEvents } from "./event-stream.js";
import { described, media } from "./openapi.js";
import { signedInTo } from "./signed-in.js";

const heartbeatMs = 15000;
const pauseMs = 500; // what happens within it is told once
const lagMax = 64 << 10; // bytes that a reader has not taken

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {Map<string, import("./server.js").Bridge>} bridges
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 * @returns {{ end: () => void, tell: (bridge: string) => void }} ends all streams; tells those of a bridge
 */
export function deskEventRoutes(server, bridges, bridgeOf) {
  const signedIn = signedInTo(bridgeOf);
  /** @type {Map<string, Set<import("node:http").ServerResponse>>} */
  const open = new Map();
  /** @param {Set<import("node:http").ServerResponse>} readers @param {string} text */
  const tell = (readers, text) => {
    for (const stream of readers) {
      // One that reads nothing comes back, and asks for everything.
      if (stream.writableLength > lagMax) stream.destroy();
      else stream.write(text);
    }
  };
  /** @type {Set<string>} of whom it is told soon */
  const waiting = new Set();
  const tellSoon = (/** @type {string} */ id) => {
    const readers = open.get(id);
    if (!readers?.size || waiting.has(id)) return;
    waiting.add(id);
    setTimeout(() => {
      waiting.delete(id);
      tell(readers, "event: desk\ndata: {}\n\n");
    }, pauseMs).unref();
  };
  const ends = [...bridges].map(([id, { host }]) => {
    open.set(id, new Set());
    return host.subscribe(() => tellSoon(id));
  });
  const heartbeat = setInterval(() => {
    for (const readers of open.values()) tell(readers, ":\n\n");
  }, heartbeatMs);
  heartbeat.unref();

  const url = "/v1/bridges/:bridge/desk/events";
  const schema = described("desk", "that something changed which those see who work here", {
    url,
    gives: { 200: media("text/event-stream", "`event: desk`, without data") },
    right: "work",
  });
  server.get(url, { schema, exposeHeadRoute: false }, async (request, reply) => {
    demand((await signedIn(request, reply)).person, "work");
    const { bridge } = /** @type {{bridge: string}} */ (request.params);
    const readers = open.get(bridge);
    const stream = beginEvents(reply);
    readers?.add(stream);
    stream.on("close", () => readers?.delete(stream));
  });

  const end = () => {
    clearInterval(heartbeat);
    for (const end of ends) end();
    for (const readers of open.values()) for (const stream of readers) stream.end();
  };
  return { end, tell: tellSoon };
}
