// Every error leaves as {"error":{"code","message"}} with a fitting status.
import { EngineError, StoppedError } from "../engine-error.js";
import { LinkError } from "../linking/errors.js";
import { ProviderError, TokenError } from "../people/jwt.js";
import { StoreError } from "../store/errors.js";

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
  408: "timeout",
  413: "too_large",
  414: "too_large",
  415: "unsupported_media_type",
  429: "too_many_requests",
  431: "too_large",
};

/** @param {unknown} error @returns {HttpError} */
export function asHttp(error) {
  if (error instanceof HttpError) return error;
  if (error instanceof TokenError) return new HttpError(401, "unauthorized", error.message);
  if (error instanceof LinkError) return new HttpError(422, "not_linked", error.message);
  if (error instanceof ProviderError) return new HttpError(503, "not_available", error.message);
  if (error instanceof StoppedError)
    return new HttpError(503, "not_available", "this conversation is not available right now; try again later");
  if (error instanceof StoreError)
    return new HttpError(503, "not_writable", "this cannot be kept right now; try again later");
  const refused = error instanceof EngineError ? statusOfEngine[error.code] : undefined;
  if (refused)
    return new HttpError(refused, /** @type {EngineError} */ (error).code, /** @type {Error} */ (error).message);
  const status = /** @type {any} */ (error)?.statusCode;
  if (typeof status === "number" && status >= 400 && status < 500) {
    return new HttpError(status, codes[status] ?? "bad_request", /** @type {Error} */ (error).message);
  }
  return new HttpError(500, "internal", "something went wrong here; it has been noted");
}

/** @param {HttpError} error */
const document = (error) => ({ error: { code: error.code, message: error.message } });

/**
 * What the router refuses before any route is found: its own words would repeat the address.
 * @param {Error & {statusCode?: number}} error @param {unknown} _request @param {any} reply
 */
export function answerFrameworkError(error, _request, reply) {
  const status = error.statusCode ?? 400;
  const message = status === 414 ? "a part of the address is too long" : "this is no address";
  reply.code(status).send(document(new HttpError(status, codes[status] ?? "bad_request", message)));
}

/** @type {Record<string, [number, string, string]>} */
const clientErrors = {
  HPE_HEADER_OVERFLOW: [431, "Request Header Fields Too Large", "the headers are too large"],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout", "the request did not arrive in time"],
};

/** What is no HTTP. @param {Error & {code?: string}} error @param {import("node:stream").Duplex} socket */
export function answerClientError(error, socket) {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const [status, phrase, message] = clientErrors[error.code ?? ""] ?? [400, "Bad Request", "this is no HTTP request"];
  const body = JSON.stringify(document(new HttpError(status, codes[status] ?? "bad_request", message)));
  const headers = `content-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close`;
  socket.end(`HTTP/1.1 ${status} ${phrase}\r\n${headers}\r\n\r\n${body}`);
}

/** @param {import("fastify").FastifyInstance} server */
export function answerErrors(server) {
  server.setErrorHandler((error, request, reply) => {
    const answer = asHttp(error);
    if (answer.status >= 500)
      request.log.error({ route: request.routeOptions.url, reason: /** @type {Error} */ (error).message }, "failed");
    if (answer.status === 401) reply.header("www-authenticate", error instanceof TokenError ? "Bearer" : "Signature");
    reply.removeHeader("etag");
    reply.code(answer.status).header("cache-control", "no-store").send(document(answer));
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
