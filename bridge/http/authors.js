// What is decided about people: whether they are mirrored, and that they are forgotten.
import { demand } from "../people/rights.js";
import { audited } from "./audit.js";
import { forgetLately } from "./lately.js";
import { described, shape } from "./openapi.js";
import { signedInTo } from "./signed-in.js";
import { withReason } from "./written.js";

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
    const { bridge, key: author } = /** @type {{bridge: string, key: string}} */ (request.params);
    return { host, by, author, linked: bridgeOf(bridge).linked };
  };
  const author = "/v1/bridges/:bridge/authors/:key";

  /** @type {["opt_out" | "opt_in" | "block" | "unblock", string][]} */
  const acts = [
    ["opt_out", "their posts are mirrored no more, copies are removed, no feed shows them"],
    ["opt_in", "undoes opt_out"],
    ["block", "as opt_out, by the brand's decision"],
    ["unblock", "undoes block"],
  ];
  for (const [act, summary] of acts) {
    const url = `${author}/${act}`;
    const gives = { 204: { type: "null" } };
    const body = act === "block" || act === "unblock" ? withReason : undefined;
    const schema = described("moderation", summary, { url, body, gives, signedIn: true });
    server.post(url, { ...audited(act), schema }, async (request, reply) => {
      const { host, by, author } = await moderator(request, reply);
      await host.command({ .../** @type {{reason?: string} | null} */ (request.body), do: act, by, author });
      return reply.code(204).send();
    });
  }

  const url = `${author}/forget`;
  const schema = described("moderation", "what they wrote is erased here, and copies are removed", {
    url,
    gives: { 200: shape("Receipt") },
    signedIn: true,
  });
  server.post(url, { ...audited("forget"), schema }, async (request, reply) => {
    const { host, by, author, linked } = await moderator(request, reply);
    // Before: what takes copies away must be told from what writes them. And after it nobody could say whose they were.
    await linked?.forget(author);
    /** @type {import("../../wasm/engine.d.ts").Receipt} */
    const receipt = await host.command({ do: "forget", by, author });
    forgetLately(host);
    return receipt;
  });
}
