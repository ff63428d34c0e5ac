// A list that the relay gives in pages. What is on the screen is not moved by what others do: what is shown is brought up to date where it stands,
// and what is new, or has another place, waits until somebody wants it.
import { refusal } from "../refusals.js";

/** @import { Reason } from "../refusals.js" */
/** @import { Page } from "./shapes.js" */

const size = 25;
const sizeMax = 100;

/** @template T @template {Page<T>} [Answer=Page<T>] */
export class Listing {
  /**
   * @param {(after: string | null, size: number) => Promise<Answer>} ask
   * @param {(item: T) => string} idOf
   * @param {() => void} tell
   */
  constructor(ask, idOf, tell) {
    this.ask_ = ask;
    this.idOf_ = idOf;
    this.tell_ = tell;
    /** @type {T[]} */
    this.items = [];
    /** @type {string | null} */
    this.next = null;
    /** @type {"loading" | "ready" | "failed"} */
    this.state = "loading";
    /** Why it failed; or, where it stands, why it is not up to date. @type {Reason | undefined} */
    this.reason = undefined;
    /** The last answer, for what stands beside its items. @type {Answer | undefined} */
    this.answer = undefined;
    /** What would be shown now. @type {Answer | undefined} */
    this.pending = undefined;
    this.version_ = 0;
    /** How often something in it was changed or taken out here. */
    this.changes_ = 0;
    /** @type {Promise<void> | undefined} */
    this.reading_ = undefined;
    /** The refresh that begins when what is read now has come. @type {Promise<void> | undefined} */
    this.next_ = undefined;
  }

  /** From the start, as when it is opened or another one is chosen. */
  async load() {
    this.state = "loading";
    this.items = [];
    this.pending = undefined;
    await this.read_(null, size, (answer) => this.show_(answer));
  }

  async more() {
    const { next } = this;
    if (!next) return;
    await this.read_(next, size, (answer) => {
      const there = new Set(this.items.map(this.idOf_));
      this.items = [...this.items, ...answer.items.filter((item) => !there.has(this.idOf_(item)))];
      this.next = answer.next;
    });
  }

  /** Something changed somewhere. It ends when what was so at its beginning is shown, or waits. */
  async refresh() {
    if (this.state === "loading") return;
    // What is being read was asked for before, and is shown first.
    if (this.reading_) return (this.next_ ??= this.refreshAfter_(this.reading_));
    const wanted = Math.min(sizeMax, Math.max(size, this.items.length));
    const changes = this.changes_;
    await this.read_(null, wanted, (answer) => {
      // Asked for before something was done here: older than what is shown.
      if (changes !== this.changes_) return;
      const order = (/** @type {T[]} */ items) => items.map(this.idOf_).join();
      const beyond = this.items.slice(answer.items.length);
      if (!this.items.length || order([...answer.items, ...beyond]) === order(this.items)) {
        if (!beyond.length) return this.show_(answer);
        this.items = [...answer.items, ...beyond];
        this.answer = answer;
        this.pending = undefined;
        return;
      }
      const fresh = new Map(answer.items.map((item) => [this.idOf_(item), item]));
      this.items = this.items.map((item) => fresh.get(this.idOf_(item)) ?? item);
      this.answer = answer;
      this.pending = answer;
    });
    if (changes !== this.changes_) await this.refresh();
  }

  /** @param {Promise<void>} reading */
  async refreshAfter_(reading) {
    await reading;
    this.next_ = undefined;
    await this.refresh();
  }

  /** What waits is shown. */
  take() {
    if (this.pending) this.show_(this.pending);
    this.tell_();
  }

  /** Those that are not shown yet. */
  get fresh() {
    const there = new Set(this.items.map(this.idOf_));
    return this.pending?.items.filter((item) => !there.has(this.idOf_(item))).length ?? 0;
  }

  /** It is another from now on. @param {T} item */
  replace(item) {
    const id = this.idOf_(item);
    this.changes_++;
    this.items = this.items.map((each) => (this.idOf_(each) === id ? item : each));
    this.tell_();
  }

  /** @param {string} id */
  remove(id) {
    this.changes_++;
    this.items = this.items.filter((item) => this.idOf_(item) !== id);
    this.tell_();
  }

  /** @param {Answer} answer */
  show_(answer) {
    this.items = answer.items;
    this.next = answer.next;
    this.answer = answer;
    this.pending = undefined;
  }

  /** @param {string | null} after @param {number} wanted @param {(answer: Answer) => void} take */
  async read_(after, wanted, take) {
    const reading = this.readNow_(++this.version_, after, wanted, take).then(() => {
      if (this.reading_ === reading) this.reading_ = undefined;
    });
    this.reading_ = reading;
    await reading;
  }

  /** @param {number} version @param {string | null} after @param {number} wanted @param {(answer: Answer) => void} take */
  async readNow_(version, after, wanted, take) {
    this.tell_();
    try {
      const answer = await this.ask_(after, wanted);
      if (version !== this.version_) return;
      take(answer);
      this.state = "ready";
      this.reason = undefined;
    } catch (error) {
      if (version !== this.version_) return;
      this.reason = refusal(error).reason;
      if (this.state === "loading") this.state = "failed";
    }
    this.tell_();
  }
}
