// What is kept in this browser: drafts, what waits to be sent, posts that are about to be removed, which decisions were seen. In IndexedDB, by kind,
// conversation and key; never a token. Where there is no IndexedDB (a private window, a full disk), nothing is kept, and all else goes on.
import { createStore, del, entries, get, set } from "idb-keyval";

/** @typedef {"draft" | "post" | "removal" | "told"} Kind */

/** @type {ReturnType<typeof createStore> | undefined} */
let store;
/** @template T @param {(store: ReturnType<typeof createStore>) => Promise<T>} ask @returns {Promise<T | undefined>} */
async function inStore(ask) {
  try {
    return await ask((store ??= createStore("plein", "kept")));
  } catch {
    return undefined;
  }
}

export class Kept {
  /** @param {string} base of the conversation */
  constructor(base) {
    this.base_ = base;
  }

  /** @param {Kind} kind @param {string} key @param {{ by: string, [more: string]: unknown }} value @returns {Promise<boolean>} whether it is kept */
  async keep(kind, key, value) {
    return Boolean(await inStore((store) => set([this.base_, kind, key], value, store).then(() => true)));
  }

  /** @param {Kind} kind @param {string} key @returns {Promise<any>} */
  read(kind, key) {
    return inStore((store) => get([this.base_, kind, key], store));
  }

  /** @param {Kind} kind @param {string} key */
  forget(kind, key) {
    return inStore((store) => del([this.base_, kind, key], store));
  }

  /** @param {Kind} kind @param {string} who only theirs: `by` of what is kept @returns {Promise<Map<string, any>>} by key */
  async all(kind, who) {
    const found = new Map();
    for (const [at, value] of (await inStore((store) => entries(store))) ?? []) {
      const [base, of, key] = /** @type {string[]} */ (/** @type {unknown} */ (at));
      if (base === this.base_ && of === kind && value?.by === who) found.set(key, value);
    }
    return found;
  }
}

/** Tells other tabs, and other widgets of this page, that something of a kind has changed. */
export class Neighbours {
  /** @param {string} base @param {(kind: Kind, key: string) => void} hear */
  constructor(base, hear) {
    this.channel_ = "BroadcastChannel" in globalThis ? new BroadcastChannel(`plein ${base}`) : undefined;
    this.channel_?.addEventListener("message", ({ data }) => hear(data?.kind, String(data?.key)));
  }

  /** @param {Kind} kind @param {string} key */
  tell(kind, key) {
    this.channel_?.postMessage({ kind, key });
  }

  close() {
    this.channel_?.close();
  }
}
