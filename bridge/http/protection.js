// What every answer says to browsers, and from which websites they may write.
import helmet from "@fastify/helmet";
import { HttpError } from "./errors.js";

const reading = ["GET", "HEAD", "OPTIONS"];

/** @param {import("fastify").FastifyInstance} server @param {{origins: string[], url: string | undefined}} options */
export async function protect(server, { origins, url }) {
  await server.register(helmet, {
    // What the relay answers with is data; its few pages say themselves what they need.
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    // A popup must reach the page that opened it.
    crossOriginOpenerPolicy: false,
    strictTransportSecurity: url?.startsWith("https:") ? { maxAge: 31536000, includeSubDomains: false } : false,
  });
  const own = url === undefined ? [] : [new URL(url).origin];
  const allowed = new Set([...origins, ...own]);
  // CORS keeps answers from other websites; this keeps what they send from being done.
  server.addHook("onRequest", async ({ method, headers, routeOptions }) => {
    const { origin } = headers;
    if (origin === undefined || reading.includes(method) || routeOptions.url?.startsWith("/webhooks/")) return;
    // Where the brand's own server passes the relay on, the page is of the same origin; only a browser itself can say so.
    if (headers["sec-fetch-site"] === "same-origin") return;
    if (!allowed.has(origin)) throw new HttpError(403, "not_allowed", "this website may not write here");
  });
}
