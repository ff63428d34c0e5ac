// What the relay gives whole: until it has come, while it is read again, and when it cannot be had. Of several answers the one counts that was
// asked for last, and none that was asked for before something was done to it here.
import { refusal } from "../refusals.js";

/** @import { Reason } from "../refusals.js" */
/** @import { Desk } from "./desk.js" */

export class Reading {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk_ = desk;
    /** @type {"loading" | "ready" | "failed"} */
    this.state = "loading";
    /** Why it failed; or, where it stands, why it is not up to date. @type {Reason | undefined} */
    this.reason = undefined;
    this.version_ = 0;
    /** What is being read, asked for anew. @type {(() => Promise<void>) | undefined} */
    this.again_ = undefined;
  }

  /** @template T @param {() => Promise<T>} ask @param {(answer: T) => void} take */
  async take_(ask, take) {
    const version = ++this.version_;
    this.again_ = () => this.take_(ask, take);
    const { element, tell } = this.desk_;
    tell();
    try {
      const answer = await ask();
      if (version !== this.version_) return;
      take(answer);
      this.state = "ready";
      this.reason = undefined;
    } catch (error) {
      if (version !== this.version_) return;
      this.reason = refusal(error).reason;
      if (this.state === "loading") this.state = "failed";
      if (this.reason === "signIn") element.refuse();
    }
    this.again_ = undefined;
    tell();
  }

  /** It is known here as it is since something was done: what was asked for before that is older. */
  overtake_() {
    void this.again_?.();
  }
}
