// What somebody is writing, by thread ("" is a new question, "edit:<id>" a post being changed). Kept in this browser while they write,
// for them alone, and the same in every tab; gone when it is sent or discarded.
import { Kept, Neighbours } from "./kept.js";

/** @import { Parent } from "./outgoing.js" */

/**
 * @typedef {object} Draft
 * @property {string} title
 * @property {string} text
 * @property {Parent} [to] the post it replies to, when that is not the thread's first
 * @property {"restored" | "discarded"} [note] what there is to say about it
 */

const pauseMs = 300;
const keptMs = 30 * 86_400_000;

/** @returns {Draft} */
const nothing = () => ({ title: "", text: "" });

export class Drafts {
  /** @param {string} base of the conversation @param {string} who id of the person @param {() => void} tell has it shown */
  constructor(base, who, tell) {
    this.who_ = who;
    this.tell_ = tell;
    this.kept_ = new Kept(base);
    this.neighbours_ = new Neighbours(base, (kind, key) => kind === "draft" && this.look_(key));
    /** @type {Map<string, Draft>} */
    this.all_ = new Map();
    /** @type {Map<string, Draft>} what was discarded, to be had back */
    this.discarded_ = new Map();
    /** @type {Map<string, ReturnType<typeof setTimeout>>} what is yet to be kept */
    this.unkept_ = new Map();
    this.leaving_ = () => this.unkept_.forEach((_, key) => this.keep_(key));
    addEventListener("pagehide", this.leaving_);
    document.addEventListener("visibilitychange", this.leaving_);
    void this.restore_();
  }

  close() {
    this.leaving_();
    removeEventListener("pagehide", this.leaving_);
    document.removeEventListener("visibilitychange", this.leaving_);
    this.neighbours_.close();
  }

  /** @param {string} key */
  of(key) {
    return this.all_.get(key) ?? nothing();
  }

  /** @param {string} key @param {Partial<Draft>} change */
  write(key, change) {
    this.all_.set(key, { ...this.of(key), note: undefined, ...change });
    clearTimeout(this.unkept_.get(key));
    this.unkept_.set(
      key,
      setTimeout(() => this.keep_(key), pauseMs),
    );
    this.tell_();
  }

  /** @param {string} key what was sent, or is no longer wanted */
  forget(key) {
    this.all_.delete(key);
    this.keep_(key);
    this.tell_();
  }

  /** @param {string} key */
  discard(key) {
    this.discarded_.set(key, this.of(key));
    this.forget(key);
    this.all_.set(key, { ...nothing(), note: "discarded" });
  }

  /** @param {string} key */
  bringBack(key) {
    this.write(key, { ...this.discarded_.get(key), note: undefined });
  }

  /** @param {string} key */
  keep_(key) {
    clearTimeout(this.unkept_.get(key));
    this.unkept_.delete(key);
    const { title, text, to } = this.of(key);
    const parent = to && { id: to.id, thread: to.thread, author: to.author };
    const keeping =
      title || text
        ? this.kept_.keep("draft", key, { by: this.who_, at: Date.now(), title, text, to: parent })
        : this.kept_.forget("draft", key);
    void keeping.then(() => this.neighbours_.tell("draft", key));
  }

  async restore_() {
    for (const [key, { title, text, to, at }] of await this.kept_.all("draft", this.who_)) {
      if (Date.now() - at > keptMs) void this.kept_.forget("draft", key);
      else if (!this.all_.has(key)) this.all_.set(key, { title, text, to, note: "restored" });
    }
    this.tell_();
  }

  /** It was changed in another tab, or in another widget of this page. @param {string} key */
  async look_(key) {
    const kept = await this.kept_.read("draft", key);
    if (this.unkept_.has(key) || (kept && kept.by !== this.who_)) return;
    if (kept) this.all_.set(key, { title: kept.title, text: kept.text, to: kept.to });
    else this.all_.delete(key);
    this.tell_();
  }
}
