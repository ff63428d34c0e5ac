// A long thread as far as it was read: one stretch of its replies in reading order, with more before or after it. Invariants: the
// first post is not in the stretch, no post is in it twice, and none of what is here gives way to an older version of itself.
import { numberOf } from "./sequence.js";

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

/** @param {PostView} post */
const depthOf = ({ depth = 0 }) => depth;

/** Of two that answer the same. @param {PostView} a @param {PostView} b */
const isLater = (a, b) => a.created_at > b.created_at || (a.created_at === b.created_at && a.id > b.id);

export class ThreadPages {
  /** @param {ThreadPage} page */
  constructor(page) {
    const { posts, previous = null, next = null } = page;
    this.page_ = page;
    /** Of the oldest page: what is here is that old at least. */
    this.seq_ = page.seq;
    /** @type {Map<string, number>} the number of the page or the event that told of a post last */
    this.told_ = new Map();
    this.posts_ = this.taken_(posts);
    this.above_ = this.taken_(page.above);
    this.previous = previous;
    this.next = next;
  }

  get whole() {
    return this.previous === null && this.next === null;
  }

  /** @param {PostView[]} [posts] as the page tells them @returns {PostView[]} without the first post of the thread */
  taken_(posts = []) {
    const { root, seq } = this.page_;
    for (const { id } of posts) this.told_.set(id, numberOf(seq));
    return posts.filter(({ id }) => id !== root.id);
  }

  /** @param {ThreadPage} page that follows, or comes before @param {boolean} before */
  take(page, before) {
    const known = new Set(this.posts_.map(({ id }) => id));
    page.total = Math.max(page.total ?? 0, this.page_.total ?? 0);
    this.page_ = page;
    if (numberOf(page.seq) < numberOf(this.seq_)) this.seq_ = page.seq;
    const posts = this.taken_(page.posts.filter(({ id }) => !known.has(id)));
    if (before) {
      this.posts_.unshift(...posts);
      this.above_ = this.taken_(page.above);
      this.previous = page.previous ?? null;
    } else {
      this.posts_.push(...posts);
      this.next = page.next ?? null;
    }
  }

  /**
   * What an event tells, which may come again: what a page has said since stays.
   * @param {PostView} post a newer version, or one that is new @param {string} seq
   */
  fold(post, seq) {
    const { page_: page, posts_: posts, above_: above, told_: told } = this;
    const number = numberOf(seq);
    const known = told.get(post.id);
    if (number < (known ?? -1)) return;
    told.set(post.id, number);
    if (post.id === page.root.id) return void (page.root = post);
    if (page.accepted?.id === post.id) page.accepted = post.accepted && post;
    let isHere = false;
    for (const some of [posts, above]) {
      const at = some.findIndex(({ id }) => id === post.id);
      if (at >= 0) some[at] = { ...post, depth: some[at].depth };
      isHere ||= at >= 0;
    }
    if (isHere) return;
    if (known === undefined && number > numberOf(page.seq)) page.total = (page.total ?? 0) + 1;
    const place = this.placeOf_(post);
    if (place) posts.splice(place.at, 0, { ...post, depth: place.depth });
  }

  /**
   * Where a post belongs in the stretch, after older ones that answer the same.
   * @param {PostView} post @returns {{ at: number, depth: number } | undefined} undefined: it comes with its page
   */
  placeOf_(post) {
    const { posts_: posts } = this;
    const parent = posts.findIndex(({ id }) => id === post.parent);
    const over = posts[parent] ?? this.path_().find(({ id }) => id === post.parent);
    if (!over) return undefined;
    const depth = depthOf(over) + 1;
    let at = parent + 1;
    while (at < posts.length && depthOf(posts[at]) >= depth) {
      if (depthOf(posts[at]) === depth && isLater(posts[at], post)) break;
      at++;
    }
    const isBefore = at === 0 && this.previous !== null;
    const isAfter = at === posts.length && this.next !== null;
    return isBefore || isAfter ? undefined : { at, depth };
  }

  /** What the stretch begins under. @returns {PostView[]} the thread's first post too */
  path_() {
    /** @type {PostView[]} */
    const path = [{ ...this.page_.root, depth: 0 }];
    for (let post = this.posts_[0]; post && !path.includes(post);) {
      if (post !== this.posts_[0]) path.push(post);
      const { parent } = post;
      post = /** @type {any} */ (this.above_.find(({ id }) => id === parent));
    }
    return path;
  }

  /** @returns {OpenThread} */
  view() {
    const { page_: page, posts_: posts, above_: above, previous, next } = this;
    const known = new Set(posts.map(({ id }) => id));
    const path = above.filter(({ id }) => !known.has(id));
    return {
      ...page,
      seq: this.seq_,
      posts: [{ ...page.root, depth: 0 }, ...path, ...posts],
      earlier: previous !== null,
      later: next !== null,
    };
  }
}
