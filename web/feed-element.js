// <plein-feed>: a brand's conversation on the brand's page. The element joins what concerns this one widget: what its attributes
// ask for (attributes.js), when it begins (beginning.js), what it shows (shown-list.js); and, loaded after the first list
// (conversation.js): where one is in it (focus.js), what is open (opened-thread.js), what is looked for and written. The
// conversation itself is its session's.
import { LitElement, html } from "lit";
import { properties, readAttributes } from "./attributes.js";
import { Beginning } from "./beginning.js";
import { watchClock } from "./clock.js";
import { emit } from "./events.js";
import { chooseLanguage } from "./language.js";
import { linkedPost } from "./permalink.js";
import { acquireSession, afterPaint, releaseSession } from "./session/session.js";
import { ShownList, withOpened } from "./shown-list.js";
import { Speaking } from "./speaking.js";
import { controls } from "./styles/controls.js";
import { feed } from "./styles/feed.js";
import { tokens } from "./styles/tokens.js";
import { feedView, manualView, wrongView } from "./views/feed.js";

/** @import { PropertyValues } from "lit" */
/** @import { ThreadSummary } from "../wasm/engine.js" */
/** @import { Wrong } from "./attributes.js" */
/** @import { Finding } from "./finding.js" */
/** @import { Focus } from "./focus.js" */
/** @import { Language, MessageKey, Values as Said } from "./language.js" */
/** @import { OpenedThread } from "./opened-thread.js" */
/** @import { FeedList, Selection } from "./session/feed-list.js" */
/** @import { News, Session } from "./session/session.js" */
/** @import { View } from "./views/view.js" */
/** @import { Writing } from "./writing.js" */

export class PleinFeed extends LitElement {
  static styles = [tokens, controls, feed];

  static properties = properties;

  constructor() {
    super();
    /** Address of the relay; may be relative to the page. @type {string | null} */
    this.relay = "";
    /** Name of the conversation. @type {string | null} */
    this.bridge = "";
    /** Instead of both, without a relay: address of a configuration (docs/direct.md). @type {string | null} */
    this.config = "";
    /** BCP 47; default: the page's. @type {string} */
    this.lang = "";
    /** `auto` follows the page. @type {"light" | "dark" | "auto"} */
    this.theme = "auto";
    /** When it begins: at once, when it is about to be seen, or by a button (or `load()`). @type {"eager" | "lazy" | "manual"} */
    this.loading = "eager";
    /** Which threads come first. @type {"active" | "new" | "unanswered" | "top"} */
    this.sort = "active";
    /** Only threads that began there: a place's id. @type {string | null} */
    this.place = "";
    /** Only threads whose first post bears it. @type {string | null} */
    this.tag = "";
    /** Only this thread, opened: the id of a post of it. @type {string | null} */
    this.thread = "";
    /** Threads in the first list, and in each further page: 1 to 100; default: 10. @type {number | string | null} */
    this.pageSize = null;
    /** Cards of one line, no head. */
    this.compact = false;
    /** JWT of the person who is signed in, from the brand's own site. @type {string | null} */
    this.token = "";
    /** Pictures through the relay, after a click, or from where they are. @type {"proxy" | "click" | "direct"} */
    this.media = "proxy";
    /** Address of a JSON file with texts of one's own (docs/widget/languages.md). @type {string | null} */
    this.messages = "";

    /** What the attributes come to, and which of them cannot be what they are. */
    this.settings = readAttributes(this).values;
    /** @type {Wrong[]} */
    this.wrong_ = [];
    /** @type {Session | undefined} */
    this.session = undefined;
    /** What its visitor has chosen instead of the attributes. @type {Partial<Selection>} */
    this.chosen_ = {};
    /** @type {FeedList | undefined} */
    this.list = undefined;
    this.shown_ = new ShownList();
    /** Posts that came in while their thread was open. @type {Set<string>} */
    this.fresh = new Set();
    this.beginning_ = new Beginning(this);
    /** @type {typeof import("./conversation.js") | undefined} */
    this.conversation_ = undefined;
    /** @type {Focus | undefined} */
    this.focus_ = undefined;
    /** @type {OpenedThread | undefined} */
    this.opened_ = undefined;
    /** @type {Writing | undefined} */
    this.writing_ = undefined;
    /** @type {Finding | undefined} */
    this.finding_ = undefined;
    this.speaking_ = new Speaking(this);
    this.asking_ = false;
    this.ready_ = false;
    this.announcement_ = "";
    /** What is wrong, and the page has been told of. @type {string | undefined} */
    this.told_ = undefined;
    this.unsubscribe_ = () => {};
    this.unwatch_ = () => {};
  }

  /** Begins, where `loading` is `manual` or `lazy`. */
  load() {
    this.beginning_.begin();
  }

  connectedCallback() {
    super.connectedCallback();
    this.unwatch_ = watchClock(() => this.requestUpdate());
    if (this.hasUpdated) this.requestUpdate("bridge", "");
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unwatch_();
    this.leave_();
  }

