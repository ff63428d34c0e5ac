// The socket of one place: opened, and opened again when it ends, ever more rarely while it does not last. Never throws. While it is not
// open nothing is lost: the place is read as often as without one, and at once when it opens again.
import { EngineError } from "../engine-error.js";
import { Connection } from "./connection.js";

/** @typedef {Pick<import("../host.d.ts").Host, "push" | "look" | "query" | "broken">} Host */
/** @typedef {{open: boolean, since: number, messages: number, unread: number, reason?: string}} Standing */

// A Mastodon status with all of its parts takes some 10 kB, a Jetstream event less.
export const messageBytesMax = 1 << 20;
const pauseMinMs = 1000;
const pauseMaxMs = 300000;
const lastingMs = 60000; // one that was open for this long has worked
const warnEveryMs = 60000;

export class PushSocket {
  #place;
  #host;
  #account;
  #log;
  /** @type {Connection | null} */
  #connection = null;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #failures = 0;
  #openedAt = 0;
  #warnedAt = -Infinity;
  #closed = false;
  /** @type {Standing} */
  standing = { open: false, since: Date.now(), messages: 0, unread: 0 };

  /**
   * @param {{place: string, url: string, host: Host, account: Pick<import("../accounts.js").Account, "socket">,
   *   log: {info: (what: object, message: string) => void, warn: (what: object, message: string) => void}}} options
   */
  constructor({ place, url, host, account, log }) {
    this.#place = place;
    this.url = url;
    this.#host = host;
    this.#account = account;
    this.#log = log;
    this.#open();
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#connection?.close();
  }

  async #open() {
    try {
      const address = await this.#account.socket(this.url);
      if (this.#closed) return;
      const on = {
        open: () => this.#opened(),
        message: (/** @type {string} */ text) => this.#take(text),
        end: (/** @type {string} */ why) => this.#again(why),
      };
      this.#connection = new Connection(address, on, messageBytesMax);
    } catch (error) {
      this.#again(/** @type {Error} */ (error).message);
    }
  }

  #opened() {
    this.#openedAt = performance.now();
    this.standing = { ...this.standing, open: true, since: Date.now(), reason: undefined };
    this.#log.info({ place: this.#place }, "the socket is open");
    // What happened meanwhile was told to nobody.
    void this.#tell(() => this.#host.look(this.#place));
  }

  /** @param {string} text */
  #take(text) {
    this.standing.messages += 1;
    void this.#tell(() => this.#host.push(this.#place, text));
  }

  /** @param {() => Promise<void>} tell */
  async #tell(tell) {
    try {
      await tell();
    } catch (error) {
      if (!(error instanceof EngineError)) return this.close(); // the bridge acts no more, and has said why
      this.standing.unread += 1;
      this.#warn({ reason: error.message, unread: this.standing.unread }, "a message could not be read");
    }
  }

  /** @param {string} why */
  #again(why) {
    if (this.#closed) return;
    this.#connection = null;
    const lasted = this.standing.open && performance.now() - this.#openedAt >= lastingMs;
    this.#failures = lasted ? 0 : this.#failures + 1;
    const since = this.standing.open || this.standing.reason === undefined ? Date.now() : this.standing.since;
    this.standing = { ...this.standing, open: false, since, reason: why };
    // Spread, so that all who were cut off at once do not come back at once.
    const pause = Math.min(pauseMinMs * 2 ** this.#failures, pauseMaxMs) * (0.5 + Math.random() / 2);
    this.#warn({ reason: why, failures: this.#failures, pause_ms: Math.round(pause) }, "the socket is not open");
    this.#timer = setTimeout(() => this.#open(), pause);
  }

  /** @param {object} what @param {string} message */
  #warn(what, message) {
    const now = performance.now();
    if (now - this.#warnedAt < warnEveryMs) return;
    this.#warnedAt = now;
    this.#log.warn({ place: this.#place, ...what }, message);
  }
}
