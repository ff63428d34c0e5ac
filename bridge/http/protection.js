// What every answer says to browsers, and from which websites they may write.
import helmet from "@fastify/helmet";
import { HttpError } from "./errors.js";

const reading = ["GET", "HEAD", "OPTIONS"];

/** @param {import("fastify").FastifyInstance} server @param {{origins: string[], sites: string[], url: string | undefined}} options `sites`: the pages with the widget */
export async function protect(server, { origins, sites, url }) {
  await server.register(helmet, {
    // What the relay answers with is data; its few pages say themselves what they need.
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    // A popup must reach the page that opened it.
    crossOriginOpenerPolicy: false,
    strictTransportSecurity: url?.startsWith("https:") ? { maxAge: 31536000, includeSubDomains: false } : false,
  });
  const pages = url === undefined ? sites : [url, ...sites];
  const allowed = new Set([
    ...origins,
    ...pages.filter((page) => URL.canParse(page)).map((page) => new URL(page).origin),
  ]);
  // CORS keeps answers from other websites; this keeps what they send from being done.
  server.addHook("onRequest", async ({ method, headers, routeOptions }) => {
    const { origin } = headers;
    if (origin === undefined || reading.includes(method) || routeOptions.url?.startsWith("/webhooks/")) return;
    // Where the brand's own server passes the relay on, the page is of the same origin; only a browser itself can say so.
    if (headers["sec-fetch-site"] === "same-origin") return;
    if (!allowed.has(origin)) throw new HttpError(403, "not_allowed", "this website may not write here");
  });
}
