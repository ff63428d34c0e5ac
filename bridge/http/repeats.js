// The same key is the same post: said again with another text it is refused, as one of the two would be lost without a word. What was said
// is remembered by its digest; after a restart what the engine reads in it is compared with the post that stands.
import { createHash } from "node:crypto";
import { HttpError } from "./errors.js";

/** @typedef {import("../../wasm/engine.d.ts").PostView} PostView */
/** @typedef {import("../../wasm/engine.d.ts").RichNode} RichNode */
/** @typedef {import("../../wasm/engine.d.ts").RichText} RichText */
/** @typedef {{text: string, format?: import("../../wasm/engine.d.ts").TextFormat, title?: string}} Text */
/** @typedef {Text & {key: string, parent?: string}} Said */
/** @typedef {import("../host.d.ts").Host} Host */

const rememberedMax = 20000; // a bridge

/** @param {Said} said */
const digest = ({ parent, title, text, format = "plain" }) =>
  createHash("sha256")
    .update(JSON.stringify([parent, title, text, format]))
    .digest("base64url");

/** Letters and digits alone: what is made of a text for showing keeps those. @param {string} text */
const bare = (text) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");

/** All that it says, links' addresses too. @param {RichNode[]} nodes @returns {string} */
const sayingOf = (nodes) =>
  nodes
    .map((node) => (typeof node === "string" ? node : sayingOf(node.c ?? []) + (node.s ?? "") + (node.u ?? "")))
    .join("");
/** @param {RichText} text */
const saying = (text) => bare(sayingOf(Array.isArray(text) ? text : text.b));

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

  /**
   * With a post that stands; one that was changed or removed since says nothing.
   * @param {Host} host @param {import("../../wasm/engine.d.ts").Person} by @param {PostView} post @param {Said} said
   */
  compare(host, by, { body, parent, edited_at, removed }, { text, format, parent: wanted }) {
    if (removed || edited_at !== undefined || !body) return;
    /** @type {import("../../wasm/engine.d.ts").Preview} */
    const again = host.query({ view: "preview", by, text, format });
    if (saying(body) !== saying(again.body) || (parent ?? "") !== (wanted ?? "")) refuse();
  }
}

/** @returns {never} */
function refuse() {
  throw new HttpError(409, "conflict", "this key was used for another post: a new post needs a new key");
}
