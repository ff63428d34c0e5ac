// A reader small enough to test the shell alone, where the real engine has not been built: it folds events and answers the
// feed and thread views. Like the real one it needs WebAssembly, so that a page which forbids it behaves the same.

/** @import { Call, FeedEvent, PostView, Query, Reply } from "../../wasm/engine.js" */

const emptyModule = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

export async function loadEngine() {
  await WebAssembly.compile(emptyModule);
  return () => new FakeEngine();
}

class FakeEngine {
  constructor() {
    /** @type {Map<string, PostView>} */
    this.posts = new Map();
    this.seq = "";
    Object.assign(globalThis, { fakeEngines: (Reflect.get(globalThis, "fakeEngines") ?? 0) + 1 });
  }

  /** @param {Call} call @returns {Reply} */
  call(call) {
    if (call.op === "feed") for (const event of call.events) this.fold(event);
    if (call.op === "query") return { ok: true, result: this.query(call.query) };
    return { ok: true };
  }

  /** @param {FeedEvent} event */
  fold({ seq, post }) {
    this.seq = seq;
    if (post) this.posts.set(post.id, post);
  }

  /** @param {Query} query */
  query(query) {
    if (query.view === "thread") {
      const posts = this.inOrder(query.id);
      return { root: posts[0], posts, seq: this.seq };
    }
    const roots = [...this.posts.values()].filter(({ parent }) => !parent);
    const threads = roots.map((root) => {
      const replies = this.inOrder(root.id)
        .slice(1)
        .filter(({ removed }) => !removed);
      const last_at = Math.max(root.created_at, ...replies.map(({ created_at }) => created_at));
      const answered_by = replies.findLast(({ author }) => author.role !== "visitor")?.author.name ?? null;
      return { root, replies: replies.length, last_at, answered_by };
    });
    return { seq: this.seq, threads, next: null, places: [] };
  }

  /** @param {string} id @param {number} [depth] @returns {PostView[]} */
  inOrder(id, depth = 0) {
    const post = this.posts.get(id);
    if (!post) return [];
    const children = [...this.posts.values()].filter(({ parent }) => parent === id);
    children.sort((a, b) => a.created_at - b.created_at);
    return [{ ...post, depth }, ...children.flatMap((child) => this.inOrder(child.id, depth + 1))];
  }

  close() {
    Object.assign(globalThis, { fakeEngines: Reflect.get(globalThis, "fakeEngines") - 1 });
  }
}
