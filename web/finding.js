// What a visitor looks for in one widget: at once in what the engine holds, then in all that the relay has, whose answer takes the
// place of what was found here. The last word typed wins: an answer to an earlier one is not shown. While they write a question,
// threads that may answer it already are offered.
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
    /** `here`: only what the engine holds was looked through. @type {"idle" | "waiting" | "done" | "here" | "failed"} */
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
      const here = this.here_(wanted);
      // What holds some of the words only may be less than what is shown, and than what the relay has.
      if (here?.results.length && !here.relaxed) this.found = here;
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
    return { place: place || undefined, answered: status ? status === "answered" : undefined };
  }

  /** What the engine finds in what it holds; undefined: it has not arrived. @param {string} text */
  here_(text) {
    return this.widget_.session?.store.search?.({ text, ...this.filter_, page_size: pageSize });
  }

  /** @param {string} text @param {AbortSignal} signal @param {string} [after] */
  async ask_(text, signal, after) {
    const { widget_: widget } = this;
    this.chosen_ = JSON.stringify(this.filter_);
    try {
      const found = await this.relay_({ text, ...this.filter_, after, page_size: pageSize }, signal);
      if (signal.aborted || !found) return;
      const before = after ? (this.found?.results ?? []) : [];
      found.results = union(before, found.results);
      this.show_(found, "done");
      if (after) void widget.visit?.focus.first(`[part=result][aria-posinset="${before.length + 1}"]`, "[part=search]");
      else {
        widget.announce("found", { n: found.total });
        emit(widget, "plein-search", { text, total: found.total });
      }
    } catch {
      if (signal.aborted) return;
      const here = after ? undefined : this.here_(text);
      if (here) this.show_(here, "here");
      else this.state = "failed";
      widget.announce(here ? "searchedHere" : "searchFailed");
    }
    widget.requestUpdate();
  }

  /**
   * Who has come to a result by now stays there, although it may move: a node that moves loses the focus.
   * @param {Found} found @param {"done" | "here"} state
   */
  show_(found, state) {
    const { widget_: widget } = this;
    const root = /** @type {ShadowRoot} */ (widget.renderRoot);
    const id = root.activeElement?.closest("[part=result]")?.getAttribute("data-id");
    this.found = found;
    this.state = state;
    widget.requestUpdate();
    if (!id) return;
    void widget.updateComplete.then(() => {
      const there = root.querySelector(`[part=result][data-id="${id}"]`) ?? root.querySelector("[part=search]");
      if (!root.activeElement) /** @type {HTMLElement | null} */ (there)?.focus();
    });
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
    if (!session) return undefined;
    const found = await session.relay.search(wanted, signal);
    if (!Array.isArray(found.results)) throw new Error("not a search");
    return found;
  }
}

/** Each thread once: between two pages the order may have changed. @param {Search["results"]} before @param {Search["results"]} more */
const union = (before, more) => [
  ...before,
  ...more.filter(({ post }) => before.every((one) => one.post.thread !== post.thread)),
];

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
