// What one widget shows of its list. Live events never move what a person is reading: what is new waits until it is asked
// for. One's own question stands first at once, and a further page continues the list.

/** @import { PostView, ThreadSummary } from "../wasm/engine.js" */
/** @import { FeedList } from "./session/feed-list.js" */
/** @import { Session } from "./session/session.js" */

export class ShownList {
  constructor() {
    /** Posts that have come in since, and wait to be asked for. @type {Set<string>} */
    this.waiting = new Set();
    /** Threads that have come since, likewise. */
    this.behind = 0;
    /** @type {string[] | undefined} */
    this.ids_ = undefined;
  }

  /** Take over the newest order at the next `arrange`. */
  renew() {
    this.ids_ = undefined;
    this.waiting.clear();
  }

  /**
   * @param {FeedList} list
   * @param {(summary: ThreadSummary) => boolean} isOwn
   * @returns {ThreadSummary[]}
   */
  arrange(list, isOwn) {
    const all = list.summaries();
    const byId = new Map(all.map((summary) => [summary.root.id, summary]));
    const before = this.ids_?.filter((id) => byId.has(id)) ?? [];
    this.behind = 0;
    if (!before.length) {
      this.ids_ = [...byId.keys()];
      return all;
    }
    const shown = new Set(before);
    const others = all.filter(({ root }) => !shown.has(root.id));
    const own = others.filter(isOwn);
    const further = others.filter((summary) => !isOwn(summary) && list.hasRead(summary.root.id));
    this.behind = others.length - own.length - further.length;
    this.ids_ = [...own.map(({ root }) => root.id), ...before, ...further.map(({ root }) => root.id)];
    return this.ids_.flatMap((id) => byId.get(id) ?? []);
  }

  /**
   * A permalink may lead to a thread that is not in the list: it stands first then.
   * @param {ThreadSummary[]} threads those that are shown @param {ThreadSummary[]} all
   * @param {string} id of the opened thread @param {Session} session
   */
  withOpened(threads, all, id, session) {
    if (!id || threads.some(({ root }) => root.id === id)) return threads;
    const known = all.find(({ root }) => root.id === id);
    if (known) return [known, ...threads];
    const thread = session.thread(id);
    if (!thread || typeof thread === "string") return threads;
    const { root, posts, total = posts.length } = thread;
    return [{ root, replies: total - 1, last_at: posts[posts.length - 1].created_at, answered_by: null }, ...threads];
  }
}
