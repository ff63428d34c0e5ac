// Who the person who is signed in is in this conversation: which posts are theirs, what they may do, what they like. The relay
// says so; one that cannot yet leaves what the token says, and what was written on this page.

/** @import { FeedEvent, PostView } from "../../wasm/engine.js" */
/** @import { Outbox } from "./outbox.js" */

/** Posts that are asked about at once. */
const atOnce = 100;

export class Myself {
  /** @param {Outbox} outbox */
  constructor(outbox) {
    this.outbox_ = outbox;
    const { role, moderates } = outbox.person;
    this.role_ = role;
    this.moderates = moderates;
    /** The key of what they write in the widget; "": not known. */
    this.author = "";
    /** @type {Set<string>} */
    this.liked = new Set();
    /** @type {Set<string>} */
    this.asked_ = new Set();
    this.answers_ = true;
    /** Posts of theirs that are here, and how they stand. @type {Map<string, string>} */
    this.own = new Map();
    /** What was decided about theirs, once anything was. @type {import("../told.js").Told | undefined} */
    this.told = undefined;
  }

  /** Which of these they like, and what was decided about theirs: without posts about that alone. @param {PostView[]} [posts] */
  async ask(posts = []) {
    for (const post of posts) if (this.wrote(post)) this.own.set(post.id, standingOf(post));
    const ids = posts.map(({ id }) => id).filter((id) => !id.startsWith("~") && !this.asked_.has(id));
    if ((posts.length && !ids.length) || !this.answers_) return;
    for (const id of ids) this.asked_.add(id);
    for (let from = 0; !from || from < ids.length; from += atOnce) {
      try {
        const asked = ids.slice(from, from + atOnce);
        const { author, may, liked, told } = await this.outbox_.writes.me(asked);
        this.author = author;
        this.moderates = may.moderate;
        for (const id of liked) this.liked.add(id);
        if (told?.length) await this.tell(asked, told);
      } catch (error) {
        const { status } = /** @type {{ status?: number }} */ (error);
        this.answers_ = status !== 404 && status !== 405;
        if (this.answers_) for (const id of ids) this.asked_.delete(id);
        return;
      }
    }
    this.outbox_.session.tell();
  }

  /** Something may have been decided about theirs. @param {FeedEvent[]} events */
  hear(events) {
    for (const { post } of events) {
      if (!post || !(this.own.has(post.id) || (post.removed && this.wrote(post)))) continue;
      const now = standingOf(post);
      if (this.own.get(post.id) !== now) void this.tell();
      this.own.set(post.id, now);
    }
  }

  /** @param {string[]} [asked] @param {import("./relay-writes.js").Told[]} [told] of them; without: it is to be asked for */
  async tell(asked, told) {
    if (!this.answers_) return;
    this.told ??= await import("../told.js").then(({ Told }) => new Told(this.outbox_)).catch(() => undefined);
    this.told?.take(asked, told);
  }

  /** @param {PostView} post */
  wrote({ place, key, author }) {
    return (
      place === "site" && Boolean((key && this.outbox_.mine.has(key)) || (this.author && author.key === this.author))
    );
  }

  /** Change or remove it. @param {PostView} post */
  mayChange(post) {
    return stands(post) && post.place === "site" && (this.moderates || this.wrote(post));
  }

  /** @param {PostView} post */
  mayLike(post) {
    return stands(post) && !this.wrote(post);
  }

  /** Say that it is the answer. @param {PostView} post @param {PostView | undefined} root of its thread */
  mayAccept(post, root) {
    return stands(post) && Boolean(post.parent) && (this.role_ !== "visitor" || Boolean(root && this.wrote(root)));
  }

  /** @param {PostView} post */
  mayHold(post) {
    return stands(post) && this.moderates;
  }
}

/** @param {PostView} post */
const standingOf = ({ copies, removed, thread }) => `${copies.length} ${removed} ${thread}`;

/** @param {PostView} post */
const stands = ({ id, removed }) => !removed && !id.startsWith("~");
