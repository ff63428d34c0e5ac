// <plein-feed>: a brand's conversation on the brand's page. The element reads its attributes (attributes.js), begins when it is to
// (beginning.js), shows the first list as the relay answers it, and then loads all that follows (conversation.js), of which one
// `Visit` (visit.js) goes on from there.
import { LitElement, html } from "lit";
import { properties, readAttributes } from "./attributes.js";
import { afterPaint } from "./after-paint.js";
import { watchClock } from "./clock.js";
import { emit } from "./events.js";
import { linkedPost } from "./permalink.js";
import { baseOf, community, firstPage } from "./session/first-list.js";
import { Speaking } from "./speaking.js";
import { controls } from "./styles/controls.js";
import { feed } from "./styles/feed.js";
import { tokens } from "./styles/tokens.js";
import { feedView } from "./views/feed.js";

/** @import { PropertyValues } from "lit" */
/** @import { Feed } from "../wasm/engine.js" */
/** @import { Wrong } from "./attributes.js" */
/** @import { Beginning } from "./beginning.js" */
/** @import { Language, MessageKey, Values as Said } from "./language.js" */
/** @import { Selection } from "./session/feed-list.js" */
/** @import { Session } from "./session/session.js" */
/** @import { Actions, View } from "./views/view.js" */
/** @import { Visit } from "./visit.js" */

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
    /** Whether the relay is told how often what is read (docs/widget/csp-and-privacy.md). @type {"on" | "off"} */
    this.counting = "on";

    /** What the attributes come to, and which of them cannot be what they are. */
    this.settings = readAttributes(this).values;
    /** @type {Wrong[]} */
    this.wrong_ = [];
    /** @type {Session | undefined} */
    this.session = undefined;
    /** What its visitor has chosen instead of the attributes. @type {Partial<Selection>} */
    this.chosen = {};
    /** Posts that came in while their thread was open. @type {Set<string>} */
    this.fresh = new Set();
    this.begun = false;
    /** @type {Promise<Beginning> | undefined} */
    this.beginning_ = undefined;
    /** The first list, and what was asked for it. @type {Feed | undefined} */
    this.first_ = undefined;
    this.asked_ = "";
    /** @type {typeof import("./conversation.js") | undefined} */
    this.conversation_ = undefined;
    /** @type {Visit | undefined} */
    this.visit = undefined;
    this.speaking_ = new Speaking(this);
    this.asking_ = false;
    this.ready_ = "";
    /** Of two places one is empty: what is said twice has to be another text each time. */
    this.announcement_ = ["", ""];
    this.unwatch_ = () => {};
  }

  /** Begins, where `loading` is `manual` or `lazy`. */
  load() {
    const begin = () => {
      this.begun = true;
      this.requestUpdate();
    };
    // What knows where one was comes first.
    Promise.resolve(this.beginning_).then(begin, begin);
  }

  connectedCallback() {
    super.connectedCallback();
    this.unwatch_ = watchClock(() => this.requestUpdate());
    if (this.hasUpdated) this.requestUpdate("bridge", "");
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unwatch_();
    this.visit?.leave();
  }

  /** @param {PropertyValues<this>} changed */
  willUpdate(changed) {
    const { values, wrong } = readAttributes(this);
    this.settings = values;
    this.wrong_ = wrong;
    this.setTheme_(values.theme);
    for (const name of /** @type {const} */ (["sort", "place"])) if (changed.has(name)) delete this.chosen[name];
    if (values.loading === "eager") this.begun = true;
    else if (!this.begun) this.await_();
    if (this.begun && this.visit) this.visit.update(changed);
    else if (this.begun) this.readFirst_();
  }

  /** Until somebody wants it. */
  async await_() {
    this.beginning_ ??= import("./beginning.js").then(({ Beginning }) => new Beginning(this));
    (await this.beginning_).look();
  }

  async readFirst_() {
    const { relay, bridge, config, thread, pageSize } = this.settings;
    const base = baseOf(this.settings);
    const page = { ...this.selection, pageSize };
    const asked = JSON.stringify([base, page]);
    if (asked === this.asked_) return;
    this.asked_ = asked;
    if (config || !relay || !bridge || this.wrong_.length || thread || linkedPost()) this.loadConversation();
    if (config || !relay || !bridge || thread) return;
    // What goes wrong is told by the session, which asks anew.
    const feed = await firstPage(base, page).catch(() => undefined);
    await community?.learn(this);
    if (asked !== this.asked_ || this.visit) return;
    this.first_ = feed;
    this.requestUpdate();
    afterPaint(() => this.loadConversation());
  }

  /** A style sheet looks at the attribute. @param {string} theme */
  setTheme_(theme) {
    if ((this.getAttribute("theme") ?? "auto") !== theme) this.setAttribute("theme", theme);
  }

  get language_() {
    return this.speaking_.language;
  }

  /** @returns {Selection} */
  get selection() {
    const { sort, place, tag } = this.settings;
    const chosen = { sort, place, tag, ...this.chosen };
    return { ...chosen, place: chosen.place || undefined, tag: tag || undefined };
  }

  /** Tells it to screen readers. @param {MessageKey} key @param {Said} [values] */
  announce(key, values) {
    const text = this.language_?.say(key, values) ?? "";
    this.announcement_ = this.announcement_[0] ? ["", text] : [text, ""];
    this.requestUpdate();
  }

  async loadConversation() {
    if (this.conversation_) return;
    const speaking = Promise.all([this.speaking_.learn("thread"), this.speaking_.learn("finding")]);
    try {
      const [conversation] = await Promise.all([import("./conversation.js"), speaking]);
      if (this.conversation_) return;
      this.conversation_ = conversation;
      this.visit = new conversation.Visit(this);
      this.dress(conversation.styles);
      this.requestUpdate();
    } catch (error) {
      emit(this, "plein-error", { code: "unreachable", message: String(error) });
    }
  }

  /** @param {import("lit").CSSResult[]} styles of a part that has come */
  dress(styles) {
    const { adoptedStyleSheets: sheets } = /** @type {ShadowRoot} */ (this.renderRoot);
    for (const { styleSheet } of styles) if (styleSheet && !sheets.includes(styleSheet)) sheets.push(styleSheet);
  }

  render() {
    const language = this.language_;
    // The room that the list will take is kept before there is a word to say.
    if (!language) return this.childElementCount ? html`<slot></slot>` : html`<div class="room"></div>`;
    return html`<div lang=${language.tag} dir=${language.dir}>${this.content_(language)}</div>`;
  }

  /** @param {Language} language */
  content_(language) {
    const { visit, first_: first } = this;
    const { threads, hasMore } = visit?.show() ?? { threads: first?.threads ?? [], hasMore: Boolean(first?.next) };
    return html`${feedView(this.view_(language), { threads, hasMore, hasFallback: this.childElementCount > 0 })}
      <div class="hidden" role="status">${this.announcement_}</div>`;
  }

  /** What one can do is loaded after what one can read. */
  actions_ = /** @type {Actions} */ (
    new Proxy(/** @type {any} */ ({}), {
      get:
        (_, name) =>
        async (/** @type {unknown[]} */ ...given) => {
          await this.loadConversation();
          return /** @type {any} */ (this.visit)?.[name](...given);
        },
    })
  );

  /** @param {Language} language @returns {View} */
  view_(language) {
    const { visit, settings, session, first_: first } = this;
    const places = session?.places ?? first?.places ?? [];
    const brand = places.find(({ kind }) => kind === "site")?.name;
    return {
      language,
      widget: this,
      session: /** @type {Session} */ (session),
      base: baseOf(settings),
      settings,
      selection: this.selection,
      now: Date.now(),
      places: new Map(places.map((place) => [place.id, place])),
      open: visit?.opened.id ?? "",
      target: visit?.opened.post ?? "",
      fresh: this.fresh,
      conversation: this.conversation_,
      visit: /** @type {Visit} */ (visit),
      writing: visit?.writing,
      accountOf: (place) => brand || place.name,
      actions: this.actions_,
    };
  }

  async ask_() {
    await this.loadConversation();
    if (!this.visit?.writing.person) return this.visit?.writing.signIn.want("ask");
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

  /** Focuses what the next rendering shows. @param {string} selector */
  async focusLater(selector) {
    await this.visit?.focus.later(selector);
  }

  updated() {
    const { visit, settings } = this;
    if (!this.language_ || !this.begun) return;
    visit?.complain(this.wrong_.map(({ name }) => name).join());
    const threads = visit?.list?.state === "ready" ? visit.list.summaries() : this.first_?.threads;
    const base = baseOf(settings);
    if (!threads || this.ready_ === base) return;
    this.ready_ = base;
    emit(this, "plein-ready", { bridge: settings.bridge, threads: threads.length });
  }
}
