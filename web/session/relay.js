// The relay's HTTP API as functions that answer data or throw a RelayError. No state.
import { readFeed, readPost, readThread } from "./readable.js";

/** @import { Feed, PostView, ThreadView } from "../../wasm/engine.js" */

export class RelayError extends Error {
  /**
   * @param {string} code the relay's, or "unreachable", or "http_<status>"
   * @param {string} message for people
   * @param {number} status 0 when there was no answer
   */
  constructor(code, message, status) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export class Relay {
  /** @param {string} base the bridge's address, without a slash at its end */
  constructor(base) {
    this.base = base;
  }

  /**
   * @param {{ after?: string, pageSize?: number }} page
   * @returns {Promise<Feed>}
   */
  async feed({ after, pageSize }) {
    const query = new URLSearchParams();
    if (after) query.set("after", after);
    if (pageSize) query.set("page_size", String(pageSize));
    return understood(readFeed(await this.ask_(`/feed?${query}`)));
  }

  /** @param {string} id @returns {Promise<ThreadView>} */
  async thread(id) {
    return understood(readThread(await this.ask_(`/threads/${encodeURIComponent(id)}`)));
  }

  /**
   * @param {{ key: string, parent?: string, title?: string, text: string }} post the same key is the same post
   * @param {string} token
   * @returns {Promise<{ post: PostView }>}
   */
  async post(post, token) {
    return ownPost(await this.ask_("/posts", { token, body: post }));
  }

  /**
   * @param {string} id @param {string} place @param {string} token
   * @returns {Promise<{ post: PostView }>}
   */
  async retry(id, place, token) {
    return ownPost(await this.ask_(`/posts/${encodeURIComponent(id)}/retry`, { token, body: { place } }));
  }

  /** @param {string} since */
  eventsUrl(since) {
    return `${this.base}/events?since=${encodeURIComponent(since)}`;
  }

  /**
   * @param {string} path
   * @param {{ token?: string, body?: unknown }} [write]
   * @returns {Promise<any>}
   */
  async ask_(path, write) {
    /** @type {RequestInit} */
    const options = { credentials: "omit" };
    if (write) {
      options.method = "POST";
      options.headers = { "content-type": "application/json", authorization: `Bearer ${write.token}` };
      options.body = JSON.stringify(write.body);
      options.signal = AbortSignal.timeout(20_000);
    }
    let answer, data;
    try {
      answer = await fetch(this.base + path, options);
      data = await answer.json().catch(() => undefined);
    } catch (failure) {
      throw new RelayError("unreachable", String(failure), 0);
    }
    if (answer.ok && data) return data;
    throw new RelayError(data?.error?.code ?? `http_${answer.status}`, data?.error?.message ?? "", answer.status);
  }
}

/** @template T @param {T | undefined} data @returns {T} */
function understood(data) {
  if (!data) throw new RelayError("not_understood", "this is no answer of a relay", 200);
  return data;
}

/** @param {any} answer @returns {{ post: PostView }} */
const ownPost = ({ post }) => ({ post: understood(readPost(post)[0]) });
