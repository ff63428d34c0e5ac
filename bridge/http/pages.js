// The conversation without the widget: real threads as plain HTML, for a page to include between <plein-feed> and </plein-feed>, as an Atom
// feed, and each on a page of its own, which the sitemap lists.
import { Feed as AtomFeed } from "feed";
import { sendCached } from "./cached.js";
import { communityOf, pinnedFirst } from "./community.js";
import { HttpError } from "./errors.js";
import { described, media } from "./openapi.js";
import { escaped, richHtml } from "./rich-html.js";
import { addressOf, threadHtml, threadPage } from "./thread-html.js";

/** @typedef {import("../../wasm/engine.d.ts").Feed} Feed */
/** @typedef {import("../host.d.ts").Host} Host */
/** @typedef {import("./server.js").Bridge} Bridge */

const threadsMax = 20;
const repliesMax = 10; // of a thread, in the page
const sitemapMax = 1000; // threads
const enginePage = 100;
const minuteS = 60;
const hourS = 3600;

/** The latest threads whose first post is there. @param {Host} host @param {number} most @returns {Feed["threads"]} */
function threadsOf(host, most) {
  const threads = [];
  for (let looked = 0, after; looked < most; looked += enginePage) {
    /** @type {Feed} */
    const page = host.query({ view: "feed", page_size: Math.min(most, enginePage), after });
    threads.push(...page.threads.filter(({ root }) => !root.removed));
    if (page.next === null) break;
    after = page.next;
  }
  return threads;
}

/** By thread, what says that it is paid for. @param {Host} host @returns {Map<string, string>} */
function labelsOf(host) {
  const { threads, sponsored_as: label = "" } = communityOf(host);
  return new Map(threads.filter(({ sponsored }) => sponsored).map(({ thread }) => [thread, label]));
}

/** @param {Bridge} bridge */
function feedHtml({ host, site }) {
  const labels = labelsOf(host);
  return pinnedFirst(host, threadsOf(host, threadsMax))
    .map(({ root }) => {
      const { posts } = host.query({ view: "thread", id: root.id });
      const label = labels.get(root.id);
      return threadHtml({ root, posts }, { address: addressOf(site.url, root.id), level: 3, repliesMax, label });
    })
    .join("");
}

// What XML cannot hold at all, however it is escaped.
const noXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** @param {Bridge} bridge */
function atom({ host, site }) {
  const threads = threadsOf(host, threadsMax);
  const labels = labelsOf(host);
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
      title: [labels.get(root.id), root.title ?? ""].filter(Boolean).join(" · "),
      id: addressOf(site.url, root.id),
      link: addressOf(site.url, root.id),
      date: new Date(last_at),
      published: new Date(root.created_at),
      author: [{ name: root.author.name }],
      content: richHtml(root.body),
    });
  return feed.atom1().replace(noXml, "\ufffd");
}

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => Bridge} bridgeOf
 * @param {string | null} publicUrl where the relay is reached from outside
 */
export function pageRoutes(server, bridgeOf, publicUrl) {
  const base = "/v1/bridges/:bridge";
  /** @param {string} bridge @param {string} id */
  const pageAt = (bridge, id) => `${publicUrl}/v1/bridges/${bridge}/threads/${id}/page.html`;

  /** @param {Bridge} bridge @param {string} name */
  const sitemap = ({ host }, name) => {
    if (publicUrl === null)
      throw new HttpError(404, "not_found", "there is no sitemap: the configuration has no `public_url`");
    const urls = threadsOf(host, sitemapMax).map(({ root, last_at }) => {
      const at = new Date(last_at).toISOString();
      return `<url><loc>${escaped(pageAt(name, root.id))}</loc><lastmod>${at}</lastmod></url>\n`;
    });
    return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join("")}</urlset>
`;
  };

  /** @type {[string, string, number, string, (bridge: Bridge, name: string, id: string) => string][]} */
  const pages = [
    ["feed.html", "text/html", minuteS, "the latest threads, for a page to include", feedHtml],
    ["feed.atom", "application/atom+xml", minuteS, "the latest threads, for feed readers", atom],
    ["sitemap.xml", "application/xml", hourS, "the pages of the latest threads, for search engines", sitemap],
    [
      "threads/:id/page.html",
      "text/html",
      minuteS,
      "a thread, on a page of its own",
      ({ host, site }, name, id) => {
        /** @type {import("../../wasm/engine.d.ts").ThreadView} */
        const thread = host.query({ view: "thread", id });
        if (thread.root.removed) throw new HttpError(404, "unknown_name", "this thread is not there any more");
        const canonical = publicUrl === null ? null : pageAt(name, thread.root.id);
        return threadPage(thread, { site, canonical, label: labelsOf(host).get(thread.root.id) });
      },
    ],
  ];
  for (const [name, type, maxAgeS, summary, write] of pages) {
    const url = `${base}/${name}`;
    const schema = described("reading", summary, { url, gives: { 200: media(type, summary) }, cached: true });
    server.get(url, { schema }, async (request, reply) => {
      const { bridge, id } = /** @type {{bridge: string, id: string}} */ (request.params);
      const text = write(bridgeOf(bridge), bridge, id);
      return sendCached(request, reply, text, { type: `${type}; charset=utf-8`, maxAgeS });
    });
  }
}
