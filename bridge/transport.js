// Sends one HTTP request and gives what came back as data: an answer, or why there is none. Never throws for what the other
// side does. Redirects are not followed: a platform's API has no reason to send us elsewhere.
import { Agent, request } from "undici";

/** @typedef {import("../wasm/engine.d.ts").HttpResponse} HttpResponse */

export const bytesMax = 4 << 20;

/** @type {Record<string, NonNullable<HttpResponse["failure"]>>} */
const failures = {
  UND_ERR_CONNECT_TIMEOUT: "unreachable",
  ECONNREFUSED: "unreachable",
  ENOTFOUND: "unreachable",
  EAI_AGAIN: "unreachable",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
};

export class Transport {
  #agent = new Agent({ connect: { timeout: 10000 }, connections: 8, pipelining: 1 });

  /**
   * @param {{method: string, url: string, headers: Record<string, string>,
   *   body?: string | Buffer | import("undici").FormData, timeout_ms: number}} wanted
   * @returns {Promise<HttpResponse>}
   */
  async send(wanted) {
    const deadline = AbortSignal.timeout(wanted.timeout_ms);
    try {
      const answer = await request(wanted.url, {
        dispatcher: this.#agent,
        method: wanted.method,
        headers: { "user-agent": "plein", accept: "application/json", ...wanted.headers },
        body: wanted.body,
        signal: deadline,
        headersTimeout: wanted.timeout_ms,
        bodyTimeout: wanted.timeout_ms,
      });
      const body = await readBounded(answer.body);
      if (body === null) return { status: 0, failure: "too_large", detail: `more than ${bytesMax} bytes` };
      return { status: answer.statusCode, headers: flat(answer.headers), body: body.toString("utf8") };
    } catch (error) {
      return failure(/** @type {Error & {code?: string}} */ (error), deadline.aborted);
    }
  }

  close() {
    return this.#agent.destroy();
  }
}

/** @param {Error & {code?: string, cause?: any}} error @param {boolean} late @returns {HttpResponse} */
function failure(error, late) {
  const code = error.code ?? error.cause?.code ?? "";
  if (late) return { status: 0, failure: "timeout", detail: "no answer in time" };
  const known = failures[code] ?? (neverSent(error, code) ? "unreachable" : "reset");
  return { status: 0, failure: known, detail: code || error.name };
}

/** No connection, or a certificate not to be trusted: nothing was sent. @param {any} error @param {string} code */
function neverSent(error, code) {
  const attempts = error.errors ?? error.cause?.errors ?? [error];
  return attempts.every((/** @type {any} */ one) => one.syscall === "connect") || /CERT|^UNABLE_TO_/.test(code);
}

/** @param {import("undici").Dispatcher.ResponseData["body"]} body @returns {Promise<Buffer | null>} null: too large */
async function readBounded(body) {
  const chunks = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > bytesMax) {
      body.destroy();
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @param {Record<string, string | string[] | undefined>} headers */
function flat(headers) {
  /** @type {Record<string, string>} */
  const out = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) out[name.toLowerCase()] = Array.isArray(value) ? value.join(", ") : value;
  }
  return out;
}
