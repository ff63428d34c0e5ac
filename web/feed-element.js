// <plein-feed>: a brand's conversation on the brand's page. The element holds what concerns this one widget (what is open,
// what is shown, what it has said); the conversation itself is its session's.
import { LitElement, html } from "lit";
import { watchClock } from "./clock.js";
import { emit } from "./events.js";
import { cardKeys } from "./keyboard.js";
import { chooseLanguage } from "./language.js";
import { OpenedThread } from "./opened-thread.js";
import { acquireSession, afterPaint, releaseSession } from "./session/session.js";
import { ShownOrder } from "./shown-order.js";
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

const defaultPageSize = 10;

export class PleinFeed extends LitElement {
  static styles = [tokens, controls, feed];

  static properties = {
    relay: {},
    bridge: {},
    config: {},
    lang: {},
    messages: {},
    theme: { reflect: true },
    token: {},
    pageSize: { attribute: "page-size", type: Number },
  };

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
    /** Address of a JSON file with texts of one's own (docs/widget/languages.md). @type {string | null} */
    this.messages = "";
    /** @type {"light" | "dark" | "auto"} */
    this.theme = "auto";
    /** JWT of the person who is signed in, from the brand's own site. @type {string | null} */
    this.token = "";
    /** Threads in the first list, and in each further page: 1 to 100. */
    this.pageSize = defaultPageSize;

    /** @type {Session | undefined} */
    this.session = undefined;
    /** Posts that came in while their thread was open. @type {Set<string>} */
    this.fresh = new Set();
    this.opened_ = new OpenedThread(this);
    this.order_ = new ShownOrder();
    /** @type {typeof import("./conversation.js") | undefined} */
    this.conversation_ = undefined;
    /** @type {Writing | undefined} */
    this.writing_ = undefined;
    this.speaking_ = new Speaking(this);
    /** What is wrong with the attributes. @type {MessageKey | undefined} */
    this.wrong_ = undefined;
    /** Posts that the pill would bring. @type {Set<string>} */
    this.waiting_ = new Set();
    /** How many threads are shown. */
    this.shown_ = 0;
    /** The card that Tab reaches. */
    this.current_ = "";
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
    if (!(this.pageSize >= 1 && this.pageSize <= 100)) this.pageSize = defaultPageSize;
    if (changed.has("relay") || changed.has("bridge") || changed.has("config")) this.join_();
    if (changed.has("pageSize")) this.shown_ = Math.floor(this.pageSize);
  }

  get language_() {
    return this.speaking_.language;
  }

  join_() {
    this.leave_();
    this.order_.renew();
    this.waiting_.clear();
    this.ready_ = false;
    const relay = addressOf(this.relay);
    const config = this.config ? addressOf(this.config) : "";
    const named = /^[a-z0-9_-]{1,64}$/i.test(this.bridge ?? "");
    this.wrong_ = config ? undefined : !relay ? "relayMissing" : named ? undefined : "bridgeMissing";
    if (this.wrong_ || !this.isConnected) return;
    if (config) void this.speaking_.learn("direct");
    const language = chooseLanguage(this.lang, this);
    this.session = acquireSession({
      relay,
      config,
      bridge: this.bridge ?? "",
      language,
      pageSize: Math.floor(this.pageSize),
    });
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
    for (const post of fresh) (post.thread === open ? this.fresh : this.waiting_).add(post.id);
    const said = fresh.findLast((post) => post.thread === open);
    if (said) this.announce("said", { name: said.author.name });
    else if (fresh.length) this.announce("newPosts", { n: this.waiting_.size });
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
    const all = session.state === "loading" ? [] : this.order_.arrange(session.summaries(), this.isOwn_);
    const threads = this.withOpened_(all.slice(0, this.shown_), all);
    if (!threads.some(({ root }) => root.id === this.current_)) this.current_ = threads[0]?.root.id ?? "";
    return html`${feedView(this.view_(session, language), {
        threads,
        hasMore: all.length > this.shown_ || Boolean(session.next),
        current: this.current_,
        waiting: this.waiting_.size,
        asking: this.asking_,
        hasFallback: this.childElementCount > 0,
        showNew: () => this.showNew_(),
        showMore: () => this.showMore_(),
        again: () => session.load(),
        keys: (event) => this.keys_(event),
        focused: (event) => this.focused_(event),
      })}
      <div class="hidden" role="status">${this.announcement_}</div>`;
  }

  /** @param {ThreadSummary} summary */
  isOwn_ = ({ root }) => Boolean(root.key && this.session?.outbox?.mine.has(root.key));

  /**
   * A permalink may lead to a thread that is not in the list: it stands first then.
   * @param {ThreadSummary[]} threads @param {ThreadSummary[]} all
   */
  withOpened_(threads, all) {
    const id = this.opened_.id;
    if (!id || threads.some(({ root }) => root.id === id)) return threads;
    const known = all.find(({ root }) => root.id === id);
    if (known) return [known, ...threads];
    const thread = this.session?.thread(id);
    if (!thread || typeof thread === "string") return threads;
    const { root, posts } = thread;
    const last_at = posts[posts.length - 1].created_at;
    return [{ root, replies: posts.length - 1, last_at, answered_by: null }, ...threads];
  }

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
    this.order_.renew();
    this.waiting_.clear();
    this.current_ = "";
    this.requestUpdate();
    this.focusLater(".card");
  }

  async showMore_() {
    const from = this.shown_;
    this.shown_ += Math.floor(this.pageSize);
    if ((this.session?.summaries().length ?? 0) < this.shown_) await this.session?.more();
    this.requestUpdate();
    await this.updateComplete;
    /** @type {HTMLElement | undefined} */ (this.renderRoot.querySelectorAll("article.card")[from])?.focus();
  }

  /** @param {KeyboardEvent} event */
  keys_(event) {
    if (event.key !== "Escape") return cardKeys(event, this.renderRoot);
    if (this.asking_) this.stopAsking();
    else if (this.opened_.id) this.opened_.close();
    else return;
    event.stopPropagation();
  }

  /** @param {FocusEvent} event */
  focused_(event) {
    const id = /** @type {Element} */ (event.target).closest(".card")?.getAttribute("data-id");
    if (!id || id === this.current_) return;
    this.current_ = id;
    this.requestUpdate();
  }

  /** Focuses what the next rendering shows. @param {string} selector */
  async focusLater(selector) {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(selector))?.focus();
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
    emit(this, "plein-ready", { bridge: this.bridge ?? "", threads: this.session.summaries().length });
  }

  /** @type {MessageKey | undefined} the problem that the page has been told of */
  told_ = undefined;
}

/** @param {string | null} relay @returns {string} "" unless it is an address one can ask */
function addressOf(relay) {
  try {
    const url = new URL(relay || "?:", relay ? document.baseURI : undefined);
    return url.protocol.startsWith("http") ? url.href : "";
  } catch {
    return "";
  }
}
