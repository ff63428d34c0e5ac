// A post's text as templates. Nothing here can become markup or script: text is text nodes, links are checked.
import { html, nothing } from "lit";

/** @import { RichNode, RichText } from "../../wasm/engine.js" */
/** @import { Language } from "../language.js" */

const deepest = 24;

/** @param {unknown} url @returns {string} "" unless http, https or mailto */
export function safeUrl(url) {
  try {
    const { protocol, href } = new URL(String(url));
    return ["http:", "https:", "mailto:"].includes(protocol) ? href : "";
  } catch {
    return "";
  }
}

/** @param {unknown} url @param {unknown} content @param {string} [name] its class */
export function outLink(url, content, name) {
  const href = safeUrl(url);
  if (!href) return content;
  return html`<a class=${name ?? nothing} href=${href} target="_blank" rel="nofollow ugc noopener">${content}</a>`;
}

/** @param {RichText | undefined} text @returns {string | undefined} BCP 47 */
export const languageOf = (text) => (Array.isArray(text) ? undefined : text?.l);

/**
 * @param {RichNode[] | undefined} nodes
 * @param {Language} language
 * @param {number} [depth]
 * @returns {unknown[]}
 */
export function richText(nodes, language, depth = 0) {
  if (!Array.isArray(nodes) || depth > deepest) return [];
  return nodes.map((node) => one(node, language, depth + 1));
}

/** @param {RichNode} node @param {Language} language @param {number} depth @returns {unknown} */
function one(node, language, depth) {
  if (typeof node === "string") return node;
  const children = richText(node.c, language, depth);
  const inside = [node.s ?? "", children];
  switch (node.t) {
    case "p":
      return html`<p>${inside}</p>`;
    case "quote":
    case "card":
      return html`<blockquote>${outLink(node.u, node.s)}${children}</blockquote>`;
    case "ol":
      return html`<ol>
        ${inside}
      </ol>`;
    case "ul":
    case "poll":
      return html`<ul>
        ${inside}
      </ul>`;
    case "li":
    case "opt":
      return html`<li>${inside} ${node.n}</li>`;
    case "pre":
      return html`<pre tabindex="0"><code>${inside}</code></pre>`;
    case "b":
      return html`<strong>${inside}</strong>`;
    case "i":
      return html`<em>${inside}</em>`;
    case "code":
      return html`<code>${inside}</code>`;
    case "a":
    case "@":
    case "#":
      return outLink(node.u, inside);
    case "img":
      // An image would be a request to a third party, of which the reader knows nothing: a link leaves that to them.
      return outLink(node.u, html`[${node.s || language.say("image")}]`);
    case "cw":
    case "hide":
      return html`<details>
        <summary>${node.s || language.say("warning")}</summary>
        ${children}
      </details>`;
    case "br":
      return html`<br />`;
    default:
      return inside;
  }
}
