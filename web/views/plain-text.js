// A post's text as one line, for excerpts.

/** @import { RichNode, RichText } from "../../wasm/engine.js" */

const deepest = 24;

/** @param {RichText | undefined} text @returns {RichNode[] | undefined} */
export const blocksOf = (text) => (Array.isArray(text) ? text : text?.b);

/**
 * @param {RichText | undefined} body
 * @param {number} [length] at most about so many characters
 * @returns {string} as one line
 */
export function plainText(body, length = 300) {
  let text = "";
  /** @param {RichNode} node @param {number} depth */
  const add = (node, depth) => {
    if (text.length > length || depth > deepest) return;
    if (typeof node === "string") text += node;
    else {
      text += node.t === "br" ? " " : (node.s ?? "");
      for (const child of node.c ?? []) add(child, depth + 1);
      if (["p", "quote", "li", "pre", "cw", "card", "opt"].includes(node.t)) text += " ";
    }
  };
  for (const node of blocksOf(body) ?? []) add(node, 0);
  return text.replace(/\s+/g, " ").trim();
}
