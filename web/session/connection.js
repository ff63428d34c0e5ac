// Whether the relay can be reached, as far as its readers should know: a line that breaks and mends within seconds is not worth
// a word.

/** @import { Session } from "./session.js" */

const patienceMs = 4_000;

export class Connection {
  /** @param {Session} session */
  constructor(session) {
    this.session_ = session;
    /** When it was last reached, while it cannot be; otherwise undefined. @type {number | undefined} */
    this.lostAt = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer_ = undefined;
    this.offline_ = () => this.lose_(Date.now());
    addEventListener("offline", this.offline_);
  }

  /** @param {boolean} is connected */
  tell(is) {
    if (!is) return void (this.timer_ ??= setTimeout((at) => this.lose_(at), patienceMs, Date.now()));
    clearTimeout(this.timer_);
    this.timer_ = undefined;
    if (this.lostAt === undefined) return;
    this.lostAt = undefined;
    this.session_.tell();
  }

  /** @param {number} at */
  lose_(at) {
    this.lostAt ??= at;
    this.session_.tell();
  }

  close() {
    clearTimeout(this.timer_);
    removeEventListener("offline", this.offline_);
  }
}
