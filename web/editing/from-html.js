// What is pasted as HTML, as Markdown: bold, italic, code, links, lists, quotations. It is read as text, by its tags alone:
// nothing of it ever becomes an element, so that no policy about markup is touched.
import { escaped } from "./to-markdown.js";

const longest = 200_000;
const deepest = 40;
const token = /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^'"<>])*)>|[^<]+|</gi;
const formats = /<(?:b|strong|i|em|a|ul|ol|code|pre|blockquote)[\s>]|font-(?:weight|style)/i;

/** @type {Record<string, string>} */
const marks = { b: "**", strong: "**", i: "*", em: "*" };
const blocks = new Set(["p", "div", "section", "article", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre"]);
const silent = new Set(["style", "script", "head", "title", "template", "svg"]);
/** @type {Record<string, string>} */
const entities = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** @typedef {{ tag: string, text: string, mark: string, url: string, items: number }} Frame */

/** @param {string} html @returns {string | undefined} undefined: it has no formatting that would be lost */
export function fromHtml(html) {
  const fragment = withoutComments(html.slice(0, longest));
  if (!formats.test(fragment)) return undefined;
  /** @type {Frame[]} */
  const stack = [{ tag: "", text: "", mark: "", url: "", items: 0 }];
  const top = () => stack[stack.length - 1];
  const within = (/** @type {string} */ tag) => stack.some((frame) => frame.tag === tag);
  const close = () => {
    const frame = /** @type {Frame} */ (stack.pop());
    const list = stack.findLast(({ tag }) => tag === "ul" || tag === "ol");
    top().text += frame.tag === "code" && within("pre") ? frame.text : written(frame, list);
  };
  for (const [piece, slash, name, attributes] of fragment.matchAll(token)) {
    const tag = name?.toLowerCase();
    if (!tag) {
      const text = decoded(piece);
      top().text += within("pre") || within("code") ? text : escaped(text.replace(/\s+/g, " "));
    } else if (tag === "br") {
      top().text += "\n";
    } else if (!slash) {
      if (stack.length > deepest || /^(?:hr|img|input|meta|link|col|wbr)$/.test(tag)) continue;
      stack.push({ tag, text: "", mark: markOf(tag, attributes), url: addressOf(tag, attributes), items: 0 });
    } else if (within(tag)) {
      while (top().tag !== tag) close();
      close();
    }
  }
  while (stack.length > 1) close();
  return tidy(stack[0].text);
}

/** One empty line between paragraphs, no white space at ends. @param {string} text */
const tidy = (text) =>
  text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

/** @param {string} html */
const withoutComments = (html) =>
  html
    .split("<!--")
    .map((part, index) => {
      const end = part.indexOf("-->");
      return index === 0 ? part : end < 0 ? "" : part.slice(end + 3);
    })
    .join("");

/** @param {string} text */
const decoded = (text) =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name) return entities[name.toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });

/** Some editors say with styles what others say with tags, and wrap everything in a `b` that is none. @param {string} tag @param {string} attributes */
function markOf(tag, attributes) {
  if (/font-weight:\s*(?:bold|[6-9]00)/i.test(attributes)) return "**";
  if (/font-style:\s*italic/i.test(attributes)) return "*";
  if (/font-(?:weight|style):\s*(?:normal|400)/i.test(attributes)) return "";
  return marks[tag] ?? "";
}

/** @param {string} tag @param {string} attributes */
function addressOf(tag, attributes) {
  const found = tag === "a" && /\shref\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(attributes);
  const url = found ? decoded(found[1] ?? found[2]) : "";
  return /^https?:\/\/\S+$/i.test(url) ? url.replace(/[()\\]/g, "\\$&") : "";
}

/** @param {Frame} frame @param {Frame | undefined} list around it @returns {string} */
function written({ tag, text, mark, url }, list) {
  if (silent.has(tag)) return "";
  const inside = text.trim();
  const around = (/** @type {string} */ before, /** @type {string} */ after) =>
    text.slice(0, text.length - text.trimStart().length) + before + inside + after + text.slice(text.trimEnd().length);
  switch (tag) {
    case "ul":
    case "ol":
      return list ? `\n${text.trimEnd()}` : `\n\n${inside}\n\n`;
    case "li": {
      const sign = list?.tag === "ol" ? `${(list.items += 1)}. ` : "- ";
      return `\n${sign}${inside.replace(/\n+/g, "\n").replace(/\n/g, "\n" + " ".repeat(sign.length))}`;
    }
    case "blockquote":
      return `\n\n${tidy(inside).replace(/^/gm, "> ")}\n\n`;
    case "pre":
      return `\n\n\`\`\`\n${text.replace(/^\n|\n$/g, "")}\n\`\`\`\n\n`;
    case "code":
      return inside && !inside.includes("\n") && !inside.includes("`") ? around("`", "`") : text;
  }
  if (blocks.has(tag)) return `\n\n${mark && inside && !inside.includes("\n") ? mark + inside + mark : inside}\n\n`;
  if (!inside || inside.includes("\n\n")) return text;
  if (url) return inside === url ? around("", "") : around("[", `](${url})`);
  return mark ? around(mark, mark) : text;
}