  /** @param {PropertyValues<this>} changed */
  willUpdate(changed) {
    const { values, wrong } = readAttributes(this);
    this.settings = values;
    this.wrong_ = wrong;
    this.setTheme_(values.theme);
    this.beginning_.look();
    for (const name of /** @type {const} */ (["sort", "place"])) if (changed.has(name)) delete this.chosen_[name];
    if (["relay", "bridge", "config"].some((name) => changed.has(/** @type {"relay"} */ (name)))) this.leave_();
    if (changed.has("pageSize")) this.shown_.count = values.pageSize;
    if (!this.session) this.join_();
    if (this.session) this.select_(changed.has("pageSize") || changed.has("thread"));
    if (changed.has("thread")) this.opened_?.follow();
    if (this.asking_) this.finding_?.offer(this.writing_?.draft(""));
  }

  /** A style sheet looks at the attribute. @param {string} theme */
  setTheme_(theme) {
    if ((this.getAttribute("theme") ?? "auto") !== theme) this.setAttribute("theme", theme);
  }

  get language_() {
    return this.speaking_.language;
  }

  join_() {
    const { relay, bridge, config, lang } = this.settings;
    if (!this.isConnected || !this.beginning_.begun || !(config || (relay && bridge))) return;
    if (config) void this.speaking_.learn("direct");
    this.session = acquireSession({ relay, config, bridge, language: chooseLanguage(lang, this) });
    this.unsubscribe_ = this.session.subscribe((news) => this.heard_(news));
    if (linkedPost() || this.settings.thread) this.loadConversation();
    this.opened_?.follow();
  }

  leave_() {
    this.unsubscribe_();
    this.unsubscribe_ = () => {};
    if (this.list) this.session?.releaseList(this.list);
    if (this.session) releaseSession(this.session);
    this.session = this.list = undefined;
    this.opened_?.forget();
    this.finding_?.clear();
    this.shown_.renew();
    this.ready_ = false;
  }

  /** @returns {Selection} */
  get selection() {
    const { sort, place, tag } = this.settings;
    const chosen = { sort, place, tag, ...this.chosen_ };
    return { ...chosen, place: chosen.place || undefined, tag: tag || undefined };
  }

  /** Takes the list that is asked for. @param {boolean} more of the same may be wanted */
  select_(more) {
    const session = /** @type {Session} */ (this.session);
    const before = this.list;
    this.list = session.acquireList(this.selection);
    if (before) session.releaseList(before);
    if (before !== this.list) this.shown_.renew();
    if (before !== this.list || more) this.list.want(this.settings.thread ? 1 : this.shown_.count);
  }

  /** @param {Partial<Selection>} selection what its visitor chooses */
  choose(selection) {
    Object.assign(this.chosen_, selection);
    this.shown_.count = this.settings.pageSize;
    this.finding_?.again();
    this.requestUpdate();
  }

  /** @param {News} news */
  heard_({ fresh }) {
    const open = this.opened_?.id;
    const elsewhere = fresh.filter(({ thread }) => thread !== open);
    for (const { id, thread } of fresh) if (thread === open) this.fresh.add(id);
    for (const { id } of elsewhere) this.shown_.waiting.add(id);
    const said = fresh.findLast((post) => post.thread === open);
    if (said) this.announce("said", { name: said.author.name });
    else if (elsewhere.length) this.announce("newPosts", { n: this.shown_.waiting.size });
    this.requestUpdate();
  }

  /** Tells it to screen readers. @param {MessageKey} key @param {Said} [values] */
  announce(key, values) {
    this.announcement_ = this.language_?.say(key, values) ?? "";
    this.requestUpdate();
  }

  async loadConversation() {
    if (this.conversation_) return;
    const speaking = Promise.all([this.speaking_.learn("thread"), this.speaking_.learn("finding")]);
    const [conversation] = await Promise.all([import("./conversation.js"), speaking]);
    if (this.conversation_) return;
    this.conversation_ = conversation;
    this.focus_ = new conversation.Focus(this);
    this.finding_ = new conversation.Finding(this);
    this.writing_ = new conversation.Writing(this);
    this.opened_ = new conversation.OpenedThread(this);
    const root = /** @type {ShadowRoot} */ (this.renderRoot);
    for (const { styleSheet } of conversation.styles) {
      if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
    }
    this.requestUpdate();
  }

  render() {
    const language = this.language_;
    return language && html`<div lang=${language.tag} dir=${language.dir}>${this.content_(language)}</div>`;
  }

