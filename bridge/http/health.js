// How the relay stands, in words that say what is wrong.

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {Map<string, import("./server.js").Bridge>} bridges
 */
export function healthRoutes(server, bridges) {
  server.get("/healthz", async (request, reply) => {
    reply.header("cache-control", "no-store");
    /** @type {Record<string, unknown>} */
    const report = {};
    let broken = false;
    let failing = false;
    for (const [id, { host }] of bridges) {
      try {
        /** @type {import("../../wasm/engine.d.ts").Status} */
        const status = host.query({ view: "status" });
        failing ||= status.places.some((place) => place.state === "failing");
        report[id] = status;
      } catch (error) {
        broken = true;
        report[id] = { broken: /** @type {Error} */ (error).message };
      }
    }
    if (broken) reply.code(503);
    return { status: broken ? "broken" : failing ? "degraded" : "ok", bridges: report };
  });
}
