// All sockets of one bridge. Which there are to be, the engine says; it is asked now and then, as that may hang on who we turn out to be.
import { PushSocket } from "./push-socket.js";

/** @typedef {import("../../wasm/engine.d.ts").SocketWish} SocketWish */

const askEveryMs = 5000;

export class PushSockets {
  /** @type {Map<string, PushSocket>} */
  #open = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #options;

  /**
   * @param {{host: import("./push-socket.js").Host, accounts: Map<string, Pick<import("../accounts.js").Account, "socket">>,
   *   log: import("fastify").FastifyBaseLogger}} options
   */
  constructor(options) {
    this.#options = options;
  }

  start() {
    this.#ask();
    this.#timer = setInterval(() => this.#ask(), askEveryMs);
    this.#timer.unref();
  }

  stop() {
    clearInterval(this.#timer);
    for (const socket of this.#open.values()) socket.close();
    this.#open.clear();
  }

  /** How they stand, by place. @returns {Record<string, import("./push-socket.js").Standing>} */
  standing() {
    return Object.fromEntries([...this.#open].map(([place, { standing }]) => [place, standing]));
  }

  #ask() {
    const { host, log } = this.#options;
    if (host.broken) return this.stop();
    try {
      this.#follow(host.query({ view: "sockets" }) ?? []);
    } catch (error) {
      log.warn({ reason: /** @type {Error} */ (error).message }, "the sockets are not known");
    }
  }

  /** @param {SocketWish[]} wishes */
  #follow(wishes) {
    const { host, accounts, log } = this.#options;
    for (const [place, socket] of this.#open) {
      if (wishes.some((wish) => wish.place === place && wish.url === socket.url)) continue;
      socket.close();
      this.#open.delete(place);
    }
    for (const { place, account: name, url } of wishes) {
      const account = accounts.get(name);
      if (account && !this.#open.has(place)) this.#open.set(place, new PushSocket({ place, url, host, account, log }));
    }
  }
}
