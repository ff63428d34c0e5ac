// What somebody changes about posts that stand: shown at once, taken back with its reason where the relay refuses. Removing waits
// a few seconds before it is sent, so that one may think better of it; the rest is undone by its opposite.
import { passing, refusal } from "../refusals.js";
import { paragraphs } from "./outgoing.js";

/** @import { ThreadPage } from "./thread-pages.js" */
/** @import { PostView, RichText, ThreadSummary } from "../../wasm/engine.js" */
/** @import { Reason } from "../refusals.js" */
/** @import { Outbox } from "./outbox.js" */
/** @import { Said } from "./relay-writes.js" */
/** @import { OpenThread } from "./thread-pages.js" */

/** @typedef {"edit" | "remove" | "like" | "accept" | "hold" | "copy"} Kind */
/**
 * @typedef {object} Change
 * @property {Kind} kind
 * @property {PostView} post as it was
 * @property {"thinking" | "sending" | "done" | "failed"} state thinking: nothing is sent yet
 * @property {boolean} on false: the opposite, of like, accept and hold
 * @property {(post: PostView) => PostView} show every post of its thread
 * @property {(leaving?: boolean) => Promise<{ post: PostView }>} send
 * @property {() => void} [undo]
 * @property {Said} [said] of an edit
 * @property {Reason} [reason]
 * @property {ReturnType<typeof setTimeout>} [timer]
 */

/** How long one can think better of it. */
export const undoMs = 8_000;

/** @param {PostView} post */
const asRemoved = (post) => ({ ...post, title: undefined, body: [], removed: /** @type {true} */ (true) });

export class Changes {
  /** @param {Outbox} outbox */
  constructor(outbox) {
    this.outbox_ = outbox;
    /** The latest last. @type {Change[]} */
    this.all_ = [];
    /** One request after another, by post. @type {Map<string, Promise<void>>} */
    this.turns_ = new Map();
    this.closed_ = false;
    this.leaving_ = () => this.flush(true);
    addEventListener("pagehide", this.leaving_);
    void this.restore_();
  }

  /** @param {PostView} post @returns {Change | undefined} the latest that there is something to say about */
  of(post) {
    return this.all_.findLast(
      (change) => change.post.id === post.id && (change.kind !== "like" || change.state === "failed"),
    );
  }

  /** @param {ThreadPage} thread @returns {ThreadPage} */
  applyToThread(thread) {
    if (!this.all_.length) return thread;
    const posts = thread.posts.map((post) => this.apply_(post));
    const root = posts.find(({ id }) => id === thread.root.id) ?? this.apply_(thread.root);
    return { ...thread, root, posts, accepted: thread.accepted && this.apply_(thread.accepted) };
  }

  /** @param {ThreadSummary} summary @returns {ThreadSummary} */
  applyToSummary(summary) {
    return this.all_.length ? { ...summary, root: this.apply_(summary.root) } : summary;
  }

  /** @param {PostView} post */
  apply_(post) {
    for (const { state, show } of this.all_) if (state === "thinking" || state === "sending") post = show(post);
    return post;
  }

  /** @param {PostView} post @param {Said} said @param {Said} before for undoing it @param {RichText} [body] how it looks */
  edit(post, said, before, body = paragraphs(said.text)) {
    const { title } = said;
    this.do_("edit", post, {
      said,
      show: (each) => ({ ...each, ...(title && { title }), body, edited_at: Date.now() }),
      send: () => this.sendEdit_(post.id, said),
      undo: () => this.edit(post, before, said, post.body),
    });
  }

  /** @param {PostView} post */
  remove(post) {
    const change = this.do_("remove", post, {
      state: "thinking",
      show: asRemoved,
      send: (leaving) => this.outbox_.writes.remove(post.id, leaving),
      undo: () => this.drop_(change),
    });
    void this.outbox_.kept.keep("removal", post.id, { by: this.outbox_.person.id, at: Date.now() });
    change.timer = setTimeout(() => this.run_(change), undoMs);
  }

  /** A post that was just sent is taken back, at once. @param {PostView} post */
  takeBack(post) {
    this.do_("remove", post, { show: asRemoved, send: () => this.outbox_.writes.remove(post.id) });
  }

  /** @param {PostView} post @param {boolean} on */
  like(post, on) {
    const { liked } = this.outbox_.myself;
    const before = post.reactions?.count ?? 0;
    const mark = (/** @type {boolean} */ likes) => (likes ? liked.add(post.id) : liked.delete(post.id));
    mark(on);
    this.do_("like", post, {
      on,
      show: (each) => {
        const now = each.reactions?.count ?? 0; // the event may be here before the answer
        return {
          ...each,
          reactions: { count: on ? Math.max(now, before + 1) : Math.max(0, Math.min(now, before - 1)) },
        };
      },
      send: () =>
        this.outbox_.writes.act(post.id, on ? "react" : "unreact").catch((error) => (mark(!on), Promise.reject(error))),
    });
  }

