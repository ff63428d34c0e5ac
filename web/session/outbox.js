// Posts written here that the relay has not confirmed yet. They stand in the thread at once, under an id of ours ("~" and
// the key), until the post with that key arrives from the relay. A key stays with its post through every retry.

/** @import { FeedEvent, PlaceView, PostView, ThreadSummary, ThreadView } from "../../wasm/engine.js" */
/** @import { Session } from "./session.js" */

/**
 * @typedef {object} Outgoing
 * @property {PostView} post
 * @property {{ key: string, parent?: string, title?: string, text: string }} body what is sent
 * @property {"sending" | "sent" | "failed"} state
 * @property {string} [reason] of failed: an error code
 */

/** @returns {string} [A-Za-z0-9_-], 32 characters */
export const newKey = () =>
  crypto.getRandomValues(new Uint8Array(16)).reduce((key, byte) => key + byte.toString(16).padStart(2, "0"), "");

/**
 * @param {string} token
 * @returns {{ id: string, name: string, role: import("../../wasm/engine.js").Role } | undefined} undefined: not a JWT, or expired
 */
export function personOf(token) {
  try {
    const payload = token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes));
    if (claims.exp && claims.exp * 1000 < Date.now()) return undefined;
    return { id: String(claims.sub), name: String(claims.name ?? claims.sub), role: claims.role ?? "visitor" };
  } catch {
    return undefined;
  }
}

/**
 * @param {{ parent?: PostView, title?: string, text: string, token: string, places: PlaceView[] }} written
 * @returns {Outgoing}
 */
function newOutgoing({ parent, title, text, token, places }) {
  const key = newKey();
  const person = personOf(token);
  const id = `~${key}`;
  /** @type {PostView} */
  const post = {
    id,
    key,
    thread: parent?.thread ?? id,
    parent: parent?.id,
    place: "site",
    remote: "",
    url: "",
    author: { key: "", name: person?.name ?? "", role: person?.role ?? "visitor" },
    title,
    body: text.split(/\n{2,}/).map((paragraph) => ({ t: "p", c: [paragraph] })),
    created_at: Date.now(),
    copies: places.filter(({ kind }) => kind !== "site").map(({ id: place }) => ({ place, state: "waiting" })),
  };
  return { post, body: { key, parent: parent?.id, title, text }, state: "sending" };
}

/**
 * @param {ThreadView} thread
 * @param {Outgoing[]} outgoing
 * @returns {ThreadView} with the replies that it does not hold yet, each at the end of its parent's replies
 */
function withReplies(thread, outgoing) {
  const posts = [...thread.posts];
  for (const { post } of outgoing) {
    if (!post.parent || post.thread !== thread.root.id) continue;
    if (posts.some(({ id, key }) => id === post.id || key === post.key)) continue;
    const parent = posts.findIndex(({ id }) => id === post.parent);
    const depth = (posts[parent]?.depth ?? 0) + 1;
    let at = parent + 1;
    while (at < posts.length && (posts[at].depth ?? 0) >= depth) at++;
    posts.splice(at, 0, { ...post, depth });
  }
  return { ...thread, posts };
}

/**
 * @param {ThreadSummary[]} summaries
 * @param {Outgoing[]} outgoing
 * @returns {ThreadSummary[]} with the questions that it does not hold yet, newest first
 */
function withQuestions(summaries, outgoing) {
  const waiting = outgoing.filter(
    ({ post }) => !post.parent && !summaries.some(({ root }) => root.id === post.id || root.key === post.key),
  );
  const first = waiting.map(({ post }) => ({ root: post, replies: 0, last_at: post.created_at, answered_by: null }));
  return [...first.reverse(), ...summaries];
}

export class Outbox {
  /** @param {Session} session */
  constructor(session) {
    this.session_ = session;
    /** @type {Outgoing[]} */
    this.outgoing_ = [];
    /** @type {Set<string>} keys of the posts written here, confirmed or not */
    this.mine = new Set();
    /** @type {Set<string>} keys that have come back as events */
    this.seen_ = new Set();
  }

  /** @param {PostView} post */
  find(post) {
    return this.outgoing_.find(({ body }) => body.key === post.key);
  }

  /** @param {ThreadSummary[]} summaries */
  addQuestions(summaries) {
    return withQuestions(summaries, this.outgoing_);
  }

  /** @param {string} id @param {ThreadView | undefined} thread @returns {ThreadView | undefined} */
  addReplies(id, thread) {
    const question = this.outgoing_.find(({ post }) => post.id === id && !post.parent);
    if (thread) return withReplies(thread, this.outgoing_);
    return question && { root: question.post, posts: [question.post], previous: null, next: null, total: 1, seq: "" };
  }

  /**
   * @param {{ parent?: PostView, title?: string, text: string }} written
   * @param {string} token
   * @returns {Promise<PostView | undefined>} as the relay confirmed it, if its answer came; throws RelayError, and the post
   *   stays with its reason
   */
  post(written, token) {
    const outgoing = newOutgoing({ ...written, token, places: this.session_.places });
    this.mine.add(outgoing.body.key);
    this.outgoing_.push(outgoing);
    return this.send_(outgoing, token);
  }

  /**
   * Sends a post again, or one copy of it.
   * @param {PostView} post @param {string | undefined} place of the copy; undefined: the post itself
   * @param {string} token
   */
  async retry(post, place, token) {
    const outgoing = this.find(post);
    if (!place) return outgoing && this.send_(outgoing, token);
    const version = this.session_.store.version(post.id);
    const answer = await this.session_.relay.retry(post.id, place, token);
    this.session_.live?.takeConfirmed(answer.post, version);
    return answer.post;
  }

  /** @param {PostView} post given up */
  discard(post) {
    this.outgoing_ = this.outgoing_.filter(({ body }) => body.key !== post.key);
    this.session_.tell();
  }

  /**
   * What has come back from the relay is the engine's to hold: by an answer, or by its event where the answer was lost.
   * @param {FeedEvent[]} [events]
   */
  settle(events = []) {
    for (const { post } of events) if (post?.key && this.mine.has(post.key)) this.seen_.add(post.key);
    this.outgoing_ = this.outgoing_.filter(({ state, body }) => state !== "sent" && !this.seen_.has(body.key));
  }

  /** @param {Outgoing} outgoing @param {string} token */
  async send_(outgoing, token) {
    outgoing.state = "sending";
    outgoing.reason = undefined;
    this.session_.tell();
    try {
      const { post } = await this.session_.relay.post(outgoing.body, token);
      outgoing.state = "sent";
      outgoing.post = post;
      this.session_.live?.takeConfirmed(post, -1);
      return post;
    } catch (error) {
      if (this.seen_.has(outgoing.body.key)) return undefined;
      outgoing.state = "failed";
      outgoing.reason = /** @type {{ code?: string }} */ (error).code ?? "unexpected";
      this.session_.tell();
      throw error;
    }
  }
}
