// Threads as plain semantic HTML: no script, no style, nothing from elsewhere; links lead to where each post was written.
import { escaped, richHtml } from "./rich-html.js";

/** @typedef {import("../../wasm/engine.d.ts").PostView} PostView */

/** @param {string} site @param {string} id where the widget opens the thread */
export const addressOf = (site, id) => `${site}#plein=${id}`;

/** What is known of its language. @param {PostView} post */
const langOf = ({ body }) => (Array.isArray(body) ? "" : ` lang="${escaped(body.l)}"`);

/** @param {PostView} post @param {string} [heading] */
function article(post, heading = "") {
  const at = new Date(post.created_at).toISOString();
  const by = post.url
    ? `<a rel="nofollow ugc noopener" href="${escaped(post.url)}">${escaped(post.author.name)}</a>`
    : escaped(post.author.name);
  return `<article id="plein-${post.id}" data-role="${post.author.role}"${langOf(post)}>
${heading}<p>${by}, <time datetime="${at}">${at.slice(0, 10)}</time></p>
${richHtml(post.body)}
</article>`;
}

/**
 * @param {{root: PostView, posts: PostView[]}} thread
 * @param {{address: string, level: 1 | 3, repliesMax: number, label?: string}} options `address`: where its heading leads; `label`: that it is paid for
 */
export function threadHtml({ root, posts }, { address, level, repliesMax, label }) {
  const link = (/** @type {string} */ words) => `<a href="${escaped(address)}">${escaped(words)}</a>`;
  const paid = label ? `<p><strong>${escaped(label)}</strong></p>\n` : "";
  const heading = `${paid}<h${level}>${link(root.title ?? "")}</h${level}>\n`;
  const replies = posts.filter((post) => post.id !== root.id && !post.removed);
  const shown = replies.slice(0, repliesMax).map((post) => article(post));
  const more = replies.length > repliesMax ? `\n<p>${link(`+${replies.length - repliesMax}`)}</p>` : "";
  return `<section>\n${[article(root, heading), ...shown].join("\n")}${more}\n</section>\n`;
}

/** A page of its own. @param {{root: PostView, posts: PostView[]}} thread @param {{site: {name: string, url: string}, canonical: string | null, label?: string}} options */
export function threadPage(thread, { site, canonical, label }) {
  const { root } = thread;
  const title = `${root.title ?? ""} · ${site.name}`;
  return `<!doctype html>
<html${langOf(root)}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
${canonical === null ? "" : `<link rel="canonical" href="${escaped(canonical)}">\n`}</head>
<body>
<header><a href="${escaped(site.url)}">${escaped(site.name)}</a></header>
<main>
${threadHtml(thread, { address: addressOf(site.url, root.id), level: 1, repliesMax: Infinity, label })}</main>
</body>
</html>
`;
}
