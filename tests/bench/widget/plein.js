// Plein: what a page includes, what its relay answers, and where to look.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { StubRelay, idOf, postOf } from "../../web/stub-relay.js";

/** @import { Peer } from "./server.js" */

const built = path.resolve(import.meta.dirname, "../../../build/web");

/** @param {import("./posts.js").BenchPost[]} posts @returns {Promise<Peer>} */
export async function plein(posts) {
  const relay = new StubRelay();
  for (const { n, name, title, text, at } of posts) {
    const author = { key: idOf("a", n % 6), name, role: /** @type {const} */ ("visitor") };
    relay.add(postOf({ id: idOf("b", n), title, author, created_at: at, copies: [], body: [{ t: "p", c: [text] }] }));
  }
  /** @type {Peer["files"]} */
  const files = {};
  for (const name of await readdir(built)) {
    if (/\.(js|wasm)$/.test(name)) files[`/plein/${name}`] = await readFile(path.join(built, name));
  }
  return {
    name: "plein",
    files,
    page: (pageSize) =>
      `<script type="module" src="/plein/plein.js"></script>
      <plein-feed relay="/" bridge="noordnet" lang="en" page-size="${pageSize}"></plein-feed>`,
    answer: (request, response, url) => relay.answer(request, response, url),
    post: { root: "plein-feed", selector: "[part=card] [part=title]" },
    more: { root: "plein-feed", selector: "button[part=more]" },
  };
}
