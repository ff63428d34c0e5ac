// The webhook of one place: takes what its platform signed, and counts. A wrong signature changes nothing. What is signed and cannot be
// read is taken all the same, as no repetition would make it better: Facebook tries what is refused again for 36 hours and then
// unsubscribes the app, Discourse tries four times more and gives up on 404 and 410, NodeBB never tries again. What it told
// is found by the next walk.
import { EngineError } from "../engine-error.js";
import { readSecret } from "../secrets.js";
import { isSignature, isSigned, isStale, same, schemes } from "./signature.js";

/** @typedef {import("./signature.js").Scheme} Scheme */
/** @typedef {{taken: number, unread: number, refused: number, last_taken_at?: number}} Counts */

/** The message is for the sender. */
export class SignatureError extends Error {}

const warnEveryMs = 60000;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export class Webhook {
  #place;
  #scheme;
  #secret;
  #verifyToken;
  #log;
  #warnedAt = -Infinity;
  /** @type {Counts} */
  counts = { taken: 0, unread: 0, refused: 0 };

  /**
   * @param {{place: string, scheme: Scheme, secret: string, verifyToken?: string,
   *   log: {warn: (what: object, message: string) => void}}} options
   */
  constructor({ place, scheme, secret, verifyToken, log }) {
    this.#place = place;
    this.#scheme = scheme;
    this.#secret = secret;
    this.#verifyToken = verifyToken;
    this.#log = log;
  }

  /** Facebook asks whether the address is ours. @param {{mode: unknown, token: unknown, challenge: unknown}} asked @returns {string} what to answer */
  verify({ mode, token, challenge }) {
    const texts = typeof token === "string" && typeof challenge === "string" && challenge.length <= 1000;
    const right = this.#verifyToken !== undefined && same(String(token), this.#verifyToken);
    if (mode === "subscribe" && texts && right) return challenge;
    return this.#refuse("the verify token is not the one of this place");
  }

  get verifies() {
    return this.#verifyToken !== undefined;
  }

  /** Before the body is read. @param {import("node:http").IncomingHttpHeaders} headers */
  expectSignature(headers) {
    if (!isSignature(this.#scheme, headers[this.#scheme.header]))
      this.#refuse(`a signature is needed: ${this.#scheme.header}`);
  }

  /**
   * @param {Pick<import("../host.d.ts").Host, "push">} host
   * @param {import("node:http").IncomingHttpHeaders} headers
   * @param {Uint8Array} body as it came
   * @returns {Promise<string | null>} null: what it tells is durable; else why it could not be read
   */
  async take(host, headers, body) {
    if (!isSigned(this.#scheme, this.#secret, headers[this.#scheme.header], body))
      return this.#refuse("the signature is not of this body");
    let text;
    try {
      text = utf8.decode(body);
    } catch {
      return this.#unread("it is no UTF-8");
    }
    if (isStale(this.#scheme, text, Date.now())) return this.#refuse("it was sent too long ago");
    try {
      await host.push(this.#place, text, pushed(headers));
    } catch (error) {
      if (error instanceof EngineError) return this.#unread(error.message);
      throw error;
    }
    this.counts.taken += 1;
    this.counts.last_taken_at = Date.now();
    return null;
  }

  /** @param {string} why @returns {never} */
  #refuse(why) {
    this.counts.refused += 1;
    this.#warn(why, "a webhook was refused");
    throw new SignatureError(why);
  }

  /** @param {string} why */
  #unread(why) {
    this.counts.unread += 1;
    this.#warn(why, "a webhook could not be read");
    return why;
  }

  /** Whoever knows the address can make this happen: not a line each. @param {string} reason @param {string} message */
  #warn(reason, message) {
    const now = performance.now();
    if (now - this.#warnedAt < warnEveryMs) return;
    this.#warnedAt = now;
    const { refused, unread } = this.counts;
    this.#log.warn({ place: this.#place, reason, refused, unread }, message);
  }
}

/** What the engine is given of them. @param {import("node:http").IncomingHttpHeaders} headers @returns {Record<string, string>} */
function pushed(headers) {
  const ours = Object.entries(headers).filter(([name]) => name.startsWith("x-"));
  return Object.fromEntries(ours.map(([name, value]) => [name, String(value)]));
}

/**
 * @param {import("../config/types.d.ts").PlaceEntry} place
 * @param {{where: string, env: Record<string, string | undefined>, folder: string, log: {warn: (what: object, message: string) => void}}} from
 * @returns {Webhook | null} null: none is configured
 */
export function openWebhook({ id, platform, webhook }, { where, env, folder, log }) {
  const scheme = schemes[platform];
  if (!webhook || !scheme) return null;
  const read = (/** @type {"secret" | "verify_token"} */ key) => {
    const named = webhook[key];
    return named && readSecret(named, { env, folder, where: `${where}.webhook.${key}` });
  };
  return new Webhook({ place: id, scheme, secret: read("secret") ?? "", verifyToken: read("verify_token"), log });
}
