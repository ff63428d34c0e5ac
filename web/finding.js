// What a visitor looks for in one widget: at once in what the engine holds, then in all that the relay has. The last word typed
// wins: an answer to an earlier one is not shown. While they write a question, threads that may answer it already are offered.
import { emit } from "./events.js";

/** @import { Search } from "../wasm/engine.js" */
/** @import { PleinFeed } from "./feed-element.js" */
/** @import { Selection } from "./session/feed-list.js" */

/** @typedef {{ results: Search["results"], total: number, next: string | null, relaxed: boolean }} Found */

const waitMs = { typing: 180, writing: 500 };
const least = 2; // characters, before anybody is asked
const likeLeast = 12;
const textMost = 500;
const pageSize = 20;

export class Finding {
  /** @param {PleinFeed} widget */
  constructor(widget) {
    this.widget_ = widget;
    this.text = "";
    /** @type {"idle" | "waiting" | "done" | "failed"} */
    this.state = "idle";
    /** @type {Found | undefined} */
    this.found = undefined;
    /** Threads that are like the question that is being written. @type {Search["results"]} */
    this.offered = [];
    this.like_ = "";
    /** What was chosen when it was looked for. */
    this.chosen_ = "";
    this.look_ = new Later(waitMs.typing);
    this.offer_ = new Later(waitMs.writing);
  }

  /** @param {string} text */
  search(text) {
    this.text = text;
    const wanted = text.trim().slice(0, textMost);
    this.look_.stop();
    if (wanted.length < least) {
      this.state = "idle";
      this.found = undefined;
    } else {
      this.state = "waiting";
      const here = this.widget_.session?.store.search?.({ text: wanted, ...this.filter_ });
      if (here?.results.length) this.found = here;
      this.look_.start((signal) => this.ask_(wanted, signal));
    }
    this.widget_.requestUpdate();
  }

  /** Looks again where what is chosen has changed. */
  again() {
    if (this.state !== "idle" && this.chosen_ !== JSON.stringify(this.filter_)) this.search(this.text);
  }

  /** What failed. */
  retry() {
    this.search(this.text);
    this.widget_.focusLater("[part=search]");
  }

  clear() {
    this.search("");
    this.widget_.focusLater("[part=search]");
  }

  async more() {
    const next = this.found?.next;
    if (next) this.look_.now((signal) => this.ask_(this.text.trim().slice(0, textMost), signal, next));
  }

  /** The same as that of the list. */
  get filter_() {
    const { place, status } = this.widget_.selection;
    return { place, answered: status && status === "answered" };
  }

  /** @param {string} text @param {AbortSignal} signal @param {string} [after] */
  async ask_(text, signal, after) {
    const { widget_: widget } = this;
    this.chosen_ = JSON.stringify(this.filter_);
    try {
      const found = await this.relay_({ text, ...this.filter_, after, page_size: pageSize }, signal);
      if (signal.aborted || !found) return;
      const before = after ? (this.found?.results ?? []) : [];
      found.results.unshift(...before);
      this.found = found;
      this.state = "done";
      if (after) void widget.visit?.focus.first(`[part=result][aria-posinset="${before.length + 1}"]`, "[part=search]");
      else {
        widget.announce("found", { n: found.total });
        emit(widget, "plein-search", { text, total: found.total });
      }
    } catch {
      if (signal.aborted) return;
      this.state = "failed";
      widget.announce("searchFailed");
    }
    widget.requestUpdate();
  }

  /** @param {{ title: string, text: string } | undefined} draft of the question that is being written */
  offer(draft) {
    const like = draft ? `${draft.title} ${draft.text}`.trim().slice(0, textMost) : "";
    if (like === this.like_) return;
    this.like_ = like;
    this.offer_.stop();
    if (like.length < likeLeast) return void (this.offered = []);
    this.offer_.start(async (signal) => {
      const found = await this.relay_({ text: like, like: true, answered: true, page_size: 3 }, signal).catch(() => {});
      if (signal.aborted) return;
      const before = this.offered.length;
      this.offered = found?.results ?? [];
      if (this.offered.length && !before) this.widget_.announce("offered", { n: this.offered.length });
      this.widget_.requestUpdate();
    });
  }

  /** @param {Record<string, string | number | boolean | undefined>} wanted @param {AbortSignal} signal @returns {Promise<Search | undefined>} */
  async relay_(wanted, signal) {
    const { session } = this.widget_;
    if (!session || session.direct) return undefined;
    const found = await session.relay.search(wanted, signal);
    if (!Array.isArray(found.results)) throw new Error("not a search");
    return found;
  }
}

/** Does one thing a little later, and only the last that was wanted. */
class Later {
  /** @param {number} ms */
  constructor(ms) {
    this.ms_ = ms;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer_ = undefined;
    this.controller_ = new AbortController();
  }

  /** @param {(signal: AbortSignal) => void} act */
  start(act) {
    this.stop();
    this.timer_ = setTimeout(() => this.now(act), this.ms_);
  }

  /** @param {(signal: AbortSignal) => void} act */
  now(act) {
    this.stop();
    this.controller_ = new AbortController();
    act(this.controller_.signal);
  }

  stop() {
    clearTimeout(this.timer_);
    this.controller_.abort();
  }
}
