// What happened on this page in one conversation, until its relay is told: every few seconds, and when the page is left. What cannot be
// told is lost: a figure is about right, and nobody waits for it.
import { visitOf } from "./returned.js";
import { whence } from "./ways.js";

/** @import { PageAct, PlaceView, Via } from "../../wasm/engine.js" */

/** @typedef {{ what: PageAct, thread?: string, via?: Via }} Counted */

const everyMs = 5_000;
const atOnce = 50; // as the relay takes them
const failuresMax = 3;
/** The page's address as it was come to: the widget keeps whence out of what it puts there (permalink.js). */
const cameTo = () => performance.getEntriesByType("navigation")[0]?.name ?? location.href;
const threadId = /^[0-9a-f][0-9a-hjkmnp-tv-z]{12}$/;

export class Tally {
  /** @param {string} base of the conversation @param {PlaceView[]} places */
  constructor(base, places) {
    this.base_ = base;
    /** @type {Counted[]} */
    this.events_ = [];
    /** What is told once. @type {Set<string>} */
    this.once_ = new Set();
    this.failures_ = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer_ = undefined;
    const via = whence({ href: cameTo(), referrer: document.referrer }, places);
    void visitOf(base).then((visit) => visit && this.add(visit, undefined, via));
  }

  /** @param {PageAct} what @param {unknown} [thread] a post of it; one that waits to be sent has no id yet, and is not told @param {Via} [via] */
  add(what, thread, via) {
    if (this.failures_ >= failuresMax) return;
    const way = via && { via };
    if (thread === undefined) this.events_.push({ what, ...way });
    else if (typeof thread === "string" && threadId.test(thread)) this.events_.push({ what, thread, ...way });
    this.timer_ ??= setTimeout(() => this.send(), everyMs);
  }

  /** At most once while the page stands. @param {PageAct} what @param {string} thread */
  addOnce(what, thread) {
    const key = `${what} ${thread}`;
    if (!this.once_.has(key)) this.add(what, thread);
    this.once_.add(key);
  }

  /** Tells all that there is. */
  send() {
    clearTimeout(this.timer_);
    this.timer_ = undefined;
    while (this.events_.length) void this.tell_(this.events_.splice(0, atOnce));
  }

  /** @param {Counted[]} events */
  async tell_(events) {
    const answer = await fetch(`${this.base_}/count`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ events }),
      credentials: "omit",
      keepalive: true, // the page may be gone before it has left
    }).catch(() => undefined);
    // A relay that takes none, or does not allow this website, is not asked for ever.
    this.failures_ = answer?.ok ? 0 : this.failures_ + (answer && answer.status !== 429 ? failuresMax : 1);
  }
}
