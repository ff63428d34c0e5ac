// <plein-feed>: a brand's conversation on the brand's page. The element joins what concerns this one widget: what its attributes ask for
// (attributes.js), what it shows (shown-list.js), where one is in it (focus.js), what is open (opened-thread.js). The conversation
// itself is its session's.
import { LitElement, html } from "lit";
import { properties, readAttributes } from "./attributes.js";
import { watchClock } from "./clock.js";
import { emit } from "./events.js";
import { Focus } from "./focus.js";
import { chooseLanguage } from "./language.js";
import { OpenedThread } from "./opened-thread.js";
import { acquireSession, afterPaint, releaseSession } from "./session/session.js";
import { ShownList, withOpened } from "./shown-list.js";
import { Speaking } from "./speaking.js";
import { controls } from "./styles/controls.js";
import { feed } from "./styles/feed.js";
import { tokens } from "./styles/tokens.js";
import { feedView } from "./views/feed.js";

/** @import { PropertyValues } from "lit" */
/** @import { ThreadSummary } from "../wasm/engine.js" */
/** @import { Language, MessageKey, Values } from "./language.js" */
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
    /** Only this thread, opened: its id. @type {string | null} */
    this.thread = "";
    /** Threads in the first list, and in each further page: 1 to 100. @type {number | string | null} */
    this.pageSize = null;
    /** Cards of one line, no head. */
    this.compact = false;
    /** JWT of the person who is signed in, from the brand's own site. @type {string | null} */
    this.token = "";
    /** Pictures through the relay, after a click, or from where they are. @type {"proxy" | "click" | "direct"} */
    this.media = "proxy";
    /** Address of a JSON file with texts of one's own (docs/widget/languages.md). @type {string | null} */
    this.messages = "";

    /** What the attributes come to. */
    this.settings = readAttributes(this).values;
    /** @type {Session | undefined} */
    this.session = undefined;
    /** Posts that came in while their thread was open. @type {Set<string>} */
    this.fresh = new Set();
    this.opened_ = new OpenedThread(this);
    this.list_ = new ShownList();
    this.focus_ = new Focus(this);
    /** @type {typeof import("./conversation.js") | undefined} */
    this.conversation_ = undefined;
    /** @type {Writing | undefined} */
    this.writing_ = undefined;
    this.speaking_ = new Speaking(this);
    /** What is wrong with the attributes. @type {MessageKey | undefined} */
    this.wrong_ = undefined;
    this.asking_ = false;
    this.ready_ = false;
    this.announcement_ = "";
    this.unsubscribe_ = () => {};
    this.unwatch_ = () => {};
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
    const { values } = readAttributes(this);
    this.settings = values;
    if (changed.has("theme") && this.getAttribute("theme") !== values.theme) this.setAttribute("theme", values.theme);
    if (changed.has("relay") || changed.has("bridge") || changed.has("config")) this.join_();
    if (changed.has("pageSize")) this.list_.count = values.pageSize;
  }

  get language_() {
    return this.speaking_.language;
  }

  join_() {
    this.leave_();
    this.list_.renew();
    this.ready_ = false;
    const { relay, bridge, config, lang, pageSize } = this.settings;
    this.wrong_ = config ? undefined : !relay ? "relayMissing" : bridge ? undefined : "bridgeMissing";
    if (this.wrong_ || !this.isConnected) return;
    if (config) void this.speaking_.learn("direct");
    const language = chooseLanguage(lang, this);
    this.session = acquireSession({ relay, config, bridge, language, pageSize });
    this.unsubscribe_ = this.session.subscribe((news) => this.heard_(news));
    this.opened_.followAddress();
  }

  leave_() {
    this.unsubscribe_();
    if (this.session) releaseSession(this.session);
    this.session = undefined;
  }

  /** @param {News} news */
  heard_({ fresh }) {
    const open = this.opened_.id;
    for (const { id, thread } of fresh) if (thread === open) this.fresh.add(id);
    this.list_.wait(fresh.filter(({ thread }) => thread !== open));
    const said = fresh.findLast((post) => post.thread === open);
    if (said) this.announce("said", { name: said.author.name });
    else if (fresh.length) this.announce("newPosts", { n: this.list_.waiting.size });
    this.requestUpdate();
  }

  /** Tells it to screen readers. @param {MessageKey} key @param {Values} [values] */
  announce(key, values) {
    this.announcement_ = this.language_?.say(key, values) ?? "";
    this.requestUpdate();
  }

  async loadConversation() {
    if (this.conversation_) return;
    const [conversation] = await Promise.all([import("./conversation.js"), this.speaking_.learn("thread")]);
    if (this.conversation_) return;
    this.conversation_ = conversation;
    this.writing_ = new conversation.Writing(this);
    const sheet = conversation.styles.styleSheet;
    const root = /** @type {ShadowRoot} */ (this.renderRoot);
    if (sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
    this.requestUpdate();
  }

  render() {
    const language = this.language_;
    return language && html`<div lang=${language.tag} dir=${language.dir}>${this.content_(language)}</div>`;
  }

  /** @param {Language} language */
  content_(language) {
    if (this.wrong_) {
      const reason = language.say(this.wrong_);
      return html`<p class="notice" role="alert">${language.say("misconfigured", { reason })}</p>
        <slot></slot>`;
    }
    const { session } = this;
    if (!session) return;
    const { list_: list, opened_: opened, focus_: focus } = this;
    const all = session.state === "loading" ? [] : list.arrange(session.summaries(), this.isOwn_);
    const threads = withOpened(all.slice(0, list.count), all, opened.id, session);
    focus.keepAmong(threads);
    return html`${feedView(this.view_(session, language), {
        threads,
        hasMore: all.length > list.count || Boolean(session.next),
        current: focus.current,
        waiting: list.waiting.size,
        asking: this.asking_,
        hasFallback: this.childElementCount > 0,
        showNew: () => this.showNew_(),
        showMore: () => this.showMore_(),
        again: () => session.load(),
        keys: focus.keys,
        focused: focus.entered,
      })}
      <div class="hidden" role="status">${this.announcement_}</div>`;
  }

  /** @param {ThreadSummary} summary */
  isOwn_ = ({ root }) => Boolean(root.key && this.session?.outbox?.mine.has(root.key));

  /** @param {Session} session @param {Language} language @returns {View} */
  view_(session, language) {
    const brand = session.places.find(({ kind }) => kind === "site")?.name;
    return {
      language,
      session,
      now: Date.now(),
      places: new Map(session.places.map((place) => [place.id, place])),
      open: this.opened_.id,
      fresh: this.fresh,
      conversation: this.conversation_,
      writing: this.writing_,
      accountOf: (place) => brand || place.name,
      actions: {
        open: (id, event) => this.opened_.toggle(id, event),
        ask: () => this.ask_(),
        stopAsking: () => this.stopAsking(),
        signIn: (reason) => this.writing_?.signIn.want(reason),
      },
    };
  }

  async ask_() {
    await this.loadConversation();
    if (!this.writing_?.person) return this.writing_?.signIn.want("ask");
    if (this.asking_) return this.stopAsking();
    this.asking_ = true;
    this.requestUpdate();
    this.focusLater(".asking input");
  }

  stopAsking() {
    this.asking_ = false;
    this.requestUpdate();
    this.focusLater("[part=ask]");
  }

  showNew_() {
    this.list_.renew();
    this.focus_.current = "";
    this.requestUpdate();
    this.focusLater(".card");
  }

  async showMore_() {
    const { list_: list, session } = this;
    const from = list.count;
    list.count += this.settings.pageSize;
    if ((session?.summaries().length ?? 0) < list.count) await session?.more();
    this.requestUpdate();
    this.focus_.later("article.card", from);
  }

  /** @returns {boolean} whether there was anything to close */
  escape_() {
    if (this.asking_) this.stopAsking();
    else if (this.opened_.id) this.opened_.close();
    else return false;
    return true;
  }

  /** Focuses what the next rendering shows. @param {string} selector */
  focusLater(selector) {
    return this.focus_.later(selector);
  }

  updated() {
    if (!this.language_) return;
    const problem = this.wrong_ ?? (this.session?.state === "failed" && !this.ready_ ? "failed" : undefined);
    if (problem && problem !== this.told_) {
      const code = this.wrong_ ? "misconfigured" : (this.session?.error?.code ?? "unexpected");
      emit(this, "plein-error", { code, message: this.session?.error?.message || this.language_.say(problem) });
    }
    this.told_ = problem;
    if (this.ready_ || this.session?.state !== "ready") return;
    this.ready_ = true;
    afterPaint(() => this.loadConversation());
    emit(this, "plein-ready", { bridge: this.settings.bridge, threads: this.session.summaries().length });
  }

  /** @type {MessageKey | undefined} the problem that the page has been told of */
  told_ = undefined;
}
