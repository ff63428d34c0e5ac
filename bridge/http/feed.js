// Reading: the feed, its threads and posts.
import { sendCached } from "./cached.js";
import { filteredFeed } from "./feed-filter.js";
import { described, shape } from "./openapi.js";

const page = {
  type: "object",
  properties: {
    after: { type: "string", maxLength: 64, description: "`next` of the page before" },
    page_size: { type: "integer", minimum: 1, maximum: 100, description: "20, unless said" },
    place: {
      type: "string",
      pattern: "^[a-z0-9-]{1,32}$",
      description: "threads that began there; `site`: in the widget",
    },
    tag: { type: "string", pattern: "^[^\\s#]{1,64}$", description: "threads whose first post bears it; without #" },
    status: { enum: ["answered", "unanswered"], description: "whether an ambassador or the brand replied" },
  },
};

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export function feedRoutes(server, bridgeOf) {
  const base = "/v1/bridges/:bridge";
  /** @param {import("fastify").FastifyRequest} request */
  const named = ({ params }) => /** @type {{bridge: string, id: string}} */ (params);

  const feed = `${base}/feed`;
  const feedSchema = described("reading", "threads, the most recently active first", {
    url: feed,
    query: page,
    gives: { 200: shape("Feed") },
    cached: true,
  });
  server.get(feed, { schema: feedSchema }, async (request, reply) => {
    const wanted = /** @type {import("./feed-filter.js").Wanted} */ (request.query);
    const found = filteredFeed(bridgeOf(named(request).bridge).host, wanted);
    return sendCached(request, reply, JSON.stringify(found));
  });

  /** @type {[string, "thread" | "post", string, string][]} */
  const single = [
    [`${base}/threads/:id`, "thread", "ThreadView", "a thread, whole"],
    [`${base}/posts/:id`, "post", "PostView", "one post"],
  ];
  for (const [url, view, answer, summary] of single) {
    const schema = described("reading", summary, { url, gives: { 200: shape(answer) }, cached: true });
    server.get(url, { schema }, async (request, reply) => {
      const { bridge, id } = named(request);
      return sendCached(request, reply, JSON.stringify(bridgeOf(bridge).host.query({ view, id })));
    });
  }
}
