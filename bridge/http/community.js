// For everybody: what is announced, how threads are marked, and what people's help is worth.
import { sendCached } from "./cached.js";
import { described, objectOf, shape } from "./openapi.js";

const points = { type: "integer", description: "in hundredths" };

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
    const found = bridgeOf(bridge).host.query({ view: "community", at: Date.now() });
    return sendCached(request, reply, JSON.stringify(found));
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
