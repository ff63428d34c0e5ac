// Reading: the feed and its threads.
import { createHash } from "node:crypto";

/** How the places stand is part of the answer, and no part of the sequence number. @param {import("../../wasm/engine.d.ts").Feed} feed */
function entityTag({ seq, places }) {
  const standing = createHash("sha256").update(JSON.stringify(places)).digest("base64url").slice(0, 12);
  return `"${seq}.${standing}"`;
}

/** A proxy that compresses makes a tag weak. @param {string | undefined} wanted @param {string} tag */
const holds = (wanted, tag) =>
  (wanted ?? "").split(",").some((one) => ["*", tag].includes(one.trim().replace(/^W\//, "")));

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export function feedRoutes(server, bridgeOf) {
  const page = {
    type: "object",
    properties: { after: { type: "string", maxLength: 64 }, page_size: { type: "integer", minimum: 1, maximum: 100 } },
  };

  server.get("/v1/bridges/:bridge/feed", { schema: { querystring: page } }, async (request, reply) => {
    const { bridge } = /** @type {{bridge: string}} */ (request.params);
    const { after, page_size } = /** @type {{after?: string, page_size?: number}} */ (request.query);
    const feed = bridgeOf(bridge).host.query({ view: "feed", after, page_size });
    const tag = entityTag(feed);
    reply.header("etag", tag).header("cache-control", "no-cache");
    if (holds(request.headers["if-none-match"], tag)) return reply.code(304).send();
    return feed;
  });

  server.get("/v1/bridges/:bridge/threads/:id", async (request, reply) => {
    const { bridge, id } = /** @type {{bridge: string, id: string}} */ (request.params);
    reply.header("cache-control", "no-cache");
    return bridgeOf(bridge).host.query({ view: "thread", id });
  });
}
