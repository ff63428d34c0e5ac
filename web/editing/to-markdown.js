// A post's text as the Markdown that gives it, to be changed by who wrote it. What Markdown has no words for becomes plain text.
import { blocksOf } from "../views/plain-text.js";

/** @import { RichNode, RichText } from "../../wasm/engine.js" */

const deepest = 24;

/** Text that would be read as formatting. @param {string} text */
export const escaped = (text) => text.replace(/[\\`*[\]]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&");

/** What begins a line and would be read as a block. @param {string} line */
const plainStart = (line) => line.replace(/^(\s*)(?:([-+>#])(?=\s|$|>)|(\d{1,9})([.)])(?=\s))/, plainSign);
/** @param {string} _ @param {string} space @param {string} [sign] @param {string} [number] @param {string} [dot] */
const plainSign = (_, space, sign, number, dot) => space + (sign ? `\\${sign}` : `${number}\\${dot}`);

/** @param {RichText | undefined} body @returns {string} */
export const toMarkdown = (body) => blocks(blocksOf(body) ?? [], 0);

/** @param {RichNode[]} nodes @param {number} depth @returns {string} */
function blocks(nodes, depth) {
  /** @type {string[]} */
  const parts = [];
  /** @type {RichNode[]} */
  let run = []; // inline nodes that stand between blocks
  const flush = () => {
    if (run.length) parts.push(paragraph(run, depth));
    run = [];
  };
  for (const node of nodes) {
    const block = typeof node === "string" ? undefined : blockOf(node, depth);
    if (block === undefined) run.push(node);
    else (flush(), parts.push(block));
  }
  flush();
  return parts.filter(Boolean).join("\n\n");
}

/** @param {Exclude<RichNode, string>} node @param {number} depth @returns {string | undefined} undefined: it is no block */
function blockOf(node, depth) {
  const children = depth > deepest ? [] : (node.c ?? []);
  switch (node.t) {
    case "p":
      return paragraph([node.s ?? "", ...children], depth);
    case "quote":
    case "card":
    case "cw":
      return indent(blocks([node.s ?? "", ...children], depth + 1), "> ", "> ");
    case "ol":
    case "ul":
    case "poll":
      return children
        .map((item, index) => {
          const sign = node.t === "ol" ? `${index + 1}. ` : "- ";
          const inside = typeof item === "string" ? [item] : [item.s ?? "", ...(item.c ?? [])];
          return indent(blocks(inside, depth + 1), sign, " ".repeat(sign.length));
        })
        .join("\n");
    case "pre": {
      const code = plain([node.s ?? "", ...children], depth);
      const fence = "`".repeat(Math.max(3, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length + 1)));
      return `${fence}\n${code.replace(/\n$/, "")}\n${fence}`;
    }
  }
}

/** @param {string} text @param {string} first @param {string} rest of the lines after the first */
const indent = (text, first, rest) =>
  text
    .split("\n")
    .map((line, index) => (index ? rest + line : first + line).trimEnd())
    .join("\n");

/** @param {RichNode[]} nodes @param {number} depth */
const paragraph = (nodes, depth) => inline(nodes, depth).trim().split("\n").map(plainStart).join("\n");

/** @param {RichNode[]} nodes @param {number} depth @returns {string} */
function inline(nodes, depth) {
  if (depth > deepest) return "";
  return nodes
    .map((node) => {
      if (typeof node === "string") return escaped(node);
      const children = [node.s ?? "", ...(node.c ?? [])];
      const inside = inline(children, depth + 1);
      switch (node.t) {
        case "b":
          return inside && `**${inside}**`;
        case "i":
          return inside && `*${inside}*`;
        case "code":
          return ticked(plain(children, depth));
        case "br":
          return "\n";
        case "a":
          return linked(plain(children, depth), inside, node.u ?? "");
        case "img":
          return node.u ?? "";
        default:
          return inside;
      }
    })
    .join("");
}

/** @param {string} said @param {string} inside @param {string} url */
function linked(said, inside, url) {
  if (!url || said === url || !said) return url || inside;
  return `[${inside}](${url.replace(/[()\\]/g, "\\$&")})`;
}

/** @param {string} code */
function ticked(code) {
  const ticks = "`".repeat(Math.max(0, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length)) + 1);
  const room = /^`|`$/.test(code) ? " " : "";
  return code && ticks + room + code + room + ticks;
}

/** @param {RichNode[]} nodes @param {number} depth @returns {string} */
function plain(nodes, depth) {
  if (depth > deepest) return "";
  return nodes
    .map((node) =>
      typeof node === "string" ? node : node.t === "br" ? "\n" : plain([node.s ?? "", ...(node.c ?? [])], depth + 1),
    )
    .join("");
}
