// What may be done at an address is told where something else was tried.
import { HttpError } from "./errors.js";

const all = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/** Of every route that is registered from here on. @param {import("fastify").FastifyInstance} server @returns {() => void} call it after the last one */
export function refuseOtherMethods(server) {
  /** @type {Map<string, Set<string>>} */
  const known = new Map();
  server.addHook("onRoute", ({ url, method }) => {
    const methods = known.get(url) ?? new Set();
    known.set(url, methods);
    for (const one of [method].flat()) methods.add(one);
  });
  return () => {
    for (const [url, methods] of [...known]) {
      if (url.includes("*")) continue;
      const allow = all.filter((method) => methods.has(method)).join(", ");
      const refuse = async (/** @type {any} */ _request, /** @type {import("fastify").FastifyReply} */ reply) => {
        reply.header("allow", allow);
        throw new HttpError(405, "method_not_allowed", `here one can only ${allow}`);
      };
      // Before anything is read of it.
      server.route({
        method: all.filter((method) => !methods.has(method)),
        url,
        schema: { hide: true }, // it is no call of the API
        exposeHeadRoute: false,
        onRequest: refuse,
        handler: refuse,
      });
    }
  };
}
