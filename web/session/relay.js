// The relay's HTTP API as functions that answer data or throw a RelayError. No state.

/** @import { Feed, PostView } from "../../wasm/engine.js" */

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
   * @param {Partial<import("./feed-list.js").Selection> & { after?: string | null, pageSize?: number }} page
   * @returns {Promise<Feed>}
   */
  feed({ sort, place, tag, status, after, pageSize }) {
    return this.ask_(`/feed${query({ sort, place, tag, status, after, page_size: pageSize })}`);
  }

  /**
   * @param {string} id of a thread, or of any post of it
   * @param {{ after?: string, before?: string, around?: string, pageSize?: number }} [page] without: all of it
   * @returns {Promise<import("./thread-pages.js").ThreadPage>}
   */
  thread(id, { after, before, around, pageSize } = {}) {
    return this.ask_(`/threads/${encodeURIComponent(id)}${query({ after, before, around, page_size: pageSize })}`);
  }

  /**
   * @param {{ key: string, parent?: string, title?: string, text: string }} post the same key is the same post
   * @param {string} token
   * @returns {Promise<{ post: PostView }>}
   */
  post(post, token) {
    return this.ask_("/posts", { token, body: post });
  }

  /**
   * @param {string} id @param {string} place @param {string} token
   * @returns {Promise<{ post: PostView }>}
   */
  retry(id, place, token) {
    return this.ask_(`/posts/${encodeURIComponent(id)}/retry`, { token, body: { place } });
  }

  /** @param {string} since */
  eventsUrl(since) {
    return `${this.base}/events?since=${encodeURIComponent(since)}`;
  }

  /**
   * @param {string} path
   * @param {{ token?: string, body?: unknown, signal?: AbortSignal }} [write] with a body; without, it only reads
   * @returns {Promise<any>}
   */
  async ask_(path, write) {
    /** @type {RequestInit} */
    const options = { credentials: "omit", signal: write?.signal };
    if (write?.body) {
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

/** @param {Record<string, string | number | boolean | null | undefined>} values @returns {string} "" or "?…" */
export function query(values) {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return given.length ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : "";
}
