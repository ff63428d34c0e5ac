// One server for all: pages, files and answers, compressed with brotli as a web server would: files beforehand, answers as they go.
import { createServer } from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, brotliCompressSync, constants } from "node:zlib";

/** @import { IncomingMessage, ServerResponse } from "node:http" */
/** @typedef {{ root?: string, selector: string }} Where `root`: in this element's shadow */
/**
 * What shows comments.
 * @typedef {object} Peer
 * @property {string} name
 * @property {Record<string, Buffer>} files by path
 * @property {(pageSize: number) => string} page what a page includes
 * @property {(request: IncomingMessage, response: ServerResponse, url: URL, json: (data: unknown, response: ServerResponse) => void) => boolean} answer
 *   false: it is not for it
 * @property {Where} post a post's text
 * @property {Where} more the button that brings more of them
 */

const types = { ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".svg": "image/svg+xml" };
const avatar =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#888"/></svg>';
const compress = promisify(brotliCompress);
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** @param {Peer[]} peers @returns {Promise<{ url: string, end: () => void }>} */
export async function serve(peers) {
  const files = Object.assign({ "/avatar.svg": Buffer.from(avatar) }, ...peers.map((peer) => peer.files));
  const packed = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, brotliCompressSync(bytes)]));
  /** @param {ServerResponse} response @param {string} type @param {Buffer} bytes */
  const give = (response, type, bytes) =>
    void response
      .writeHead(200, { "content-type": type, "content-encoding": "br", "cache-control": "no-store" })
      .end(bytes);
  /** @param {unknown} data @param {ServerResponse} response */
  const json = async (data, response) =>
    give(response, "application/json", await compress(JSON.stringify(data), quick));

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://bench");
    const file = packed[url.pathname];
    if (file) return give(response, types[/** @type {".js"} */ (path.extname(url.pathname))], file);
    const asked = peers.find(({ name }) => url.pathname === `/page/${name}`);
    if (asked) {
      const body = asked.page(Number(url.searchParams.get("size")));
      const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,">${body}`;
      return give(response, "text/html", await compress(html, quick));
    }
    if (!peers.some((peer) => peer.answer(request, response, url, json))) response.writeHead(404).end("{}");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, end: () => (server.close(), server.closeAllConnections()) };
}
