// The same key is the same post: said again with another text it is refused, as one of the two would be lost without a word. What was said
// is remembered by its digest; after a restart it is compared with the post that stands.
import { createHash } from "node:crypto";
import { HttpError } from "./errors.js";

/** @typedef {import("../../wasm/engine.d.ts").PostView} PostView */
/** @typedef {import("../../wasm/engine.d.ts").RichNode} RichNode */
/** @typedef {{key: string, parent?: string, title?: string, text: string}} Said */
/** @typedef {import("../host.d.ts").Host} Host */

const rememberedMax = 20000; // a bridge

/** @param {Said} said */
const digest = ({ parent, title, text }) =>
  createHash("sha256")
    .update(JSON.stringify([parent, title, text]))
    .digest("base64url");

/** Letters and digits alone: what is made of a text for showing keeps those. @param {string} text */
const bare = (text) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");

/** @param {RichNode[]} nodes @returns {string} */
const textOf = (nodes) => nodes.map((node) => (typeof node === "string" ? node : textOf(node.c ?? []))).join("");

export class Repeats {
  /** @type {WeakMap<Host, Map<string, string>>} */
  #said = new WeakMap();

  /** Before it is done. @param {Host} host @param {string} person @param {Said} said */
  check(host, person, said) {
    const known = this.#said.get(host)?.get(`${person} ${said.key}`);
    if (known !== undefined && known !== digest(said)) refuse();
  }

  /** @param {Host} host @param {string} person @param {Said} said */
  remember(host, person, said) {
    const known = this.#said.get(host) ?? new Map();
    this.#said.set(host, known);
    if (known.size >= rememberedMax) known.delete(known.keys().next().value);
    known.set(`${person} ${said.key}`, digest(said));
  }

  /** With a post that stands; one that was changed or removed since says nothing. @param {PostView} post @param {Said} said */
  compare({ body, parent, edited_at, removed }, said) {
    if (removed || edited_at !== undefined || !body) return;
    const stands = textOf(Array.isArray(body) ? body : body.b);
    if (bare(stands) !== bare(said.text) || (parent ?? "") !== (said.parent ?? "")) refuse();
  }
}

/** @returns {never} */
function refuse() {
  throw new HttpError(409, "conflict", "this key was used for another post: a new post needs a new key");
}
