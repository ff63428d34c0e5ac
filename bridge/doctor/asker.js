// Asks a place as its account, as the relay does, and keeps what its clock says. What is quoted of an answer holds no secret.
import { SessionError } from "../sessions/bluesky.js";

/**
 * `words`: the platform's own, of a refusal.
 * @typedef {{status: number, json: any, words: string, headers: Record<string, string>, body: string}} Answer
 */
/** @typedef {import("../sessions/session.d.ts").Session} Session */

const timeoutMs = 15000;

/** There is no answer, so there is nothing to say about the place. */
export class NoAnswer extends Error {}

export class Asker {
  #session;
  #transport;
  /** How far the place's clock is ahead of ours; null while nobody has said. @type {number | null} */
  skewMs = null;

  /** @param {string} url of the place @param {import("../transport.js").Transport} transport @param {Session} [session] none: as anybody */
  constructor(url, transport, session) {
    this.url = url;
    this.#transport = transport;
    this.#session = session;
  }

  /** @param {string} path @param {Record<string, string>} [headers] @returns {Promise<Answer>} */
  get(path, headers) {
    return this.send("GET", path, { headers });
  }

  /**
   * @param {string} method @param {string} path
   * @param {{json?: object, body?: string, headers?: Record<string, string>, as?: string}} [more] `as`: the member whom the account is to act for
   * @returns {Promise<Answer>}
   */
  async send(method, path, { json, body, headers = {}, as } = {}) {
    const wanted = {
      method,
      headers: { ...(json && { "content-type": "application/json" }), ...headers },
      body: json ? JSON.stringify(json) : body,
    };
    let credentials = await this.credentials(as);
    let answer = await this.#sent(path, wanted, credentials);
    if (await this.#renewed(credentials, answer)) {
      credentials = await this.credentials(as);
      answer = await this.#sent(path, wanted, credentials);
    }
    const { headers: own, secrets = [] } = credentials;
    const all = [...secrets, ...Object.values(own).flatMap((value) => [value, value.replace(/^\w+ /, "")])];
    const { status, body: text = "", headers: heads = {} } = answer;
    const read = parsed(text);
    return { status, json: read ?? {}, words: wordsOf(read, all), headers: heads, body: text };
  }

  /** @param {string} path @param {{method: string, headers: Record<string, string>, body?: string}} wanted @param {import("../sessions/session.d.ts").Credentials} credentials */
  async #sent(path, wanted, { headers, query = {} }) {
    const address = new URL(this.url + path);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    const sentAt = Date.now();
    const all = { ...wanted.headers, ...headers };
    const answer = await this.#transport.send({ ...wanted, headers: all, url: address.href, timeout_ms: timeoutMs });
    if (answer.status === 0) throw new NoAnswer(`${address.origin}: ${answer.failure}: ${answer.detail ?? ""}`);
    this.#compare(answer.headers ?? {}, sentAt);
    return answer;
  }

  /** Whether the session had ended, and is renewed. @param {import("../sessions/session.d.ts").Credentials} credentials @param {import("../../wasm/engine.d.ts").HttpResponse} answer */
  async #renewed(credentials, answer) {
    try {
      return (await this.#session?.rejected(credentials, answer)) ?? false;
    } catch (error) {
      if (error instanceof SessionError) throw new NoAnswer(error.message, { cause: error });
      throw error;
    }
  }

  /** @param {string} [as] @returns {Promise<import("../sessions/session.d.ts").Credentials>} */
  async credentials(as) {
    try {
      return (await this.#session?.credentials(as)) ?? { headers: {} };
    } catch (error) {
      if (error instanceof SessionError) throw new NoAnswer(error.message, { cause: error });
      throw error;
    }
  }

  /** @param {Record<string, string>} headers @param {number} sentAt */
  #compare({ date, age }, sentAt) {
    const there = Date.parse(date ?? "");
    if (this.skewMs !== null || age !== undefined || Number.isNaN(there)) return; // a cache's date is of another time
    this.skewMs = there + 500 - (sentAt + Date.now()) / 2; // whole seconds are told
  }
}

/** @param {string} body */
function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** What the platforms name their reasons. @param {any} json @param {string[]} secrets */
function wordsOf(json, secrets) {
  const first = json?.errors?.[0];
  const said = [
    json?.error?.message,
    json?.message,
    json?.error,
    json?.status?.message,
    first?.detail,
    first?.code,
    first,
  ];
  const words = said.find((one) => typeof one === "string" && one !== "") ?? "";
  const clean = secrets.reduce((text, secret) => (secret === "" ? text : text.replaceAll(secret, "***")), words);
  return clean
    .replaceAll(/[\s\p{C}]+/gu, " ")
    .trim()
    .slice(0, 200);
}

/** @param {Answer} answer */
export const told = ({ status, words }) => `HTTP ${status}${words === "" ? "" : `: ${words}`}`;
