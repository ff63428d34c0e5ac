// Markdown to the inside of a page: headings with addresses of their own, code in colours, tables that scroll by themselves, links from
// file to file as links from page to page.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import hljs from "highlight.js";
import MarkdownIt from "markdown-it";
import anchor from "markdown-it-anchor";

const built = path.join(import.meta.dirname, "../../build/web");

/** @typedef {{ level: number, id: string, text: string }} Heading */

/**
 * @param {string} source
 * @param {string} file of which it is, from the folder `docs`
 * @returns {{ html: string, title: string, description: string, headings: Heading[] }}
 */
export function readMarkdown(source, file) {
  const markdown = reader(file);
  const tokens = markdown.parse(source, {});
  /** @type {Heading[]} */
  const headings = [];
  let description = "";
  tokens.forEach((token, at) => {
    const text = plain(tokens[at + 1]);
    if (token.type === "heading_open")
      headings.push({ level: Number(token.tag[1]), id: String(token.attrGet("id") ?? ""), text });
    if (token.type === "paragraph_open" && description === "") description = text;
  });
  const title = headings.find(({ level }) => level === 1)?.text ?? file;
  return { html: markdown.renderer.render(tokens, markdown.options, {}), title, description, headings };
}

/** @param {import("markdown-it").Token | undefined} inline */
const plain = (inline) =>
  (inline?.children ?? []).map(({ content, type }) => (type === "softbreak" ? " " : content)).join("");

/** @param {string} file */
function reader(file) {
  const markdown = MarkdownIt({ html: false, linkify: false });
  markdown.core.ruler.push("corners", ({ tokens }) => {
    // The corner of a table with names at its side heads nothing.
    tokens.forEach((token, at) => {
      if (token.type === "th_open" && !tokens[at + 1].content) token.tag = tokens[at + 2].tag = "td";
    });
  });
  markdown.core.ruler.push("files", ({ tokens }) => {
    for (const { children } of tokens) linkPages(children ?? [], file);
  });
  markdown.use(anchor, {
    level: [2, 3],
    slugify: (title) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replace(/\s/g, "-"), // as GitHub does
    permalink: anchor.permalink.headerLink({ safariReaderFix: true }),
  });
  const { rules } = markdown.renderer;
  rules.table_open = () => `<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>`;
  rules.table_close = () => "</table></div>";
  rules.fence = (tokens, at) => code(tokens[at].content, tokens[at].info.trim().split(/\s+/));
  return markdown;
}

/** @param {string} text @param {string[]} info the language, and whether the tag is the build's */
function code(text, [language = "", generated]) {
  const name = language === "vue" ? "html" : language;
  const whole = generated ? withTag(text, generated) : text;
  const inside = hljs.getLanguage(name) ? hljs.highlight(whole, { language: name }).value : escaped(whole);
  return `<pre tabindex="0"${generated ? ' class="wrapped"' : ""}><code>${inside}</code></pre>\n`;
}

/** The script's tag as the build made it, with version and hash, in the place of the one that is written there. @param {string} text @param {string} name */
function withTag(text, name) {
  const file = path.join(built, `${name}.txt`);
  if (!existsSync(file)) return text;
  const tag = readFileSync(file, "utf8").trim();
  return text.replace(/^<script type="module" src="[^"]*plein\.js"><\/script>$/m, () => tag);
}

/** A link to a file that is no page is its text. @param {import("markdown-it").Token[]} tokens of a line @param {string} file */
function linkPages(tokens, file) {
  let isPage = true;
  for (const token of tokens) {
    if (token.type === "link_open") {
      const page = pageOf(String(token.attrGet("href") ?? ""), file);
      isPage = page !== undefined;
      if (page !== undefined) token.attrSet("href", page);
      else token.attrs = null;
    }
    if (!isPage && /^link_/.test(token.type)) token.tag = "span";
  }
}

/** @param {string} href @param {string} file @returns {string | undefined} */
function pageOf(href, file) {
  if (/^[a-z]+:|^[#/]/.test(href)) return href;
  const [target, hash] = href.split("#");
  const found = path.posix.join("/docs", path.posix.dirname(file), target);
  if (!/^\/docs\/.*(\.md|\/|\/\w+)$/.test(found)) return undefined;
  const address = found.replace(/(^|\/)README\.md$/, "$1").replace(/\.md$/, "");
  return hash === undefined ? address : `${address}#${hash}`;
}

/** @param {string} text */
export const escaped = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