  /** @param {Language} language */
  content_(language) {
    const { session, list } = this;
    const { say } = language;
    if (!this.beginning_.begun) return manualView(say, this.settings, () => this.load());
    if (!session || !list) return wrongView(say, this.wrong_, this.settings);
    const { focus_: focus, settings } = this;
    const all = list.state === "ready" ? this.shown_.arrange(list, this.isOwn_) : [];
    const opened = this.opened_?.id ?? "";
    const threads = settings.thread
      ? withOpened([], all, opened, session)
      : withOpened(all.slice(0, this.shown_.count), all, opened, session);
    focus?.keepAmong(threads);
    const hasMore = !settings.thread && (all.length > this.shown_.count || Boolean(list.next));
    return html`${feedView(this.view_(session, language), {
        list,
        threads,
        hasMore,
        wrong: this.wrong_,
        current: focus ? focus.current : (threads[0]?.root.id ?? ""),
        waiting: settings.thread ? 0 : this.shown_.waiting.size,
        asking: this.asking_,
        hasFallback: this.childElementCount > 0,
        showNew: () => this.showNew_(),
        showMore: () => this.showMore_(),
        again: () => list.want(this.shown_.count),
        keys: (event) => this.focus_?.keys(event),
        focused: (event) => this.focus_?.entered(event),
      })}
      <div class="hidden" role="status">${this.announcement_}</div>`;
  }

  /** @param {ThreadSummary} summary */
  isOwn_ = ({ root }) => Boolean(root.key && this.session?.outbox?.mine.has(root.key));

  /** @param {Session} session @param {Language} language @returns {View} */
  view_(session, language) {
    const now = Date.now();
    const brand = session.places.find(({ kind }) => kind === "site")?.name;
    return {
      language,
      session,
      settings: this.settings,
      selection: this.selection,
      now,
      minute: Math.floor(now / 60_000),
      places: new Map(session.places.map((place) => [place.id, place])),
      open: this.opened_?.id ?? "",
      isLed: Boolean(this.settings.thread) || document.querySelectorAll(this.localName).length === 1,
      target: this.opened_?.post ?? "",
      fresh: this.fresh,
      conversation: this.conversation_,
      writing: this.writing_,
      finding: this.finding_,
      accountOf: (place) => brand || place.name,
      actions: {
        open: (id, event, post) => this.open_(id, event, post),
        close: () => this.opened_?.close(),
        search: (text) => this.search_(text),
        ask: () => this.ask_(),
        askAbout: (text) => this.askAbout_(text),
        stopAsking: () => this.stopAsking(),
        choose: (selection) => this.choose(selection),
        signIn: (reason) => this.writing_?.signIn.want(reason),
      },
    };
  }

  /** @param {string} id @param {MouseEvent} event a click on a link to it @param {string} [post] the very post that is meant */
  async open_(id, event, post) {
    // With a key held, the link is the browser's: a new tab, a new window, a download.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    await this.loadConversation();
    this.opened_?.toggle(id, post);
  }

  /** @param {string} text */
  async search_(text) {
    await this.loadConversation();
    this.finding_?.search(text);
  }

  async ask_() {
    await this.loadConversation();
    if (!this.writing_?.person) return this.writing_?.signIn.want("ask");
    if (this.asking_) return this.stopAsking();
    this.asking_ = true;
    this.requestUpdate();
    this.focusLater(".asking input");
  }

  /** @param {string} title */
  async askAbout_(title) {
    this.writing_?.write("", { title });
    this.finding_?.clear();
    if (!this.asking_) await this.ask_();
  }

  stopAsking() {
    this.asking_ = false;
    this.requestUpdate();
    this.focusLater("[part=ask]");
  }

  showNew_() {
    this.shown_.renew();
    if (this.focus_) this.focus_.current = "";
    this.requestUpdate();
    this.focusLater(".card");
  }

  async showMore_() {
    const from = this.shown_.count;
    this.shown_.count += this.settings.pageSize;
    await this.list?.want(this.shown_.count);
    this.requestUpdate();
    this.focus_?.later("article.card", from);
  }

  /** @param {Element} from where one is @returns {boolean} whether there was anything to close */
  escape_(from) {
    const { opened_: opened, finding_: finding } = this;
    if (from.matches("[part=search]") && finding?.text) finding.clear();
    else if (this.asking_ && !from.closest(".thread")) this.stopAsking();
    else if (opened?.id) opened.close();
    else if (finding?.text) finding.clear();
    else return false;
    return true;
  }

  /** Focuses what the next rendering shows. @param {string} selector */
  async focusLater(selector) {
    await this.focus_?.later(selector);
  }

  updated() {
    const { language_: language, list, settings } = this;
    if (!language || !this.beginning_.begun) return;
    const failed = list?.state === "failed" ? list.error : undefined;
    const wrong = list && !this.wrong_.length ? undefined : `misconfigured ${this.wrong_.map(({ name }) => name)}`;
    const problem = failed?.code ?? wrong;
    if (problem && problem !== this.told_) {
      const said =
        failed?.message || this.renderRoot.querySelector("[role=alert]")?.textContent || language.say("failed");
      emit(this, "plein-error", { code: failed?.code ?? "misconfigured", message: said.trim() });
    }
    this.told_ = problem;
    if (this.ready_ || list?.state !== "ready") return;
    this.ready_ = true;
    afterPaint(() => this.loadConversation());
    emit(this, "plein-ready", { bridge: settings.bridge, threads: list.summaries().length });
  }
}
