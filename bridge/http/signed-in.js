// Who asks, and of which bridge.
import { HttpError } from "./errors.js";

/** @param {(id: string) => import("./server.js").Bridge} bridgeOf */
export const signedInTo = (bridgeOf) => async (/** @type {import("fastify").FastifyRequest} */ request) => {
  const { bridge } = /** @type {{bridge: string}} */ (request.params);
  const { host, people } = bridgeOf(bridge);
  if (!people) throw new HttpError(403, "not_allowed", "nobody can sign in to this bridge: it has no `sign_in`");
  const by = await people(request.headers.authorization);
  /** @type {any} */ (request).by = by; // for the audit
  return { host, by };
};
