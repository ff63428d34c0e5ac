// How often somebody may ask: what writes by the person who signed in, all else by address. Who asks through a proxy on this machine that
// does not say for whom (`trust_proxy`) is nobody in particular, and not limited by address.
import rateLimit from "@fastify/rate-limit";
import { decodeJwt } from "jose";

/** @typedef {"writes" | "searches" | "reads" | "webhooks"} Group */
/** @typedef {Record<Group, number>} Limits requests a minute; 0: as many as one likes */

const peopleMax = 20000; // whose counts are kept

/** @param {import("fastify").FastifyRequest} request @returns {Group} */
function groupOf({ method, url }) {
  if (url.startsWith("/webhooks/")) return "webhooks";
  if (method !== "GET" && method !== "HEAD") return "writes";
  return /^\/v1\/bridges\/[^/?]*\/search/.test(url) ? "searches" : "reads";
}

/** Not verified here: who forges a token is refused anyway. @param {string | undefined} header @returns {string | undefined} */
function personIn(header) {
  try {
    return decodeJwt((header ?? "").replace(/^Bearer /, "")).sub;
  } catch {
    return undefined;
  }
}

/** @param {string} ip */
const isHere = (ip) => ip === "::1" || ip.replace(/^::ffff:/, "").startsWith("127.");

/**
 * To be called before any route is made.
 * @param {import("fastify").FastifyInstance} server @param {Limits} limits
 */
export async function limitRequests(server, limits) {
  /** @param {import("fastify").FastifyRequest} request */
  const asker = (request) => {
    const person = groupOf(request) === "writes" ? personIn(request.headers.authorization) : undefined;
    return person ? `person ${person}` : request.ip;
  };
  await server.register(rateLimit, {
    global: true,
    timeWindow: 60000,
    cache: peopleMax,
    keyGenerator: (request) => `${groupOf(request)} ${asker(request)}`,
    max: (request) => limits[groupOf(request)],
    allowList: (request) => limits[groupOf(request)] === 0 || isHere(asker(request)),
    addHeaders: { "x-ratelimit-limit": false, "x-ratelimit-remaining": false, "x-ratelimit-reset": false },
    addHeadersOnExceeding: {
      "x-ratelimit-limit": false,
      "x-ratelimit-remaining": false,
      "x-ratelimit-reset": false,
    },
    errorResponseBuilder: (_request, { ttl }) =>
      Object.assign(new Error(`too many requests; try again in ${Math.ceil(ttl / 1000)} s`), { statusCode: 429 }),
  });
}
