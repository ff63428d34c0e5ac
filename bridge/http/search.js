// Finding: what posts say, and what is like a text that is being written.
import { sendCached } from "./cached.js";
import { described, shape } from "./openapi.js";

const warmPosts = 2000; // taken into the index at a time, so that nobody waits for it

const search = {
  type: "object",
  required: ["text"],
  properties: {
    text: { type: "string", maxLength: 500 },
    like: { type: "boolean" },
    place: { type: "string", pattern: "^[a-z0-9-]{1,32}$" },
    answered: { type: "boolean" },
    after: { type: "string", pattern: "^[0-9]{1,9}$" },
    page_size: { type: "integer", minimum: 1, maximum: 50 },
  },
};

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export function searchRoutes(server, bridgeOf) {
  const url = "/v1/bridges/:bridge/search";
  const schema = described("reading", "threads whose posts say, or are like, a text", {
    url,
    query: search,
    gives: { 200: shape("Search") },
    cached: true,
  });
  server.get(url, { schema }, async (request, reply) => {
    const { bridge } = /** @type {{bridge: string}} */ (request.params);
    const wanted = /** @type {{text: string}} */ (request.query);
    return sendCached(request, reply, JSON.stringify(bridgeOf(bridge).host.query({ ...wanted, view: "search" })));
  });
}

/**
 * Makes a bridge's index before somebody asks, a part at a time. Nobody waits for it: what goes wrong is said.
 * @param {import("../host.d.ts").Host} host @param {import("fastify").FastifyBaseLogger} log
 */
export function warmSearch(host, log) {
  const step = () => {
    if (host.broken) return;
    try {
      const answer = host.query({ view: "search", text: "", posts_max: warmPosts });
      if (answer?.complete === false) setImmediate(step);
    } catch (error) {
      log.warn({ reason: /** @type {Error} */ (error).message }, "the index of the search is not ready yet");
    }
  };
  setImmediate(step);
}
