// What somebody who is signed in has under way: posts that the relay has not confirmed yet. A key stays with its post through every
// retry, and through a closed tab: what waits is kept in this browser, and sent when its writer is here again. Of several tabs one
// sends; where two would after all, the relay takes the same key for the same post.
import { passing, refusal } from "../refusals.js";
import { Changes } from "./changes.js";
import { Kept, Neighbours } from "./kept.js";
import { Myself } from "./myself.js";
import { hasLapsed } from "./person.js";
import { newOutgoing, withQuestions, withReplies } from "./outgoing.js";
import { RelayWrites } from "./relay-writes.js";

/** @import { ThreadPage } from "./thread-pages.js" */
/** @import { FeedEvent, PostView, ThreadSummary } from "../../wasm/engine.js" */
/** @import { Reason } from "../refusals.js" */
/** @import { Outgoing, Written } from "./outgoing.js" */
/** @import { Person } from "./person.js" */
/** @import { Session } from "./session.js" */

/**
 * @typedef {object} News of what is under way, for who shows it
 * @property {"sent" | "changed" | "refused"} what
 * @property {PostView} post
 * @property {boolean} [on] of changed: false: the opposite
 * @property {Reason} [reason] of refused
 * @property {unknown} [error]
 * @property {import("./changes.js").Kind} [kind] of a change
 */

/** @typedef {{ sent: (post: PostView) => boolean, hear: (news: News) => void }} Teller */

const waitMs = { first: 15_000, most: 300_000 };
/** What waited longer is not sent without asking. */
const dayMs = 86_400_000;

export class Outbox {
  /** @param {Session} session @param {Person} person @param {string} token */
  constructor(session, person, token) {
    this.session = session;
    this.person = person;
    this.token_ = token;
    /** @type {Outgoing[]} */
    this.outgoing_ = [];
    /** Keys of the posts written here, confirmed or not. @type {Set<string>} */
    this.mine = new Set();
    /** Keys that have come back as events. @type {Set<string>} */
    this.seen_ = new Set();
    /** Whether the relay takes Markdown; it is asked by being sent some. */
    this.formats = true;
    /** Who writes with it: one a widget. @type {Set<Teller>} */
    this.pens = new Set();
    /** First posts of the threads that were shown. @type {Map<string, PostView>} */
    this.roots = new Map();
    /** @type {Map<string, ReturnType<typeof setTimeout>>} by key */
    this.timers_ = new Map();
    this.writes = new RelayWrites(session.relay, () => (hasLapsed(this.person) ? "" : this.token_));
    this.kept = new Kept(session.relay.base);
    this.neighbours_ = new Neighbours(session.relay.base, (kind, key) => kind === "post" && this.look_(key));
    this.myself = new Myself(this);
    this.changes = new Changes(this);
    this.online_ = () => this.resume_("offline");
    addEventListener("online", this.online_);
    void this.restore_();
    void this.myself.ask();
  }

  /** @param {Person} person the same @param {string} token a newer one */
  renew(person, token) {
    this.person = person;
    this.token_ = token;
    this.resume_("signIn");
  }

  close() {
    removeEventListener("online", this.online_);
    this.timers_.forEach(clearTimeout);
    this.neighbours_.close();
    this.changes.flush();
  }

  /** It is told once, where it was written if that is still there. @param {News} news */
  tell(news) {
    this.session.tell();
    const pens = [...this.pens];
    (pens.find((pen) => pen.sent(news.post)) ?? pens[0])?.hear(news);
  }

  /** @param {PostView} post */
  find(post) {
    return this.outgoing_.find(({ body }) => body.key === post.key);
  }

  /** @param {ThreadSummary[]} summaries */
  addQuestions(summaries) {
    return withQuestions(summaries, this.outgoing_).map((summary) => this.changes.applyToSummary(summary));
  }

  /** @param {string} id @param {ThreadPage | undefined} thread @returns {ThreadPage | undefined} */
  addReplies(id, thread) {
    if (thread) {
      this.roots.set(id, thread.root);
      void this.myself.ask(thread.posts);
      return this.changes.applyToThread(withReplies(thread, this.outgoing_));
    }
    const question = this.outgoing_.find(({ post }) => post.id === id && !post.parent);
    return question && { root: question.post, posts: [question.post], previous: null, next: null, total: 1, seq: "" };
  }

  /** @param {Written} written @returns {PostView} as it stands until it is confirmed */
  post(written) {
    const format = this.formats ? written.format : undefined;
    const outgoing = newOutgoing({ ...written, format }, this.person, this.session.places);
    this.add_(outgoing);
    void this.send_(outgoing);
    return outgoing.post;
  }

  /** @param {PostView} post @param {string} [place] of the copy that failed; without: the post itself */
  async retry(post, place) {
    const outgoing = this.find(post);
    if (!place) return void (outgoing && this.send_(outgoing));
    await this.changes.retryCopy(post, place);
  }

  /** @param {PostView} post given up @returns {Outgoing | undefined} */
  discard(post) {
    const outgoing = this.find(post);
    if (outgoing) this.drop_(outgoing.body.key);
    return outgoing;
  }

