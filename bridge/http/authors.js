// What is decided about people: whether they are mirrored, and that they are forgotten.
import { demand } from "../people/rights.js";
import { audited } from "./audit.js";
import { signedInTo } from "./signed-in.js";

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export function authorRoutes(server, bridgeOf) {
  const signedIn = signedInTo(bridgeOf);
  /** @param {import("fastify").FastifyRequest} request @param {import("fastify").FastifyReply} reply */
  const moderator = async (request, reply) => {
    const { host, by, person } = await signedIn(request, reply);
    demand(person, "moderate");
    return { host, by, author: /** @type {{key: string}} */ (request.params).key };
  };
  const author = "/v1/bridges/:bridge/authors/:key";

  for (const act of /** @type {const} */ (["opt_out", "opt_in", "block", "unblock"])) {
    server.post(`${author}/${act}`, audited(act), async (request, reply) => {
      const { host, by, author } = await moderator(request, reply);
      host.command({ do: act, by, author });
      return reply.code(204).send();
    });
  }

  server.post(`${author}/forget`, audited("forget"), async (request, reply) => {
    const { host, by, author } = await moderator(request, reply);
    /** @type {import("../../wasm/engine.d.ts").Receipt} */
    const receipt = host.command({ do: "forget", by, author });
    return receipt;
  });
}
