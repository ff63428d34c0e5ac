// Answers that caches may keep: the same for everybody, with a tag by which they are known again.
import { createHash } from "node:crypto";

/** A proxy that compresses makes a tag weak. @param {string | undefined} wanted @param {string} tag */
const holds = (wanted, tag) =>
  (wanted ?? "").split(",").some((one) => ["*", tag].includes(one.trim().replace(/^W\//, "")));

/**
 * @param {import("fastify").FastifyRequest} request
 * @param {import("fastify").FastifyReply} reply
 * @param {string | Buffer} body
 * @param {{type?: string, maxAgeS?: number, known?: string}} [options] JSON, and asked about each time, unless said otherwise; `known`: what
 *   the body is known by, where that is known
 */
export function sendCached(
  request,
  reply,
  body,
  { type = "application/json; charset=utf-8", maxAgeS = 0, known } = {},
) {
  const tag = `"${known ?? createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  reply.header("etag", tag);
  reply.header("cache-control", maxAgeS > 0 ? `public, max-age=${maxAgeS}` : "public, no-cache");
  if (holds(request.headers["if-none-match"], tag)) return reply.code(304).send();
  return reply.type(type).send(body);
}