  /**
   * What has come back from the relay is the engine's to hold: by an answer, or by its event where the answer was lost.
   * @param {FeedEvent[]} [events]
   */
  settle(events = []) {
    this.myself.hear(events);
    for (const { post } of events) if (post?.key && this.mine.has(post.key)) this.seen_.add(post.key);
    for (const { state, body } of this.outgoing_) {
      if (state !== "sent" && !this.seen_.has(body.key)) continue;
      this.drop_(body.key);
    }
  }

  /** @param {Outgoing} outgoing */
  add_(outgoing) {
    this.mine.add(outgoing.body.key);
    this.outgoing_.push(outgoing);
  }

  /** @param {string} key */
  drop_(key) {
    clearTimeout(this.timers_.get(key));
    this.outgoing_ = this.outgoing_.filter(({ body }) => body.key !== key);
    void this.kept.forget("post", key).then(() => this.neighbours_.tell("post", key));
    this.session.tell();
  }

  /** What waited when the last tab was closed. */
  async restore_() {
    for (const [key, outgoing] of await this.kept.all("post", this.person.id)) {
      if (this.mine.has(key)) continue;
      this.add_(outgoing);
      if (outgoing.state === "failed" && !passing.has(outgoing.reason ?? "refused")) continue;
      if (Date.now() - outgoing.post.created_at > dayMs) Object.assign(outgoing, { state: "failed", reason: "old" });
      else void this.send_(outgoing);
    }
    this.session.tell();
  }

  /** Another tab has sent something, or given it up. @param {string} key */
  async look_(key) {
    if (!this.mine.has(key) || (await this.kept.read("post", key))) return;
    this.outgoing_ = this.outgoing_.filter(({ body, state }) => body.key !== key || state === "sending");
    this.session.tell();
  }

  /** @param {Reason} reason */
  resume_(reason) {
    for (const outgoing of this.outgoing_)
      if (outgoing.state === "waiting" && outgoing.reason === reason) void this.send_(outgoing);
  }

  /** @param {Outgoing} outgoing */
  async send_(outgoing) {
    const { key } = outgoing.body;
    clearTimeout(this.timers_.get(key));
    const first = !outgoing.reason; // who waits is told once why
    Object.assign(outgoing, { state: "sending", reason: undefined });
    this.session.tell();
    const kept = await this.kept.keep("post", key, outgoing);
    await alone(`${this.session.relay.base} ${key}`, async () => {
      if (kept && !(await this.kept.read("post", key))) return void (this.find(outgoing.post) && this.drop_(key));
      try {
        const { post } = await this.ask_(outgoing);
        outgoing.state = "sent";
        outgoing.post = post;
        await this.kept.forget("post", key);
        this.neighbours_.tell("post", key);
        this.session.live?.takeConfirmed(post, -1);
        this.tell({ what: "sent", post });
      } catch (error) {
        if (!this.seen_.has(key)) await this.keepBack_(outgoing, error, first);
      }
    });
  }

  /** @param {Outgoing} outgoing */
  async ask_(outgoing) {
    try {
      return await this.writes.post(outgoing.body);
    } catch (error) {
      // A relay that knows no formats refuses the word, and nothing was taken.
      if (/** @type {{ status?: number }} */ (error).status !== 400 || !outgoing.body.format) throw error;
      this.formats = false;
      outgoing.body.format = undefined;
      return await this.writes.post(outgoing.body);
    }
  }

  /** @param {Outgoing} outgoing @param {unknown} error @param {boolean} first */
  async keepBack_(outgoing, error, first) {
    const { reason, afterMs } = refusal(error);
    const waits = passing.has(reason) || reason === "signIn";
    const tries = (outgoing.tries ?? 0) + 1;
    Object.assign(outgoing, { state: waits ? "waiting" : "failed", reason, tries });
    await this.kept.keep("post", outgoing.body.key, outgoing);
    if (passing.has(reason)) {
      const wait = afterMs || Math.min(waitMs.first * 2 ** (tries - 1), waitMs.most);
      this.timers_.set(
        outgoing.body.key,
        setTimeout(() => this.send_(outgoing), wait),
      );
    }
    if (first || !waits) this.tell({ what: "refused", post: outgoing.post, reason, error });
    else this.session.tell();
  }
}

/** One tab at a time. @param {string} name @param {() => Promise<void>} act */
const alone = (name, act) => (navigator.locks ? navigator.locks.request(`plein ${name}`, act) : act());

/** @param {Session} session @param {Person} person @param {string} token @param {Teller} pen @returns {Outbox} */
export function acquireOutbox(session, person, token, pen) {
  const known = session.outbox?.person.id === person.id ? session.outbox : undefined;
  const outbox = known ?? new Outbox(session, person, token);
  known?.renew(person, token);
  session.outbox = outbox;
  outbox.pens.add(pen);
  return outbox;
}

/** @param {Outbox} outbox @param {Teller} pen */
export function releaseOutbox(outbox, pen) {
  outbox.pens.delete(pen);
  if (outbox.pens.size) return;
  outbox.close();
  const { session } = outbox;
  if (session.outbox === outbox) session.outbox = undefined;
  session.tell();
}
