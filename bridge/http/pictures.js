// The pictures of the conversation, through the relay: readers ask no platform for them, which would learn who reads. Which picture it is, is
// said by who wrote it and where; only what a post names that can be seen now is fetched, and it leaves as nothing but a picture.
import { BusyError } from "../pictures/shown.js";
import { PictureError } from "../pictures/pictures.js";
import { sendCached } from "./cached.js";
import { HttpError } from "./errors.js";
import { described, media } from "./openapi.js";

/** @typedef {import("../../wasm/engine.d.ts").RichNode} RichNode */
/** @typedef {import("../../wasm/engine.d.ts").RichText} RichText */

const hourS = 3600;
const types = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];

/** The addresses of a text's pictures, in reading order. @param {RichText} text @returns {string[]} */
export function picturesIn(text) {
  /** @param {RichNode} node @returns {string[]} */
  const of = (node) => {
    if (typeof node === "string") return [];
    const below = (node.c ?? []).flatMap(of);
    return node.t === "img" ? [node.u ?? "", ...below] : below;
  };
  return (Array.isArray(text) ? text : text.b).flatMap(of);
}

const absent = () => new HttpError(404, "unknown_name", "there is no such picture");

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 * @param {Pick<import("../pictures/shown.js").ShownPictures, "get">} pictures
 */
export function pictureRoutes(server, bridgeOf, pictures) {
  const base = "/v1/bridges/:bridge";
  /** @typedef {{bridge: string, key: string, id: string, n: number}} Named */

  /** @type {[string, string, (host: import("../host.d.ts").Host, named: Named) => string | undefined][]} */
  const routes = [
    [
      `${base}/avatars/:key`,
      "the picture of an author, of whom a post can be seen",
      (host, { key }) => host.query({ view: "author", id: key }).avatar,
    ],
    [
      `${base}/posts/:id/images/:n`,
      "a picture of a post: the n-th in its text, from 0",
      (host, { id, n }) => picturesIn(host.query({ view: "post", id }).body)[n],
    ],
  ];
  for (const [url, summary, addressOf] of routes) {
    const content = Object.assign({}, ...types.map((type) => media(type, summary).content));
    const schema = described("reading", summary, {
      url,
      gives: { 200: { description: summary, content } },
      cached: true,
    });
    server.get(url, { schema }, async (request, reply) => {
      const named = /** @type {Named} */ (request.params);
      const address = addressOf(bridgeOf(named.bridge).host, named);
      if (!address) throw absent();
      try {
        const { bytes, type, tag } = await pictures.get(address);
        // Whoever opens it as a page gets a picture in a box, and nothing that runs.
        reply.header("content-security-policy", "default-src 'none'; sandbox");
        reply.header("cross-origin-resource-policy", "cross-origin");
        return sendCached(request, reply, bytes, { type, known: tag, maxAgeS: hourS });
      } catch (error) {
        if (error instanceof PictureError) throw absent(); // why is for the author's server to know
        if (error instanceof BusyError)
          throw new HttpError(503, "not_available", "too many pictures at once; try again");
        throw error;
      }
    });
  }
}
