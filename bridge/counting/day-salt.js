// Who reads, as a number that says nothing: a hash with a salt that is another each day (UTC) and is never stored. Without a configured `key`
// it is random, and gone for ever when the day is over; with one it is made of it, so that several relays, and one that started again, agree.
import { createHmac, randomBytes } from "node:crypto";

export const dayMs = 86400000;
const digits = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's base32
const length = 13; // of 64 bits

export class DaySalt {
  #keys;
  #bridge;
  /** @type {{day: number, salt: Buffer} | null} */
  #today = null;

  /** @param {import("../sealing.js").Keys} keys @param {string} bridge */
  constructor(keys, bridge) {
    this.#keys = keys;
    this.#bridge = bridge;
  }

  /** @param {number} day since 1970 */
  #of(day) {
    if (this.#today?.day !== day) {
      const salt = this.#keys.lasting ? this.#keys.of(`readers of ${this.#bridge} on day ${day}`) : randomBytes(32);
      this.#today = { day, salt };
    }
    return this.#today.salt;
  }

  /** 64 bits in 13 characters of base32. @param {number} day @param {string} address @param {string} browser as its User-Agent says */
  visitor(day, address, browser) {
    const hash = createHmac("sha256", this.#of(day))
      .update(JSON.stringify([address, browser]))
      .digest();
    return Array.from(hash.subarray(0, length), (byte, i) => digits[byte & (i === 0 ? 15 : 31)]).join("");
  }
}
