// What somebody who is signed in asks of the relay. As relay.js: answers data or throws a RelayError, no state.
import { understood } from "./ask.js";
import { readPost } from "./readable.js";
import { RelayError } from "./relay.js";

/** @import { PostView, RichText } from "../../wasm/engine.js" */
/** @import { Relay } from "./relay.js" */

/** @typedef {{ title?: string, text: string, format?: "markdown" }} Said */
/** @typedef {Said & { key: string, parent?: string }} NewPost the same key is the same post */
/** @typedef {"spam" | "abuse" | "private" | "illegal" | "other"} ReportReason */
/**
 * What would become of a text in one place.
 * @typedef {object} PlacePreview
 * @property {string} place
 * @property {"member" | "account"} as
 * @property {string} account the name it will stand under
 * @property {boolean} mirrored
 * @property {string} [reason] why it is not
 * @property {number | null} left characters, as the place counts; negative: over; null: no limit
 * @property {string} [kept_until] when it is cut: the last words that stay
 * @property {boolean} formatted false: the formatting is lost there
 */
/** @typedef {{ body: RichText, places: PlacePreview[] }} Preview */
/**
 * @typedef {object} Me
 * @property {{ id: string, name: string, role: string }} person
 * @property {string} author key of what they write in the widget
 * @property {{ moderate: boolean, deliver: boolean }} may
 * @property {string[]} liked
 * @property {Told[]} [told]
 */
/** @typedef {import("../../wasm/engine.js").Told & { at?: number, says?: string }} Told `says`: the post's title, or how it begins */

const patienceMs = 20_000;

/** A refusal that says when to come back. */
export class Refusal extends RelayError {
  /** @param {RelayError} error @param {number} afterMs 0: it does not say */
  constructor({ code, message, status }, afterMs) {
    super(code, message, status);
    this.afterMs = afterMs;
  }
}

export class RelayWrites {
  /** @param {Relay} relay @param {() => string} token "": it has lapsed, and is not tried */
  constructor(relay, token) {
    this.relay_ = relay;
    this.token_ = token;
  }

  /** @param {NewPost} post @returns {Promise<{ post: PostView }>} */
  post(post) {
    return this.ask_("POST", "/posts", post);
  }

  /** @param {string} id @param {Said} said @returns {Promise<{ post: PostView }>} */
  edit(id, said) {
    return this.ask_("PATCH", at(id), said);
  }

  /** @param {string} id @param {boolean} [leaving] the page is being left @returns {Promise<{ post: PostView }>} */
  remove(id, leaving) {
    return this.ask_("DELETE", at(id), undefined, { keepalive: leaving });
  }

  /** @param {string} id @param {"accept" | "unaccept" | "react" | "unreact" | "hold" | "release"} act @returns {Promise<{ post: PostView }>} */
  act(id, act) {
    return this.ask_("POST", `${at(id)}/${act}`);
  }

  /** @param {string} id @param {string} place of a copy that failed @returns {Promise<{ post: PostView }>} */
  retry(id, place) {
    return this.ask_("POST", `${at(id)}/retry`, { place });
  }

  /** @param {string} id @param {ReportReason} reason */
  report(id, reason) {
    return this.ask_("POST", `${at(id)}/report`, { reason });
  }

  /** @param {Said & { parent?: string }} said @param {AbortSignal} signal @returns {Promise<Preview>} */
  preview(said, signal) {
    return this.ask_("POST", "/preview", said, { signal });
  }

  /** @param {string[]} posts @returns {Promise<Me>} */
  me(posts) {
    return this.ask_("GET", `/me?${new URLSearchParams({ posts: posts.join(",") })}`);
  }

  /**
   * @param {string} method @param {string} path @param {unknown} [body] @param {{ keepalive?: boolean, signal?: AbortSignal }} [how]
   * @returns {Promise<any>}
   */
  async ask_(method, path, body, { keepalive, signal = AbortSignal.timeout(patienceMs) } = {}) {
    const token = this.token_();
    if (!token) throw new RelayError("unauthorized", "", 401);
    /** @type {Record<string, string>} */
    const headers = { authorization: `Bearer ${token}` };
    if (body) headers["content-type"] = "application/json";
    let answer, data;
    try {
      /** @type {RequestInit} */
      const options = { method, headers, credentials: "omit", keepalive, signal };
      if (body) options.body = JSON.stringify(body);
      answer = await fetch(this.relay_.base + path, options);
      data = await answer.json().catch(() => undefined);
    } catch (failure) {
      throw new RelayError("unreachable", String(failure), 0);
    }
    if (answer.ok && data?.post) data.post = understood(readPost(data.post)[0]);
    if (answer.ok && (data || answer.status === 204)) return data;
    const { code = `http_${answer.status}`, message = "" } = data?.error ?? {};
    throw new Refusal(
      new RelayError(code, message, answer.status),
      Number(answer.headers.get("retry-after")) * 1000 || 0,
    );
  }
}

/** @param {string} id */
const at = (id) => `/posts/${encodeURIComponent(id)}`;
