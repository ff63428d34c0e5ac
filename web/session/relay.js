// The relay's HTTP API as functions that answer data or throw a RelayError. No state.

/** @import { Feed, ThreadView } from "../../wasm/engine.js" */

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
    return this.ask_(`/feed?${query}`);
  }

  /** @param {string} id @returns {Promise<ThreadView>} */
  thread(id) {
    return this.ask_(`/threads/${encodeURIComponent(id)}`);
  }

  /** @param {string} since */
  eventsUrl(since) {
    return `${this.base}/events?since=${encodeURIComponent(since)}`;
  }

  /** @param {string} path @returns {Promise<any>} */
  async ask_(path) {
    let answer, data;
    try {
      answer = await fetch(this.base + path, { credentials: "omit" });
      data = await answer.json().catch(() => undefined);
    } catch (failure) {
      throw new RelayError("unreachable", String(failure), 0);
    }
    if (answer.ok && data) return data;
    throw new RelayError(data?.error?.code ?? `http_${answer.status}`, data?.error?.message ?? "", answer.status);
  }
}
