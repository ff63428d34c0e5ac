// How often somebody may ask: an address by what it asks for, and who signed in by person, wherever they are. Who asks through a proxy on
// this machine that does not say for whom (`trust_proxy`) is nobody in particular, and not limited by address.
import rateLimit from "@fastify/rate-limit";
import { HttpError } from "./errors.js";

/** @typedef {"writes" | "previews" | "searches" | "reads" | "pictures" | "webhooks" | "sign_ins"} Group */
/** @typedef {Record<Group, number>} Limits requests a minute; 0: as many as one likes */
/** @typedef {import("fastify").FastifyRequest} FastifyRequest */

const windowMs = 60000;
const askersMax = 20000; // whose counts are kept
const peopleAtAddress = 4; // who write as much as one may, before the address is limited

const pictures = /^\/v1\/bridges\/:bridge\/(avatars|posts\/:id\/images)\//;
const free = ["/healthz", "/readyz", "/metrics", "/plein/*"];

/** @param {FastifyRequest} request @returns {Group | null} null: as often as one likes */
function groupOf({ method, url, routeOptions }) {
  if (free.includes(routeOptions.url ?? "")) return null;
  if (url.startsWith("/webhooks/")) return "webhooks";
  if (/^\/v1\/bridges\/[^/?]*\/(sign-in|me\/accounts\/)/.test(url)) return "sign_ins";
  if (isCount(url)) return "reads"; // it is who reads that is counted
  if (method !== "GET" && method !== "HEAD") return isPreview(url) ? "previews" : "writes";
  if (pictures.test(routeOptions.url ?? "")) return "pictures";
  return /^\/v1\/bridges\/[^/?]*\/search/.test(url) ? "searches" : "reads";
}

/** It changes nothing. @param {string} url */
const isPreview = (url) => /^\/v1\/bridges\/[^/?]*\/preview(\?|$)/.test(url);

/** @param {string} url */
const isCount = (url) => /^\/v1\/bridges\/[^/?]*\/count(\?|$)/.test(url);

/** @param {string} ip */
const isHere = (ip) => ip === "::1" || ip.replace(/^::ffff:/, "").startsWith("127.");

/**
 * To be called before any route is made.
 * @param {import("fastify").FastifyInstance} server @param {Limits} limits
 */
export async function limitRequests(server, limits) {
  await server.register(rateLimit, { global: false, timeWindow: windowMs, cache: askersMax });
  const byAddress = Object.fromEntries(
    Object.entries(limits).map(([group, limit]) => {
      const max = group === "writes" || group === "previews" ? limit * peopleAtAddress : limit;
      return [group, server.createRateLimit({ max })];
    }),
  );
  /** @type {WeakMap<FastifyRequest, string>} */
  const people = new WeakMap();
  /** @param {number} max */
  const ofPerson = (max) =>
    server.createRateLimit({ max, keyGenerator: (/** @type {FastifyRequest} */ request) => people.get(request) ?? "" });
  const byPerson = { writes: ofPerson(limits.writes), previews: ofPerson(limits.previews) };

  /** @param {typeof byPerson.writes} count @param {FastifyRequest} request @param {import("fastify").FastifyReply} reply */
  const check = async (count, request, reply) => {
    const found = await count(request);
    if (found.isAllowed || !found.isExceeded) return;
    const seconds = Math.max(1, found.ttlInSeconds);
    reply.header("retry-after", seconds);
    throw new HttpError(429, "too_many_requests", `too many requests; try again in ${seconds} s`);
  };
  server.addHook("onRequest", async (request, reply) => {
    const group = groupOf(request);
    if (group && limits[group] > 0 && !isHere(request.ip)) await check(byAddress[group], request, reply);
  });
  // By who they are found to be: what a token merely says would let anybody use up what another may.
  server.decorate("limitPerson", async (request, reply, bridge, person) => {
    const group = isPreview(request.url) ? "previews" : "writes";
    if (limits[group] === 0 || request.method === "GET") return;
    people.set(request, `${bridge} ${person.id}`);
    await check(byPerson[group], request, reply);
  });
}
