// For everybody: what is announced, how threads are marked, and what people's help is worth.
import { sendCached } from "./cached.js";
import { described, objectOf, shape } from "./openapi.js";

const points = { type: "integer", description: "in hundredths" };

/** @typedef {import("../../wasm/engine.d.ts").Community} Community */

/** @param {import("../host.d.ts").Host} host @returns {Community} */
export const communityOf = (host) => host.query({ view: "community", at: Date.now() });

const pinnedMost = 3;

/**
 * Those that are pinned come first, at most three, the last pinned first; each stands once.
 * @param {import("../host.d.ts").Host} host @param {import("../../wasm/engine.d.ts").ThreadSummary[]} threads the latest
 */
export function pinnedFirst(host, threads) {
  const first = communityOf(host).pinned ?? [];
  const ids = new Set(first.map(({ root }) => root.id));
  return [...first, ...threads.filter(({ root }) => !ids.has(root.id))].slice(0, threads.length);
}

/** What a list needs of it; nothing where nothing is decided. @param {import("../host.d.ts").Host} host @param {import("../../wasm/engine.d.ts").Feed} feed @returns {{marked?: Community}} */
export function markedOf(host, { threads: shown }) {
  const { announcements, threads, pinned } = communityOf(host);
  if (announcements.length === 0 && threads.length === 0) return {};
  const ids = new Set([...shown, ...(pinned ?? [])].map(({ root }) => root.id));
  const marks = threads.filter(({ thread }) => ids.has(thread));
  return { marked: { announcements, threads: marks, ...(pinned && { pinned }) } };
}

/** Tells apart whether it changed. @param {import("../host.d.ts").Host} host @returns {string} "": nothing is decided */
export function communityText(host) {
  const { announcements, threads, pinned = [] } = communityOf(host);
  // What is said in a pinned thread is told by its own events.
  const ids = pinned.map(({ root }) => root.id);
  return announcements.length > 0 || threads.length > 0 ? JSON.stringify([announcements, threads, ids]) : "";
}

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export function communityRoutes(server, bridgeOf) {
  const url = "/v1/bridges/:bridge/community";
  const schema = described("reading", "what is announced, and how threads are marked", {
    url,
    gives: { 200: shape("Community") },
    cached: true,
  });
  server.get(url, { schema }, async (request, reply) => {
    const { bridge } = /** @type {{bridge: string}} */ (request.params);
    return sendCached(request, reply, JSON.stringify(communityOf(bridgeOf(bridge).host)));
  });

  const one = "/v1/bridges/:bridge/authors/:key/standing";
  const standing = described("reading", "what somebody is in the community", {
    url: one,
    gives: { 200: objectOf({ level: shape("Level"), badges: { type: "array", items: { type: "string" } }, points }) },
    cached: true,
  });
  server.get(one, { schema: standing }, async (request, reply) => {
    const { bridge, key: id } = /** @type {{bridge: string, key: string}} */ (request.params);
    /** @type {import("../../wasm/engine.d.ts").Standing} */
    const { level, badges, points } = bridgeOf(bridge).host.query({ view: "standing", id, at: Date.now() });
    return sendCached(request, reply, JSON.stringify({ level, badges, points }));
  });
}
