// One widget from its first list on: its session, its list, and what somebody does in it: where they are, what they open, look
// for, choose and write. Loaded after the first list; it continues that.
import { emit } from "./events.js";
import { Focus } from "./focus.js";
import { chooseLanguage } from "./language.js";
import { OpenedThread } from "./opened-thread.js";
import { acquireSession, releaseSession } from "./session/session.js";
import { ShownList } from "./shown-list.js";
import { Writing } from "./writing.js";

/** @import { PropertyValues } from "lit" */
/** @import { ThreadSummary } from "../wasm/engine.js" */
/** @import { PleinFeed } from "./feed-element.js" */
/** @import { Finding } from "./finding.js" */
/** @import { FeedList, Selection } from "./session/feed-list.js" */
/** @import { News } from "./session/session.js" */

export class Visit {
  /** @param {PleinFeed} widget */
  constructor(widget) {
    this.widget_ = widget;
    /** @type {FeedList | undefined} */
    this.list = undefined;
    this.shown = new ShownList();
    /** How many threads are shown. */
    this.count = 0;
    this.unsubscribe_ = () => {};
    /** What was typed last. */
    this.wanted_ = "";
    /** What is wrong, and the page has been told of. @type {string | undefined} */
    this.told_ = undefined;
    this.lost_ = false;
    this.focus = new Focus(widget, this);
    /** @type {typeof import("./looking.js") | undefined} */
    this.looking = undefined;
    /** What is looked for. @type {Finding | undefined} */
    this.finding = undefined;
    this.opened = new OpenedThread(widget);
    this.update();
    /** Asks in which ways one can sign in, and so needs a session. */
    this.writing = new Writing(widget);
  }

  /** Does as the attributes say. @param {PropertyValues<PleinFeed>} [changed] all, unless said */
  update(changed) {
    const { widget_: widget } = this;
    const { settings } = widget;
    /** @param {(keyof PleinFeed)[]} names */
    const has = (...names) => !changed || names.some((name) => changed.has(name));
    if (has("relay", "bridge", "config")) this.leave();
    if (has("pageSize")) this.count = settings.pageSize;
    if (!widget.session) this.join_();
    if (widget.session) this.select_(has("pageSize", "thread"));
    if (has("thread")) this.opened.follow();
    if (widget.asking_) this.finding?.offer(this.writing.question);
    if (settings.counting === "on" && has("relay", "bridge", "counting")) this.count_();
  }

  /** When there is nothing better to do. */
  count_() {
    const load = () =>
      import("./counting/counting.js").then(
        ({ count }) => count(this.widget_),
        () => {}, // a page may be read without
      );
    (globalThis.requestIdleCallback ?? setTimeout)(load);
  }

  join_() {
    const { widget_: widget } = this;
    const { relay, bridge, config, lang } = widget.settings;
    if (!widget.isConnected || !(config || (relay && bridge))) return;
    if (config) widget.speaking_.parts_.add("direct");
    widget.session = acquireSession({ relay, config, bridge, language: chooseLanguage(lang, widget) });
    this.unsubscribe_ = widget.session.subscribe((news) => this.hear_(news));
    this.opened.follow();
  }

  /** Leaves the conversation. */
  leave() {
    const { widget_: widget } = this;
    this.unsubscribe_();
    this.unsubscribe_ = () => {};
    if (this.list) {
      widget.session?.releaseList(this.list);
      widget.first_ = undefined;
    }
    if (widget.session) releaseSession(widget.session);
    widget.session = this.list = undefined;
    this.opened.forget();
    this.finding?.search("");
    this.shown.renew();
  }

  /** Takes the list that is asked for. @param {boolean} more of the same may be wanted */
  select_(more) {
    const { widget_: widget, list: before } = this;
    const session = /** @type {import("./session/session.js").Session} */ (widget.session);
    this.list = session.acquireList(widget.selection);
    if (before) session.releaseList(before);
    if (before !== this.list) this.shown.renew();
    if (before && before !== this.list) widget.first_ = undefined;
    if (before !== this.list || more) this.list.want(widget.settings.thread ? 1 : this.count);
  }

  /** What is shown now. @returns {{ threads: ThreadSummary[], hasMore: boolean }} */
  show() {
    const { widget_: widget, list, shown, count, opened } = this;
    const { session, settings } = widget;
    if (!session || !list) return { threads: [], hasMore: false };
    const ready = list.state === "ready";
    // What was shown before there was a session stays until its list has come: nothing jumps, and focus is not lost.
    const first = list.state === "loading" ? widget.first_ : undefined;
    const all = ready ? shown.arrange(list, this.isOwn_) : (first?.threads ?? []);
    const threads = shown.withOpened(settings.thread ? [] : all.slice(0, count), all, opened.id, session);
    this.focus.keepAmong(threads);
    return { threads, hasMore: !settings.thread && (all.length > count || Boolean((first ?? list).next)) };
  }

  /** @param {ThreadSummary} summary */
  isOwn_ = ({ root }) => Boolean(root.key && this.widget_.session?.outbox?.mine.has(root.key));

