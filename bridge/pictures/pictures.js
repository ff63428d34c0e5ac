// Fetches pictures: http and https only, from the public's addresses only, at most so large, at most so long; of each redirect the same is
// asked. What comes back is a picture or why there is none; nothing is thrown.
import { isIP } from "node:net";
import { Agent, buildConnector, request } from "undici";
import { AddressError, isPublic, lookupPublic } from "./addresses.js";

/** @typedef {{bytes: Buffer, type: string}} Picture `type`: image/... */

export const pictureBytesMax = 10 << 20;
const redirectsMax = 3;

/** There is no picture to be had there; the message is for people. */
export class PictureError extends Error {}

export class Pictures {
  #agent;
  #withinMs;
  #allowPrivate;

  /** @param {{allowPrivate?: boolean, withinMs?: number, lookup?: typeof lookupPublic}} [options] allowPrivate: for tests and demos */
  constructor({ allowPrivate = false, withinMs = 15000, lookup = lookupPublic } = {}) {
    this.#allowPrivate = allowPrivate;
    this.#withinMs = withinMs;
    const connect = buildConnector({ timeout: 5000, allowH2: false, ...(allowPrivate ? {} : { lookup }) });
    this.#agent = new Agent({
      connections: 2,
      pipelining: 1,
      connect: (options, done) => {
        // An address that is a number is not looked up.
        const host = (options.hostname ?? "").replace(/^\[|\]$/g, "");
        if (isIP(host) && !this.#allowed(host)) return done(new AddressError("it is of a private network"), null);
        connect(options, done);
      },
    });
  }

  /** Rejects with a PictureError. @param {string} address @param {{bytesMax?: number}} [options] @returns {Promise<Picture>} */
  async fetch(address, { bytesMax = pictureBytesMax } = {}) {
    const deadline = AbortSignal.timeout(this.#withinMs);
    try {
      let url = checked(address);
      for (let redirects = 0; ; redirects++) {
        const answer = await request(url, {
          dispatcher: this.#agent,
          headers: { "user-agent": "plein", accept: "image/*", "accept-encoding": "identity" },
          signal: deadline,
        });
        const next = redirectOf(answer);
        if (next === null) return await pictureOf(answer, bytesMax);
        discard(answer.body);
        if (redirects >= redirectsMax) throw new PictureError(`more than ${redirectsMax} redirects`);
        url = checked(next, url);
      }
    } catch (error) {
      throw asPictureError(error, deadline.aborted);
    }
  }

  close() {
    return this.#agent.destroy();
  }

  /** @param {string} host */
  #allowed(host) {
    return this.#allowPrivate || isPublic(host);
  }
}

/** @param {string} address @param {URL} [from] */
function checked(address, from) {
  if (!URL.canParse(address, from)) throw new PictureError("it has no address");
  const url = new URL(address, from);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new PictureError("only http and https are fetched");
  if (url.username || url.password) throw new PictureError("its address holds a name or a password");
  url.hash = "";
  return url;
}

/** @param {import("undici").Dispatcher.ResponseData} answer @returns {string | null} */
function redirectOf({ statusCode, headers }) {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return null;
  return String(headers.location ?? "");
}

/** @param {import("undici").Dispatcher.ResponseData} answer @param {number} bytesMax @returns {Promise<Picture>} */
async function pictureOf({ statusCode, headers, body }, bytesMax) {
  const tooLarge = `it is larger than ${bytesMax >> 20} MiB`;
  const type = String(headers["content-type"] ?? "")
    .split(";")[0]
    .trim()
    .toLowerCase();
  const refusal =
    statusCode !== 200
      ? `HTTP ${statusCode}`
      : !/^image\/[a-z0-9.+-]{1,60}$/.test(type)
        ? "it is no picture"
        : (headers["content-encoding"] ?? "identity") !== "identity"
          ? "it is compressed, which was not asked for"
          : Number(headers["content-length"] ?? 0) > bytesMax
            ? tooLarge
            : null;
  if (refusal !== null) {
    discard(body);
    throw new PictureError(refusal);
  }
  const chunks = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > bytesMax) {
      discard(body);
      throw new PictureError(tooLarge);
    }
    chunks.push(chunk);
  }
  if (size === 0) throw new PictureError("it is empty");
  return { bytes: Buffer.concat(chunks), type };
}

/** Nothing more of it is read. @param {import("undici").Dispatcher.ResponseData["body"]} body */
function discard(body) {
  body.on("error", () => {}); // that it was broken off
  body.destroy();
}

/** @param {any} error @param {boolean} late */
function asPictureError(error, late) {
  if (error instanceof PictureError) return error;
  if (error instanceof AddressError || error?.cause instanceof AddressError)
    return new PictureError("it is of a private network");
  return new PictureError(late ? "it did not come in time" : `it cannot be reached: ${error?.code ?? error?.name}`);
}
