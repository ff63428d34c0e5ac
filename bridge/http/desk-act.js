// An act of those who work for the community as a route: a command of the engine's, by a person who has the right to it.
import { demand } from "../people/rights.js";
import { audited } from "./audit.js";
import { described } from "./openapi.js";
import { signedInTo } from "./signed-in.js";

/** @typedef {import("../people/rights.js").Right} Right */

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export function actsIn(server, bridgeOf) {
  const signedIn = signedInTo(bridgeOf);

  /**
   * @param {"POST" | "DELETE"} method @param {string} url @param {string} summary
   * @param {{right: Right, did: string, body?: import("./openapi.js").Schema, gives: Record<number, any>, command: (parts: any, body: any) => any,
   *   answer: (result: any, asked: {host: import("../host.d.ts").Host, parts: any}) => any}} act
   */
  return function act(method, url, summary, { right, did, body, gives, command, answer }) {
    const schema = described("desk", summary, { url, body, gives, right });
    const options = right === "work" ? { schema } : { ...audited(did), schema };
    server.route({
      method,
      url,
      ...options,
      handler: async (request, reply) => {
        const { host, by, person } = await signedIn(request, reply);
        demand(person, right);
        const parts = /** @type {any} */ (request.params);
        const result = await host.command({ .../** @type {any} */ (command(parts, request.body)), by });
        reply.header("cache-control", "no-store");
        const said = answer(result, { host, parts });
        if (said === undefined) reply.code(204);
        return said;
      },
    });
  };
}
