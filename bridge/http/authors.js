// What is decided about people: whether they are mirrored, and that they are forgotten.
import { signedInTo } from "./signed-in.js";

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export function authorRoutes(server, bridgeOf) {
  const signedIn = signedInTo(bridgeOf);
  /** @param {import("fastify").FastifyRequest} request @param {import("fastify").FastifyReply} reply @param {"opt_out" | "opt_in" | "block" | "unblock" | "forget"} act */
  const decided = async (request, reply, act) => {
    const { host, by, decide } = await signedIn(request, reply);
    const author = /** @type {{key: string}} */ (request.params).key;
    return decide("moderate", { act, target: author }, () => host.command({ do: act, by, author }));
  };
  const author = "/v1/bridges/:bridge/authors/:key";

  for (const act of /** @type {const} */ (["opt_out", "opt_in", "block", "unblock"])) {
    server.post(`${author}/${act}`, async (request, reply) => {
      await decided(request, reply, act);
      return reply.code(204).send();
    });
  }

  server.post(`${author}/forget`, async (request, reply) => {
    /** @type {import("../../wasm/engine.d.ts").Receipt} */
    const receipt = await decided(request, reply, "forget");
    return receipt;
  });
}
