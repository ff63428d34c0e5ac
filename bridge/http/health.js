// How the relay stands, in words that say what is wrong.
import { described, objectOf, shape } from "./openapi.js";

/** @typedef {import("../../wasm/engine.d.ts").Status} Status */

const text = { type: "string" };
const integer = { type: "integer" };
const webhook = objectOf({ taken: integer, unread: integer, refused: integer, last_taken_at: integer }, [
  "taken",
  "unread",
  "refused",
]);
const socket = objectOf(
  { open: { type: "boolean" }, since: integer, messages: integer, unread: integer, reason: text },
  ["open", "since", "messages", "unread"],
);
/** @param {object} each */
const byPlace = (each) => ({ type: "object", additionalProperties: each });
const acting = {
  allOf: [
    shape("Status"),
    objectOf({
      memory: { ...integer, description: "bytes of the engine's state" },
      words: byPlace(text),
      webhooks: byPlace(webhook),
      sockets: byPlace(socket),
    }),
  ],
};
const following = objectOf({ follows: { ...text, description: "the relay that writes" }, posts: integer });
const health = objectOf({
  status: { enum: ["ok", "degraded", "broken"] },
  bridges: { type: "object", additionalProperties: { anyOf: [acting, following, objectOf({ broken: text })] } },
});
const readiness = objectOf({ ready: { type: "boolean" }, waiting: { type: "array", items: text } });

/** @param {number | undefined} at */
const moment = (at) => (at === undefined ? "" : new Date(at).toISOString().replace(/\.\d+Z$/, "Z"));

/** @param {Status["places"][0]} place */
function inWords({ state, reason, since, last_ok_at, refused }) {
  const one = refused?.posts === 1;
  const kept = refused
    ? `; it refuses to change or remove ${one ? "a post of ours that stands" : `${refused.posts} posts of ours that stand`} there: ${refused.reason}`
    : "";
  const last = last_ok_at === undefined ? "it has not answered yet" : `it last answered at ${moment(last_ok_at)}`;
  if (state === "failing") {
    const from = since === undefined ? "" : ` since ${moment(since)}`;
    return `does not answer as it should${from}${reason ? `: ${reason}` : ""}; ${last}${kept}`;
  }
  return `${state === "starting" ? "is being read whole before anything is written" : "answers"}; ${last}${kept}`;
}

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {Map<string, import("./server.js").Bridge>} bridges
 */
export function healthRoutes(server, bridges) {
  const healthz = "/healthz";
  const healthSchema = described("operating", "how each bridge and place stands, in words; 503: a bridge has stopped", {
    url: healthz,
    gives: { 200: health, 503: health },
  });
  server.get(healthz, { schema: healthSchema }, async (_request, reply) => {
    reply.header("cache-control", "no-store");
    /** @type {Record<string, unknown>} */
    const report = {};
    let broken = false;
    let failing = false;
    for (const [id, { host, webhooks, sockets }] of bridges) {
      try {
        /** @type {Status} */
        const status = host.query({ view: "status" });
        if (host.follows !== null) {
          // How the places stand, and what platforms told, the other relay knows.
          report[id] = { follows: host.follows || "no relay yet", posts: status.posts };
          continue;
        }
        failing ||= status.places.some((place) => place.state === "failing");
        const words = Object.fromEntries(status.places.map((place) => [place.id, inWords(place)]));
        // Both halves of a push are to be seen: a webhook that was never called is configured here, and not there.
        const counts = Object.fromEntries([...webhooks].map(([place, { counts }]) => [place, counts]));
        report[id] = { ...status, words, webhooks: counts, sockets: sockets.standing() };
      } catch (error) {
        broken = true;
        report[id] = { broken: /** @type {Error} */ (error).message };
      }
    }
    if (broken) reply.code(503);
    return { status: broken ? "broken" : failing ? "degraded" : "ok", bridges: report };
  });

  // For what sends visitors here: every bridge acts. Places that fail are no reason to send them elsewhere.
  const readyz = "/readyz";
  const readySchema = described("operating", "whether every bridge acts; 503: not", {
    url: readyz,
    gives: { 200: readiness, 503: readiness },
  });
  server.get(readyz, { schema: readySchema }, async (_request, reply) => {
    const waiting = [...bridges].filter(([, { host }]) => host.broken).map(([id]) => id);
    reply.header("cache-control", "no-store").code(waiting.length ? 503 : 200);
    return { ready: waiting.length === 0, waiting };
  });
}
