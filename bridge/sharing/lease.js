// A relay's turn to write for one bridge. It is over when another relay took it, or when it could not be renewed in time: by a clock that goes
// on while the process stands still, so that one that was stopped knows it before it does anything more.
import { performance } from "node:perf_hooks";
import { release, renew } from "../store/leases.js";

/** @typedef {{lastsMs: number, renewMs: number, marginMs: number}} Times `marginMs`: so long before the database lets it lapse, we do */

/** @type {Times} */
export const times = { lastsMs: 7000, renewMs: 2000, marginMs: 1500 };

export class Lease {
  #pool;
  #bridge;
  #times;
  #onLost;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  /** @type {NodeJS.Timeout | undefined} */
  #deadline;
  #validUntil = 0;
  #over = false;

  /**
   * @param {{pool: import("pg").Pool, bridge: string, token: number, since: number, times: Times, onLost: (reason: string) => void}} options
   *   `since`: `performance.now()` from before it was asked for
   */
  constructor({ pool, bridge, token, since, times, onLost }) {
    this.#pool = pool;
    this.#bridge = bridge;
    this.token = token;
    this.#times = times;
    this.#onLost = onLost;
    this.#extend(since);
    this.#timer = setTimeout(() => void this.#renew(), times.renewMs);
  }

  /** Whether it is still our turn. */
  get valid() {
    return !this.#over && performance.now() < this.#validUntil;
  }

  /** It is over, by our own will: nothing is told. */
  async end() {
    this.#stop();
    await release(this.#pool, this.#bridge, this.token).catch(() => {}); // then it lapses
  }

  /** @param {number} since */
  #extend(since) {
    this.#validUntil = since + this.#times.lastsMs - this.#times.marginMs;
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(
      () => this.#lost("it could not be renewed in time"),
      Math.max(this.#validUntil - performance.now(), 0),
    );
  }

  async #renew() {
    const since = performance.now();
    let ours = null;
    try {
      ours = await renew(this.#pool, this.#bridge, this.token, this.#times.lastsMs);
    } catch {
      // the database does not answer: tried again until the deadline
    }
    if (this.#over) return;
    if (ours === false || !this.valid) return this.#lost("another relay writes now");
    if (ours) this.#extend(since);
    this.#timer = setTimeout(() => void this.#renew(), ours ? this.#times.renewMs : this.#times.renewMs / 4);
  }

  /** @param {string} reason */
  #lost(reason) {
    if (this.#over) return;
    this.#stop();
    this.#onLost(reason);
  }

  #stop() {
    this.#over = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#deadline);
  }
}
