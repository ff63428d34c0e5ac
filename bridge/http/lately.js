// About which posts something was decided of late, so that who wrote them can be told though they do not name them: what is held stands
// nowhere that they could have its id from.

/** @typedef {import("../host.d.ts").Host} Host */
/** @typedef {import("../../wasm/engine.d.ts").Decision} Decision */
/** @typedef {{at: number, says: string}} Late when it was last decided, and the post's title, or how it begins */

/** What people are told of (wasm/boundary/mine.cpp). */
const told = new Set(["hold", "hide", "move", "lock", "idea"]);
/** Posts that are known; a brand that decides more in thirty days tells of the latest. */
const most = 2000;
const pageSize = 100;
const lateMs = 30 * 24 * 3600 * 1000;

class Lately {
  /** @param {Host} host */
  constructor(host) {
    this.host_ = host;
    /** Of the last decision that was read. */
    this.read_ = "";
    /** Those decided last at the end. @type {Map<string, Late>} */
    this.posts_ = new Map();
  }

  /** By post. @param {number} now */
  posts(now) {
    for (const { post, at, title, words, thread } of this.#unread(now).reverse()) {
      if (!post) continue;
      this.posts_.delete(post);
      // The title of a thread is who began it's to read, whatever became of it.
      this.posts_.set(post, { at, says: words ?? (post === thread ? title : undefined) ?? "" });
    }
    for (const [post, { at }] of this.posts_)
      if (this.posts_.size > most || at + lateMs <= now) this.posts_.delete(post);
    return this.posts_;
  }

  /** @param {number} now @returns {Decision[]} the latest first */
  #unread(now) {
    /** @type {Decision[]} */
    const found = [];
    let after;
    for (let looked = 0; looked < most; looked += pageSize) {
      /** @type {import("../../wasm/engine.d.ts").Decisions} */
      const { decisions, next } = this.host_.query({ view: "decisions", at: now, after, page_size: pageSize });
      const known = decisions.findIndex(({ id }) => id === this.read_);
      found.push(...(known < 0 ? decisions : decisions.slice(0, known)));
      if (known >= 0 || !next) break;
      after = next;
    }
    this.read_ = found[0]?.id ?? this.read_;
    return found.filter(({ did, on, reason }) => told.has(did) && on && reason);
  }
}

/** @type {WeakMap<Host, Lately>} */
const all = new WeakMap();

/** Words of somebody who was forgotten are not kept here either: all is read anew. @param {Host} host */
export const forgetLately = (host) => void all.delete(host);

/** @param {Host} host @param {number} now @returns {Map<string, Late>} by post */
export function latelyIn(host, now) {
  const lately = all.get(host) ?? new Lately(host);
  all.set(host, lately);
  return lately.posts(now);
}
