// A relay that cannot be reached: what was last seen stands in its place, with its age, and it is asked again: after a while that grows,
// and at once when the network is back.
import { chosenOf, recall } from "./last-seen.js";
import { startOver } from "./start-over.js";

/** @import { Session } from "./session.js" */

const waitMs = { first: 4_000, most: 60_000 };

export class Recovery {
  /** @param {Session} session */
  constructor(session) {
    this.session_ = session;
    this.wait_ = waitMs.first;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer_ = undefined;
    this.again_ = this.again_.bind(this);
    addEventListener("online", this.again_);
  }

  /** The first list could not be read. */
  async begin() {
    this.later_();
    const session = this.session_;
    const seen = await recall(session);
    if (!seen || session.closed || session.seenAt || session.lists.some(({ state }) => state === "ready")) return;
    session.store.takeFeed({ seq: "", threads: seen.threads, next: null, places: seen.places });
    for (const thread of seen.whole) session.store.takeThread(/** @type {any} */ (thread));
    for (const list of session.lists) {
      const threads = chosenOf(seen, list.selection);
      if (threads.length) list.take({ seq: "", threads, next: null, places: seen.places });
    }
    session.seenAt = seen.at;
    session.tell();
  }

  later_() {
    clearTimeout(this.timer_);
    this.timer_ = setTimeout(this.again_, this.wait_ * (0.75 + Math.random() / 2));
    this.wait_ = Math.min(this.wait_ * 2, waitMs.most);
  }

  async again_() {
    const session = this.session_;
    try {
      await startOver(session);
      this.stop();
      session.recovery_ = undefined;
      for (const id of session.threads.forget()) session.openThread(id);
    } catch {
      if (!session.closed) this.later_();
    }
  }

  stop() {
    clearTimeout(this.timer_);
    removeEventListener("online", this.again_);
  }
}
