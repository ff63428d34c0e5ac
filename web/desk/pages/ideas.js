// Ideas by what became of them, and tags by how many threads bear them. What is decided is known at once (`GET /community`); the threads are read by
// their first posts, a bounded number of them.
import { refusal } from "../../refusals.js";
import { ideasPage } from "../views/ideas.js";
import { ideaThread, tagsInUse, unideaThread, untagThread } from "../marking.js";

/** @import { PostView } from "../../../wasm/engine.js" */
/** @import { Reason } from "../../refusals.js" */
/** @import { Desk } from "../desk.js" */
/** @import { Marks } from "../shapes.js" */
/** @import { DeskView } from "../views/view.js" */

/** @typedef {Marks & { idea: { status: string, reason?: string } }} Idea */
/** @typedef {"likes" | "newest"} Order */

/** Posts that are read before one asks for more. */
const size = 100;
/** That are asked for at a time. */
const atOnce = 6;
/** What people like changes; a post is read again after so long. */
const freshMs = 60_000;

/** @param {PostView | undefined} post */
const likesOf = (post) => post?.reactions?.count ?? 0;

export class IdeasPage {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk_ = desk;
    this.current = "";
    /** "": all of them. */
    this.status = "";
    /** @type {Order} */
    this.order = "likes";
    /** Of which the threads are shown; "": none. */
    this.tag = "";
    /** How many threads are read at most. */
    this.most = size;
    /** By thread; null: it is not there any more. @type {Map<string, PostView | null>} */
    this.posts = new Map();
    /** @type {Map<string, number>} */
    this.readAt_ = new Map();
    this.reading_ = Promise.resolve();
    this.state = /** @type {"loading" | "ready" | "failed"} */ ("loading");
    /** @type {Reason | undefined} */
    this.reason = undefined;
  }

  /** @param {DeskView} view */
  view(view) {
    return ideasPage(view, this);
  }

  /** All of them, in every status. */
  get ideas() {
    return this.desk_.community.threads.filter((each) => each.idea).map((each) => /** @type {Idea} */ (each));
  }

  /** By status, how many there are. @returns {Map<string, number>} */
  get counts() {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { idea } of this.ideas) counts.set(idea.status, (counts.get(idea.status) ?? 0) + 1);
    return counts;
  }

  get wanted_() {
    return this.ideas.filter(({ idea }) => !this.status || idea.status === this.status);
  }

  /** Those that are shown, with their first posts. @returns {{ marks: Idea, post: PostView }[]} */
  get shown() {
    const read = this.wanted_.flatMap((marks) => {
      const post = this.posts.get(marks.thread);
      return post ? [{ marks, post }] : [];
    });
    return read.sort(
      (one, other) =>
        (this.order === "likes" ? likesOf(other.post) - likesOf(one.post) : 0) ||
        other.post.created_at - one.post.created_at,
    );
  }

  /** How many of those wanted have not been read. */
  get left() {
    return this.wanted_.filter(({ thread }) => !this.posts.has(thread)).length;
  }

  get tags() {
    return tagsInUse(this.desk_);
  }

  /** Those that bear the tag. */
  get tagged_() {
    return this.desk_.community.threads.filter(({ tags = [] }) => tags.includes(this.tag));
  }

  /** @returns {PostView[]} the newest first */
  get tagged() {
    const posts = this.tagged_.flatMap(({ thread }) => this.posts.get(thread) ?? []);
    return posts.sort((one, other) => other.created_at - one.created_at);
  }

  /** One after the other: what the one reads, the next need not. */
  refresh() {
    return (this.reading_ = this.reading_.then(() => this.refresh_()));
  }

  async refresh_() {
    await (this.desk_.decided ?? this.desk_.readCommunity_());
    try {
      await this.read_(this.wanted_.map(({ thread }) => thread).slice(0, this.most));
      await this.read_(this.tagged_.map(({ thread }) => thread).slice(0, size));
      this.state = "ready";
      this.reason = undefined;
    } catch (error) {
      this.reason = refusal(error).reason;
      if (this.state === "loading") this.state = "failed";
    }
    this.desk_.tell();
  }

  again() {
    this.state = "loading";
    this.desk_.tell();
    return this.refresh();
  }

  /** @param {string[]} threads those that are known, and not long ago, are not asked for again */
  async read_(threads) {
    const { calls } = this.desk_;
    const now = Date.now();
    const left = threads.filter((id) => now - (this.readAt_.get(id) ?? -Infinity) > freshMs);
    const next = async () => {
      for (let id = left.shift(); id; id = left.shift()) {
        const post = await calls.post(id).catch((error) => {
          if (refusal(error).reason !== "gone") throw error;
          return null;
        });
        this.posts.set(id, post);
        this.readAt_.set(id, now);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, next));
  }

  more() {
    this.most += size;
    return this.refresh();
  }

  /** @param {string} status */
  choose(status) {
    this.status = status;
    this.most = size;
    void this.refresh();
    this.desk_.tell();
  }

  /** @param {Order} order */
  sort(order) {
    this.order = order;
    this.desk_.tell();
  }

  /** The same one again closes it. @param {string} tag */
  chooseTag(tag) {
    this.tag = this.tag === tag ? "" : tag;
    void this.refresh();
    this.desk_.tell();
  }

  /** @param {PostView} post */
  change(post) {
    ideaThread(this.desk_, post);
  }

  /** @param {PostView} post */
  remove(post) {
    unideaThread(this.desk_, post);
  }

  /** @param {PostView} post */
  untag(post) {
    untagThread(this.desk_, post, this.tag);
  }
}
