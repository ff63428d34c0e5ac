// When a search is one, and when it helped: it counts once it is not typed on, or leads to a thread; it was answered when the page is
// left and nobody has asked a question after all.

/** @import { Tally } from "./tally.js" */

const typedMs = 3_000;

export class Searches {
  constructor() {
    /** Of the one that may still be typed on. @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer_ = undefined;
    /** What counts the last search. @type {() => void} */
    this.count_ = () => {};
    this.led_ = false;
    this.answered_ = 0;
  }

  /** @param {Tally} tally */
  found(tally) {
    clearTimeout(this.timer_);
    this.led_ = false;
    this.count_ = () => {
      clearTimeout(this.timer_);
      this.count_ = () => {};
      tally.add("search");
    };
    this.timer_ = setTimeout(() => this.count_(), typedMs);
  }

  /** A thread that was found is opened. */
  led() {
    this.count_();
    if (!this.led_) this.answered_++;
    this.led_ = true;
  }

  /** A question was asked after all. */
  asked() {
    this.answered_ = 0;
  }

  /** The page is left. @param {Tally} tally */
  end(tally) {
    this.count_();
    for (; this.answered_; this.answered_--) tally.add("search_answered");
  }
}
