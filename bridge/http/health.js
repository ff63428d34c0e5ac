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
    for (const [id, { host, webhooks, sockets }] of bridges) {
      try {
        /** @type {import("../../wasm/engine.d.ts").Status} */
        const status = host.query({ view: "status" });
        failing ||= status.places.some((place) => place.state === "failing");
        // Both halves of a push are to be seen: a webhook that was never called is configured here, and not there.
        const counts = Object.fromEntries([...webhooks].map(([place, webhook]) => [place, webhook.counts]));
        report[id] = { ...status, webhooks: counts, sockets: sockets.standing() };
      } catch (error) {
        broken = true;
        report[id] = { broken: /** @type {Error} */ (error).message };
      }
    }
    if (broken) reply.code(503);
    return { status: broken ? "broken" : failing ? "degraded" : "ok", bridges: report };
  });

  // For what sends visitors here: every bridge acts. Places that fail are no reason to send them elsewhere.
  server.get("/readyz", async (_request, reply) => {
    const waiting = [...bridges].filter(([, { host }]) => host.broken).map(([id]) => id);
    reply.header("cache-control", "no-store").code(waiting.length ? 503 : 200);
    return { ready: waiting.length === 0, waiting };
  });
}
