// A post's text as templates. Nothing here can become markup or script: text is text nodes, links are checked.
import { html, nothing } from "lit";
import { picture } from "./media.js";
import { blocksOf } from "./plain-text.js";
import { safeUrl } from "./safe-url.js";

export { safeUrl };

/** @import { PostView, RichNode, RichText } from "../../wasm/engine.js" */
/** @import { View } from "./view.js" */

const deepest = 24;

/** @param {unknown} url @param {unknown} content @param {string} [name] its class */
export function outLink(url, content, name) {
  const href = safeUrl(url);
  if (!href) return content;
  return html`<a class=${name ?? nothing} href=${href} target="_blank" rel="nofollow ugc noopener">${content}</a>`;
}

/** @param {RichText | undefined} text @returns {string | undefined} BCP 47 */
export const languageOf = (text) => (Array.isArray(text) ? undefined : text?.l);

/** @typedef {{ view: View, post: PostView, pictures: number, options: number }} Reading where one is in a post's text */

/** @param {View} view @param {PostView} post @returns {unknown[]} */
export function postText(view, post) {
  return nodes(blocksOf(post.body), { view, post, pictures: 0, options: 0 }, 0);
}

/** @param {RichNode[] | undefined} list @param {Reading} at @param {number} depth @returns {unknown[]} */
function nodes(list, at, depth) {
  if (!Array.isArray(list) || depth > deepest) return [];
  return list.map((node) => one(node, at, depth + 1));
}

/** @param {RichNode} node @param {Reading} at @param {number} depth @returns {unknown} */
function one(node, at, depth) {
  if (typeof node === "string") return node;
  if (node === null || typeof node !== "object") return nothing;
  if (node.t === "img") return picture(at.view, at.post, node, at.pictures++);
  if (node.t === "poll") return poll(node, at, depth);
  const children = nodes(node.c, at, depth);
  const inside = [node.s ?? "", children];
  switch (node.t) {
    case "p":
      return html`<p>${inside}</p>`;
    case "quote":
      return html`<blockquote>${outLink(node.u, node.s)}${children}</blockquote>`;
    case "card":
      return html`<div class="link-card" part="link-card">
        ${outLink(node.u, node.s)}
        <p class="soft">${children}</p>
        <p class="soft">${hostOf(node.u)}</p>
      </div>`;
    case "ol":
      return html`<ol>
        ${inside}
      </ol>`;
    case "ul":
      return html`<ul>
        ${inside}
      </ul>`;
    case "li":
      return html`<li>${inside}</li>`;
    case "pre":
      return html`<pre tabindex="0"><code>${inside}</code></pre>`;
    case "b":
      return html`<strong>${inside}</strong>`;
    case "i":
      return html`<em>${inside}</em>`;
    case "code":
      return html`<code>${inside}</code>`;
    case "@":
      // A name in other letters does not say in which direction the text is written.
      return html`<bdi>${outLink(node.u, inside)}</bdi>`;
    case "a":
    case "#":
      return outLink(node.u, inside);
    case "cw":
    case "hide":
      return html`<details part="hidden">
        <summary>${node.s || at.view.language.say("warning")}</summary>
        ${children}
      </details>`;
    case "br":
      return html`<br />`;
    default:
      return inside;
  }
}

/** What was asked, and how many chose what. @param {RichNode & object} node @param {Reading} at @param {number} depth */
function poll(node, at, depth) {
  const options = /** @type {(RichNode & object)[]} */ (
    (node.c ?? []).filter((each) => typeof each === "object" && each?.t === "opt")
  );
  const all = options.reduce((sum, { n = 0 }) => sum + n, 0);
  return html`${node.s && html`<p>${node.s}</p>`}
    <ul class="poll" part="poll">
      ${options.map(({ n = 0, s, c }) => {
        return html`<li>
          <span>${s} ${nodes(c, at, depth)}</span> <span class="soft">${at.view.language.number(n)}</span>
          <meter min="0" max=${all || 1} value=${n} aria-hidden="true"></meter>
        </li>`;
      })}
    </ul>`;
}

/** @param {unknown} url */
const hostOf = (url) => {
  const safe = safeUrl(url, true);
  return safe && new URL(safe).host;
};
