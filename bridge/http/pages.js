// The conversation without the widget: real threads as plain HTML, for a page to include between <plein-feed> and </plein-feed>, and as
// an Atom feed.
import { Feed as AtomFeed } from "feed";
import { sendCached } from "./cached.js";
import { described, media } from "./openapi.js";
import { escaped, richHtml } from "./rich-html.js";

/** @typedef {import("../../wasm/engine.d.ts").PostView} PostView */
/** @typedef {import("../../wasm/engine.d.ts").Feed} Feed */

const threadsMax = 20;
const repliesMax = 10; // of a thread, in the page

/** @param {import("../engine-host.js").EngineHost} host @returns {Feed["threads"]} */
const threadsOf = (host) =>
  host
    .query({ view: "feed", page_size: threadsMax })
    .threads.filter((/** @type {Feed["threads"][0]} */ { root }) => !root.removed);

/** @param {string} site @param {string} id where the widget opens the thread */
const addressOf = (site, id) => `${site}#plein=${id}`;

/** @param {PostView} post @param {string} heading */
function article(post, heading) {
  const at = new Date(post.created_at).toISOString();
  const by = post.url
    ? `<a rel="nofollow ugc noopener" href="${escaped(post.url)}">${escaped(post.author.name)}</a>`
    : escaped(post.author.name);
  return `<article id="plein-${post.id}" data-role="${post.author.role}">
${heading}<p>${by}, <time datetime="${at}">${at.slice(0, 10)}</time></p>
${richHtml(post.body)}
</article>`;
}

/** @param {import("../engine-host.js").EngineHost} host @param {string} site */
function threadsHtml(host, site) {
  return threadsOf(host)
    .map(({ root, replies }) => {
      const address = escaped(addressOf(site, root.id));
      const heading = `<h3><a href="${address}">${escaped(root.title ?? "")}</a></h3>\n`;
      /** @type {PostView[]} */
      const posts = host.query({ view: "thread", id: root.id }).posts;
      const shown = posts.filter((post) => post.id !== root.id && !post.removed).slice(0, repliesMax);
      const more = replies > shown.length ? `\n<p><a href="${address}">${replies}</a></p>` : "";
      return `<section>\n${[article(root, heading), ...shown.map((post) => article(post, ""))].join("\n")}${more}\n</section>\n`;
    })
    .join("");
}

/** @param {import("../engine-host.js").EngineHost} host @param {{name: string, url: string}} site */
function atom(host, site) {
  const threads = threadsOf(host);
  const latest = Math.max(0, ...threads.map(({ last_at }) => last_at));
  const feed = new AtomFeed({
    title: site.name,
    id: site.url,
    link: site.url,
    updated: new Date(latest),
    copyright: "",
  });
  for (const { root, last_at } of threads)
    feed.addItem({
      title: root.title ?? "",
      id: addressOf(site.url, root.id),
      link: addressOf(site.url, root.id),
      date: new Date(last_at),
      published: new Date(root.created_at),
      author: [{ name: root.author.name }],
      content: richHtml(root.body),
    });
  return feed.atom1();
}

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export function pageRoutes(server, bridgeOf) {
  /** @type {[string, string, (bridge: import("./server.js").Bridge) => string][]} */
  const pages = [
    ["feed.html", "text/html; charset=utf-8", ({ host, site }) => threadsHtml(host, site.url)],
    ["feed.atom", "application/atom+xml; charset=utf-8", ({ host, site }) => atom(host, site)],
  ];
  for (const [name, type, write] of pages) {
    const url = `/v1/bridges/:bridge/${name}`;
    const gives = { 200: media(type.split(";")[0] ?? type, "the latest threads") };
    const schema = described("reading", `the latest threads, as ${name}`, { url, gives, cached: true });
    server.get(url, { schema }, async (request, reply) => {
      const { bridge } = /** @type {{bridge: string}} */ (request.params);
      return sendCached(request, reply, write(bridgeOf(bridge)), { type, maxAgeS: 60 });
    });
  }
}