  /** @param {PostView} post @param {boolean} on @param {PostView} [instead] what was the answer before */
  accept(post, on, instead) {
    this.do_("accept", post, {
      on,
      showAll: (each) =>
        each.id === post.id ? { ...each, accepted: on || undefined } : { ...each, accepted: undefined },
      send: () => this.outbox_.writes.act(post.id, on ? "accept" : "unaccept"),
      undo: () => (instead ? this.accept(instead, true, post) : this.accept(post, !on)),
    });
  }

  /** @param {PostView} post @param {boolean} on */
  hold(post, on) {
    this.do_("hold", post, {
      on,
      show: on ? asRemoved : (each) => ({ ...post, depth: each.depth }),
      send: () => this.outbox_.writes.act(post.id, on ? "hold" : "release"),
      undo: () => this.hold(post, !on),
    });
  }

  /** @param {PostView} post @param {string} place a copy there that failed */
  retryCopy(post, place) {
    const change = this.do_("copy", post, {
      show: (each) => ({
        ...each,
        copies: each.copies.map((copy) => (copy.place === place ? { ...copy, state: "sending" } : copy)),
      }),
      send: () => this.outbox_.writes.retry(post.id, place),
    });
    return this.turns_.get(change.post.id);
  }

  /** @param {PostView} post again, what failed */
  retry(post) {
    const change = this.of(post);
    if (change) this.run_(change);
  }

  /** @param {PostView} post what failed, or was done, needs no more words */
  dismiss(post) {
    const change = this.of(post);
    if (change) this.drop_(change);
  }

  /** Sends what was only thought about. @param {boolean} [leaving] the page is being left */
  flush(leaving) {
    if (!leaving) {
      this.closed_ = true;
      removeEventListener("pagehide", this.leaving_);
    }
    for (const change of this.all_) if (change.state === "thinking") this.run_(change, leaving);
  }

  /**
   * @param {Kind} kind @param {PostView} post
   * @param {Partial<Change> & Pick<Change, "send"> & { showAll?: Change["show"] }} how `show`: the post; `showAll`: every post of its thread
   */
  do_(kind, post, { state = "sending", on = true, show, showAll, ...rest }) {
    const shown = (/** @type {PostView} */ each) => {
      if (showAll && each.thread === post.thread) return showAll(each);
      return show && each.id === post.id ? show(each) : each;
    };
    /** @type {Change} */
    const change = { kind, post, state, on, show: shown, ...rest };
    this.all_ = [...this.all_.filter((other) => other.post.id !== post.id || other.kind !== kind), change];
    if (state === "sending") this.run_(change);
    else this.outbox_.session.tell();
    return change;
  }

  /** @param {Change} change @param {boolean} [leaving] */
  run_(change, leaving) {
    const { id } = change.post;
    clearTimeout(change.timer);
    Object.assign(change, { state: "sending", reason: undefined });
    this.outbox_.session.tell();
    const turn = leaving
      ? this.send_(change, true)
      : (this.turns_.get(id) ?? Promise.resolve()).then(() => this.send_(change));
    this.turns_.set(id, turn);
  }

  /** @param {Change} change @param {boolean} [leaving] */
  async send_(change, leaving) {
    const { post, kind } = change;
    const { session, kept } = this.outbox_;
    const version = session.store.version(post.id);
    try {
      const answer = await change.send(leaving);
      change.state = "done";
      session.live?.takeConfirmed(answer.post, version);
      this.outbox_.tell({ what: "changed", post: answer.post, kind, on: change.on });
      change.timer = setTimeout(() => this.drop_(change), undoMs);
    } catch (error) {
      const { reason } = refusal(error);
      Object.assign(change, { state: "failed", reason });
      this.outbox_.tell({ what: "refused", post, kind, reason, error });
      if (reason === "offline") return; // a removal is tried again at the next visit
    }
    if (kind === "remove") void kept.forget("removal", post.id);
  }

  /** @param {string} id @param {Said} said */
  async sendEdit_(id, said) {
    const { outbox_: outbox } = this;
    try {
      return await outbox.writes.edit(id, outbox.formats ? said : { ...said, format: undefined });
    } catch (error) {
      if (/** @type {{ status?: number }} */ (error).status !== 400 || !outbox.formats || !said.format) throw error;
      outbox.formats = false;
      return await outbox.writes.edit(id, { ...said, format: undefined });
    }
  }

  /** @param {Change} change */
  drop_(change) {
    clearTimeout(change.timer);
    if (change.kind === "remove") void this.outbox_.kept.forget("removal", change.post.id);
    this.all_ = this.all_.filter((other) => other !== change);
    this.outbox_.session.tell();
  }

  /** Removals that the page was left with, and that did not reach the relay. */
  async restore_() {
    const { kept, person, writes } = this.outbox_;
    for (const [id, { at }] of await kept.all("removal", person.id)) {
      // In another tab one may still think better of it.
      await new Promise((resolve) => setTimeout(resolve, at + 2 * undoMs - Date.now()));
      if (this.closed_ || !(await kept.read("removal", id))) continue;
      try {
        await writes.remove(id);
      } catch (error) {
        const { reason } = refusal(error);
        if (passing.has(reason) || reason === "signIn") continue;
      }
      void kept.forget("removal", id);
    }
  }
}
