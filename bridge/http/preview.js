// While somebody writes: what would become of the text in each place. Nothing is recorded, and nothing changes.
import { described, shape } from "./openapi.js";
import { signedInTo } from "./signed-in.js";
import { bodyOf, said } from "./written.js";

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export function previewRoutes(server, bridgeOf) {
  const signedIn = signedInTo(bridgeOf);
  const url = "/v1/bridges/:bridge/preview";
  const schema = described("writing", "what would become of a text in each place, were it posted now", {
    url,
    body: bodyOf(said, ["text"]),
    gives: { 200: shape("Preview") },
    signedIn: true,
  });
  server.post(url, { schema }, async (request, reply) => {
    const { host, author } = await signedIn(request, reply);
    const text = /** @type {import("./repeats.js").Text & {parent?: string}} */ (request.body);
    return host.query({ view: "preview", by: author, ...text });
  });
}
