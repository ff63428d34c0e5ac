// Answers that caches may keep: the same for everybody, with a tag by which they are known again.
import { createHash } from "node:crypto";

/** A proxy that compresses makes a tag weak. @param {string | undefined} wanted @param {string} tag */
const holds = (wanted, tag) =>
  (wanted ?? "").split(",").some((one) => ["*", tag].includes(one.trim().replace(/^W\//, "")));

/**
 * @param {import("fastify").FastifyRequest} request
 * @param {import("fastify").FastifyReply} reply
 * @param {string} text
 * @param {{type?: string, maxAgeS?: number}} [options] JSON, and asked about each time, unless said otherwise
 */
export function sendCached(request, reply, text, { type = "application/json; charset=utf-8", maxAgeS = 0 } = {}) {
  const tag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
  reply.header("etag", tag);
  reply.header("cache-control", maxAgeS > 0 ? `public, max-age=${maxAgeS}` : "public, no-cache");
  if (holds(request.headers["if-none-match"], tag)) return reply.code(304).send();
  return reply.type(type).send(text);
}
