// Every error leaves as {"error":{"code","message"}} with a fitting status.
import { EngineError, StoppedError } from "../engine-host.js";
import { TokenError } from "../people/jwt.js";
import { StoreError } from "../store/sqlite.js";

/** An answer that is an error. */
export class HttpError extends Error {
  /** @param {number} status @param {string} code @param {string} message */
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** @type {Record<string, number>} */
const statusOfEngine = {
  unknown_name: 404,
  conflict: 409,
  invalid_value: 422,
  too_large: 413,
  missing: 422,
  wrong_type: 422,
  not_allowed: 403,
};

/** @type {Record<number, string>} */
const codes = {
  400: "bad_request",
  404: "not_found",
  405: "method_not_allowed",
  413: "too_large",
  415: "unsupported_media_type",
};

/** @param {unknown} error @returns {HttpError} */
function asHttp(error) {
  if (error instanceof HttpError) return error;
  if (error instanceof TokenError) return new HttpError(401, "unauthorized", error.message);
  if (error instanceof StoppedError)
    return new HttpError(503, "not_available", "this conversation is not available right now; try again later");
  if (error instanceof StoreError)
    return new HttpError(503, "not_writable", "this cannot be kept right now; try again later");
  if (error instanceof EngineError) return new HttpError(statusOfEngine[error.code] ?? 500, error.code, error.message);
  const status = /** @type {any} */ (error)?.statusCode;
  if (typeof status === "number" && status >= 400 && status < 500) {
    return new HttpError(status, codes[status] ?? "bad_request", /** @type {Error} */ (error).message);
  }
  return new HttpError(500, "internal", "something went wrong here; it has been noted");
}

/** @param {import("fastify").FastifyInstance} server */
export function answerErrors(server) {
  server.setErrorHandler((error, request, reply) => {
    const answer = asHttp(error);
    if (answer.status >= 500)
      request.log.error({ route: request.routeOptions.url, reason: /** @type {Error} */ (error).message }, "failed");
    if (answer.status === 401) reply.header("www-authenticate", "Bearer");
    reply.code(answer.status).send({ error: { code: answer.code, message: answer.message } });
  });
  server.setNotFoundHandler((request, reply) => {
    reply.code(404).send({
      error: {
        code: "not_found",
        message: `there is nothing at ${request.method} ${request.url.split("?")[0].slice(0, 200)}`,
      },
    });
  });
}
