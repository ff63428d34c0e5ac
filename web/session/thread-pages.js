// A long thread as far as it was read: one stretch of its replies in reading order, with more before or after it. Invariant: the
// first post is not in the stretch, and no post is in it twice.

/** @import { PostView, ThreadView } from "../../wasm/engine.js" */

/**
 * A page of a thread, as the relay answers it; an older relay answers all of it, without what only pages have.
 * @typedef {Pick<ThreadView, "root" | "posts" | "seq"> & { accepted?: PostView, above?: PostView[], previous?: string | null,
 *   next?: string | null, total?: number }} ThreadPage
 */
/**
 * A thread to show. `earlier`, `later`: posts are missing there, after the first post and at the end.
 * @typedef {ThreadPage & { earlier?: boolean, later?: boolean }} OpenThread
 */

export class ThreadPages {
  /** @param {ThreadPage} page */
  constructor(page) {
    const { posts, previous = null, next = null, above = [] } = page;
    this.page_ = page;
    this.posts_ = posts.filter(({ id }) => id !== page.root.id);
    this.above_ = above.filter(({ id }) => id !== page.root.id);
    this.previous = previous;
    this.next = next;
  }

  get whole() {
    return this.previous === null && this.next === null;
  }

  /** @param {ThreadPage} page that follows, or comes before @param {boolean} before */
  take(page, before) {
    const known = new Set(this.posts_.map(({ id }) => id));
    const posts = page.posts.filter(({ id }) => id !== page.root.id && !known.has(id));
    this.page_ = page;
    if (before) {
      this.posts_.unshift(...posts);
      this.above_ = (page.above ?? []).filter(({ id }) => id !== page.root.id);
      this.previous = page.previous ?? null;
    } else {
      this.posts_.push(...posts);
      this.next = page.next ?? null;
    }
  }

  /** @param {PostView} post a newer version, or one that is new */
  fold(post) {
    const { page_: page, posts_: posts, above_: above } = this;
    if (post.id === page.root.id) return void (page.root = post);
    if (page.accepted?.id === post.id) page.accepted = post;
    for (const some of [posts, above]) {
      const at = some.findIndex(({ id }) => id === post.id);
      if (at >= 0) return void (some[at] = { ...post, depth: some[at].depth });
    }
    page.total = (page.total ?? 0) + 1;
    const parent = posts.findIndex(({ id }) => id === post.parent);
    if (parent < 0 && post.parent !== page.root.id) return;
    const depth = parent < 0 ? 1 : (posts[parent].depth ?? 0) + 1;
    let at = parent < 0 ? posts.length : parent + 1;
    while (at < posts.length && (posts[at].depth ?? 0) >= depth) at++;
    // At the end of the stretch others may stand before it: it comes with its page.
    if (at < posts.length || this.next === null) posts.splice(at, 0, { ...post, depth });
  }

  /** @returns {OpenThread} */
  view() {
    const { page_: page, posts_: posts, above_: above, previous, next } = this;
    const known = new Set(posts.map(({ id }) => id));
    const path = above.filter(({ id }) => !known.has(id));
    return {
      ...page,
      posts: [{ ...page.root, depth: 0 }, ...path, ...posts],
      earlier: previous !== null,
      later: next !== null,
    };
  }
}