  /** @param {News} news */
  hear_({ fresh }) {
    const { widget_: widget, opened } = this;
    const here = fresh.filter(({ thread }) => thread === opened.id);
    const elsewhere = fresh.filter(({ thread }) => thread !== opened.id);
    for (const { id } of here) widget.fresh.add(id);
    opened.hold(here);
    for (const { id } of elsewhere) this.shown.waiting.add(id);
    const said = here.at(-1);
    if (said) widget.announce("said", { name: said.author.name });
    else if (elsewhere.length) widget.announce("newPosts", { n: this.waiting });
    widget.requestUpdate();
  }

  /** How many posts the pill would bring. */
  get waiting() {
    const { list, opened, shown, widget_: widget } = this;
    if (widget.settings.thread) return opened.held.size;
    // Of some lists only the relay knows what is new.
    const isWhole = list && widget.session?.store.ordered(list.selection);
    return opened.held.size + (isWhole ? shown.waiting.size : shown.behind);
  }

  /** After each rendering: tells the page what is wrong, once. @param {string} wrong what its attributes cannot be */
  complain(wrong) {
    const { widget_: widget, list } = this;
    const failed = list?.state === "failed" ? list.error : undefined;
    const lost = widget.session?.lostAt !== undefined;
    if (lost && !this.lost_) widget.announce("offline");
    this.lost_ = lost;
    const problem = failed?.code ?? (list && !wrong ? undefined : `misconfigured ${wrong}`);
    if (problem && problem !== this.told_) {
      const said = failed?.message || widget.renderRoot.querySelector("[role=alert]")?.textContent || problem;
      emit(widget, "plein-error", { code: failed?.code ?? "misconfigured", message: said.trim() });
      if (failed) widget.announce("failed");
    }
    this.told_ = problem;
  }

  /** @param {string} id of a thread @param {string} [post] the very one of it that is meant */
  open(id, post) {
    this.opened.toggle(id, post);
  }

  close() {
    this.opened.close();
  }

  /** @param {string} text */
  async search(text) {
    this.wanted_ = text;
    const finding = await this.look().catch(() => undefined);
    if (!finding) this.widget_.announce("searchFailed");
    else if (this.wanted_ === text) finding.search(text);
  }

  /** Brings what one looks for things with. */
  async look() {
    if (!this.finding) {
      const looking = await import("./looking.js");
      this.looking = looking;
      if (!this.finding) this.widget_.dress(looking.styles);
      this.finding ??= new looking.Finding(this.widget_);
    }
    return this.finding;
  }

  /** @param {Partial<Selection>} selection */
  async choose(selection) {
    const { widget_: widget } = this;
    Object.assign(widget.chosen, selection);
    this.count = widget.settings.pageSize;
    this.finding?.again();
    widget.requestUpdate();
    await widget.updateComplete;
    const { list } = this;
    await list?.reading_;
    if (list === this.list) this.sayShown_();
  }

  /** What one has chosen has come. */
  sayShown_() {
    const { list, finding, widget_: widget } = this;
    if (list?.state !== "ready" || (finding && finding.state !== "idle")) return;
    const n = this.show().threads.length;
    widget.announce(n ? "shown" : "nothingChosen", { n });
  }

  ask() {
    this.look().catch(() => {}); // nothing is offered then
    return this.widget_.ask_();
  }

  stopAsking() {
    this.widget_.stopAsking();
  }

  /** Begins a question with what was looked for. @param {string} title */
  async askAbout(title) {
    this.finding?.search("");
    if (!this.widget_.asking_) await this.widget_.ask_();
    this.writing.pen?.write("", { title });
  }

  /** @param {import("./sign-in.js").Reason} reason */
  signIn(reason) {
    this.writing.signIn.want(reason);
  }

  /** Asks for the list again. */
  async again() {
    await this.list?.want(this.count);
    this.sayShown_();
    await this.focus.first("[part=card]", "[part=again]", "[part=ask]");
  }

  /** Brings more of a thread. @param {string} id @param {boolean} before what is here */
  async showMorePosts(id, before) {
    const { widget_: widget } = this;
    const posts = () => {
      const thread = widget.session?.thread(id);
      return typeof thread === "object" ? thread.posts : [];
    };
    const known = new Set(posts().map((post) => post.id));
    await widget.session?.threads.more(id, before);
    const first = posts().find((post) => !known.has(post.id));
    if (first) await this.focus.first(`[data-post="${first.id}"]`);
    else widget.announce("threadFailed");
  }

  showNew() {
    if (this.opened.release()) return;
    this.shown.renew();
    this.focus.current = "";
    this.widget_.requestUpdate();
    this.focus.later(".card");
  }

  async showMore() {
    const from = this.count;
    this.count += this.widget_.settings.pageSize;
    await this.list?.want(this.count);
    this.widget_.requestUpdate();
    this.focus.later("article.card", from);
  }

  /** @param {Element} from where one is @returns {boolean} whether there was anything to close */
  escape(from) {
    const { widget_: widget, opened, finding } = this;
    if (from.matches("[part=search]") && finding?.text) finding.clear();
    else if (widget.asking_ && !from.closest(".thread")) widget.stopAsking();
    else if (opened.id) opened.close();
    else if (finding?.text) finding.clear();
    else return false;
    return true;
  }
}
