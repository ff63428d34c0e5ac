// The accounts of a bridge: sends a request as one of them. Reads run side by side, at most four; writes strictly one after another,
// as no platform promises to keep the order of two at once. A secret goes to its own place's address and nowhere else.
import { readSecret } from "./secrets.js";
import { SessionError, blueskySession } from "./sessions/bluesky.js";
import { sealedKeeper } from "./sessions/keeper.js";
import { nodebbSession } from "./sessions/nodebb.js";

/** @typedef {import("../wasm/engine.d.ts").HttpRequest} HttpRequest */
/** @typedef {import("../wasm/engine.d.ts").HttpResponse} HttpResponse */
/** @typedef {import("./sessions/session.d.ts").Session} Session */

const readsMax = 4;

/**
 * @param {import("./config/types.d.ts").PlaceEntry} place
 * @param {{where: string, name: string, env: Record<string, string | undefined>, folder: string,
 *   transport: import("./transport.js").Transport, store: import("./store/sqlite.js").SqliteStore}} from
 */
export function openAccount(place, { where, name, env, folder, transport, store }) {
  if (place.platform === "bluesky" && place.account.password && place.account.identifier) {
    const password = readSecret(place.account.password, { env, folder, where: `${where}.account.password` });
    const keeper = sealedKeeper(store, name, password);
    return new Account(
      blueskySession({ url: place.url, identifier: place.account.identifier, password }, transport, keeper),
      transport,
      place.url,
    );
  }
  if (!place.account.token) throw new Error(`${where}.account: found no token`); // the schema has seen to it
  return new Account(
    nodebbSession(readSecret(place.account.token, { env, folder, where: `${where}.account.token` })),
    transport,
    place.url,
  );
}

export class Account {
  #session;
  #transport;
  #origin;
  #reads = 0;
  /** @type {(() => void)[]} */
  #waiting = [];
  #lastWrite = Promise.resolve();

  /** @param {Session} session @param {import("./transport.js").Transport} transport @param {string} url of its place */
  constructor(session, transport, url) {
    this.#session = session;
    this.#transport = transport;
    this.#origin = new URL(url).origin;
  }

  /** @param {HttpRequest} request @returns {Promise<HttpResponse>} */
  async send(request) {
    if (!URL.canParse(request.url) || new URL(request.url).origin !== this.#origin)
      return { status: 0, failure: "no_session", detail: `this account acts at ${this.#origin} only` };
    if (request.method === "GET") return this.#read(request);
    const done = this.#lastWrite.then(() => this.#authorized(request));
    this.#lastWrite = done.then(
      () => {},
      () => {},
    );
    return done;
  }

  /** @param {HttpRequest} request */
  async #read(request) {
    if (this.#reads < readsMax) this.#reads += 1;
    else await new Promise((resolve) => this.#waiting.push(() => resolve(undefined))); // a turn is handed over
    try {
      return await this.#authorized(request);
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#reads -= 1;
    }
  }

  /** @param {HttpRequest} request @returns {Promise<HttpResponse>} */
  async #authorized(request) {
    try {
      const authorization = await this.#session.authorization();
      const answer = await this.#transport.send({ ...request, headers: { ...request.headers, authorization } });
      // Refused for its session, before anything was done: the same request once more is no repetition.
      if (!(await this.#session.rejected(authorization, answer))) return answer;
      const renewed = await this.#session.authorization();
      return await this.#transport.send({ ...request, headers: { ...request.headers, authorization: renewed } });
    } catch (error) {
      if (error instanceof SessionError) return { status: 0, failure: "no_session", detail: error.message };
      throw error;
    }
  }
}
