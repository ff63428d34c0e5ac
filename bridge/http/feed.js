// Reading: the feed, its threads and posts.
import { sendCached } from "./cached.js";
import { markedOf } from "./community.js";
import { described, shape } from "./openapi.js";

const pageSize = { type: "integer", minimum: 1, maximum: 100, description: "20, unless said" };
const post = { type: "string", pattern: "^[0-9a-z]{13}$" };

const feedPage = {
  type: "object",
  properties: {
    after: { type: "string", maxLength: 64, description: "`next` of the page before" },
    page_size: pageSize,
    sort: {
      enum: ["active", "new", "unanswered", "top"],
      description: "active, unless said; top: replies and likes of the first post",
    },
    place: {
      type: "string",
      pattern: "^[a-z0-9-]{1,32}$",
      description: "threads that began there; `site`: in the widget",
    },
    tag: { type: "string", pattern: "^[^\\s#]{1,64}$", description: "threads whose first post bears it; without #" },
    status: { enum: ["answered", "unanswered"], description: "whether an ambassador or the brand replied" },
  },
};

const threadPage = {
  type: "object",
  properties: {
    page_size: { ...pageSize, description: "all of it, unless this or `around` is said; then 20" },
    after: { ...post, description: "`next` of the page before" },
    before: { ...post, description: "`previous` of the page after" },
    around: { ...post, description: "a post: the page that holds it" },
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
  const feedSchema = described("reading", "threads, the most recently active first, or as `sort` says", {
    url: feed,
    query: feedPage,
    gives: { 200: shape("MarkedFeed") },
    cached: true,
  });
  server.get(feed, { schema: feedSchema }, async (request, reply) => {
    const wanted = /** @type {{tag?: string}} */ (request.query);
    const { host } = bridgeOf(named(request).bridge);
    const found = host.query({
      ...wanted,
      view: "feed", // whatever else the address says
      tag: wanted.tag?.normalize("NFC"),
    });
    return sendCached(request, reply, JSON.stringify({ ...found, ...markedOf(host, found) }));
  });

  /** @type {[string, "thread" | "post", string, string, typeof threadPage | undefined][]} */
  const single = [
    [`${base}/threads/:id`, "thread", "ThreadView", "a thread, whole or a page of it", threadPage],
    [`${base}/posts/:id`, "post", "PostView", "one post", undefined],
  ];
  for (const [url, view, answer, summary, query] of single) {
    const schema = described("reading", summary, { url, query, gives: { 200: shape(answer) }, cached: true });
    server.get(url, { schema }, async (request, reply) => {
      const { bridge, id } = named(request);
      const page = query && /** @type {object} */ (request.query);
      return sendCached(request, reply, JSON.stringify(bridgeOf(bridge).host.query({ ...page, view, id })));
    });
  }
}
