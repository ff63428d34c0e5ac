// A post's text as plain HTML: every text escaped, addresses of http, https and mailto alone (the engine holds no others), and nothing
// that runs or is fetched from elsewhere.

/** @typedef {import("../../wasm/engine.d.ts").RichText} RichText */
/** @typedef {import("../../wasm/engine.d.ts").RichNode} RichNode */

/** @type {Record<string, string>} */
const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** @param {string} text */
export const escaped = (text) => text.replace(/[&<>"']/g, (c) => entities[c]);

/** @param {string | undefined} url @param {string} inner */
const link = (url, inner) =>
  /^(https?:|mailto:)/i.test(url ?? "")
    ? `<a rel="nofollow ugc noopener" href="${escaped(url ?? "")}">${inner}</a>`
    : inner;

/** @type {Record<string, string>} kinds that are an element of HTML and no more */
const elements = { p: "p", quote: "blockquote", ol: "ol", ul: "ul", li: "li", b: "strong", i: "em" };

/** @param {RichNode} node @returns {string} */
function nodeHtml(node) {
  if (typeof node === "string") return escaped(node);
  const { t, c = [], s = "", u } = node;
  const inner = c.map(nodeHtml).join("");
  const element = elements[t];
  if (element) return `<${element}>${inner}</${element}>`;
  switch (t) {
    case "pre":
      return `<pre>${escaped(s)}</pre>`;
    case "code":
      return `<code>${escaped(s)}</code>`;
    case "br":
      return "<br>";
    case "a":
      return link(u, inner);
    case "@":
    case "#":
      return link(u, escaped(s));
    case "img": // its bytes would come from another's server
      return link(u, escaped(s || "image"));
    case "card":
      return `<p>${link(u, escaped(s || (u ?? "")))}${inner && ` ${inner}`}</p>`;
    case "cw":
    case "hide":
      return `<details><summary>${escaped(s) || "…"}</summary>${inner}</details>`;
    case "poll":
      return `<ul>${inner}</ul>`;
    case "opt":
      return `<li>${escaped(s)}${node.n === undefined || node.n < 0 ? "" : ` (${node.n})`}</li>`;
    default:
      return inner;
  }
}

/** @param {RichText} text */
export const richHtml = (text) => (Array.isArray(text) ? text : text.b).map(nodeHtml).join("\n");
