// For everybody: what is announced, and how threads are marked.
import { sendCached } from "./cached.js";
import { described, shape } from "./openapi.js";

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
}
