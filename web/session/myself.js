// Who the person who is signed in is in this conversation: which posts are theirs, what they may do, what they like. The relay
// says so; one that cannot yet leaves what the token says, and what was written on this page.

/** @import { PostView } from "../../wasm/engine.js" */
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
  }

  /** Which of these they like. @param {PostView[]} posts */
  async ask(posts) {
    const ids = posts.map(({ id }) => id).filter((id) => !id.startsWith("~") && !this.asked_.has(id));
    if (!ids.length || !this.answers_) return;
    for (const id of ids) this.asked_.add(id);
    for (let from = 0; from < ids.length; from += atOnce) {
      try {
        const { author, may, liked } = await this.outbox_.writes.me(ids.slice(from, from + atOnce));
        this.author = author;
        this.moderates = may.moderate;
        for (const id of liked) this.liked.add(id);
      } catch (error) {
        const { status } = /** @type {{ status?: number }} */ (error);
        this.answers_ = status !== 404 && status !== 405;
        for (const id of ids) if (this.answers_) this.asked_.delete(id);
        return;
      }
    }
    this.outbox_.session.tell();
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
const stands = ({ id, removed }) => !removed && !id.startsWith("~");
