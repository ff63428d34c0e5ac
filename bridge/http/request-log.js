// Each request has an id of its own, told in its answer and in every line that is logged of it. A line a request at the level debug: which
// route, never which address, as addresses hold what people look for.
import { randomUUID } from "node:crypto";

/** The server's options: nobody else's id is taken, as it would go into the log as it came. */
export const requestIds = { genReqId: () => randomUUID(), requestIdHeader: /** @type {const} */ (false) };

/** @param {import("fastify").FastifyInstance} server */
export function logRequests(server) {
  server.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  server.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "unknown";
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    request.log.debug({ method: request.method, route, status: reply.statusCode, ms }, "answered");
  });
}
