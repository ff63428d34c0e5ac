// Writing: new threads and replies from the widget, and another try of what failed.
import { HttpError } from "./errors.js";

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export function postRoutes(server, bridgeOf) {
  /** @param {import("fastify").FastifyRequest} request */
  async function signedIn(request) {
    const { bridge } = /** @type {{bridge: string}} */ (request.params);
    const { host, people } = bridgeOf(bridge);
    if (!people) throw new HttpError(403, "not_allowed", "nobody can sign in to this bridge: it has no `sign_in`");
    return { host, by: await people(request.headers.authorization) };
  }

  const body = {
    type: "object",
    required: ["key", "text"],
    additionalProperties: false,
    properties: {
      key: { type: "string", pattern: "^[A-Za-z0-9_-]{8,64}$" },
      parent: { type: "string", maxLength: 13 },
      title: { type: "string", maxLength: 200 },
      text: { type: "string", minLength: 1, maxLength: 20000 },
    },
  };
  server.post("/v1/bridges/:bridge/posts", { schema: { body }, bodyLimit: 128 << 10 }, async (request, reply) => {
    const { host, by } = await signedIn(request);
    const { key, parent, title, text } = /** @type {{key: string, parent?: string, title?: string, text: string}} */ (
      request.body
    );
    const outcome = host.command({ do: "post", key, by, parent, title, text });
    reply.code(outcome.created ? 201 : 200);
    return { post: outcome.post };
  });

  const place = {
    type: "object",
    required: ["place"],
    additionalProperties: false,
    properties: { place: { type: "string", maxLength: 32 } },
  };
  server.post("/v1/bridges/:bridge/posts/:id/retry", { schema: { body: place } }, async (request) => {
    const { host, by } = await signedIn(request);
    const { id } = /** @type {{id: string}} */ (request.params);
    const { post } = host.command({
      do: "retry",
      by,
      post: id,
      place: /** @type {{place: string}} */ (request.body).place,
    });
    return { post };
  });
}
