// What may be used once only, until it would have ended by itself. Bounded: where nothing more can be remembered, nothing more is taken.

export class Once {
  #max;
  /** Until when each is remembered. @type {Map<string, number>} */
  #used = new Map();

  /** @param {number} max */
  constructor(max) {
    this.#max = max;
  }

  /** @param {string} id @param {number} until in ms since 1970 @param {number} [now] @returns {boolean} false: it was used before, or cannot be remembered */
  take(id, until, now = Date.now()) {
    if ((this.#used.get(id) ?? 0) > now) return false;
    if (this.#used.size >= this.#max) {
      for (const [old, end] of this.#used) if (end <= now) this.#used.delete(old);
      if (this.#used.size >= this.#max) return false;
    }
    this.#used.set(id, until);
    return true;
  }
}
