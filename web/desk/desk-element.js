// <plein-desk>: where the brand's ambassadors, moderators and managers work. The element reads its attributes, signs somebody in as the widget
// does (web/sign-in.js), and shows the pages of their desk (desk.js). What has focus keeps it, or hands it to what takes its place.
import { LitElement, html } from "lit";
import { watchClock } from "../clock.js";
import { emit } from "../events.js";
import { baseOf } from "../session/first-list.js";
import { hasLapsed, personOf } from "../session/person.js";
import { Relay } from "../session/relay.js";
import { SignIn } from "../sign-in.js";
import { composer } from "../styles/composer.js";
import { controls } from "../styles/controls.js";
import { feed } from "../styles/feed.js";
import { menu } from "../styles/menu.js";
import { thread } from "../styles/thread.js";
import { tokens } from "../styles/tokens.js";
import { why } from "../views/refusal.js";
import { properties, readAttributes } from "./attributes.js";
import { Desk } from "./desk.js";
import { tellPage } from "./events.js";
import { Keys } from "./keys.js";
import { DeskSpeaking } from "./language.js";
import { DeskMenu } from "./rulings.js";
import { firstPage } from "./rights.js";
import { styles } from "./styles/all.js";
import { cannedList } from "./views/canned.js";
import { frame } from "./views/frame.js";
import { viewOf } from "./views/view.js";

/** @import { Reason } from "../refusals.js" */
/** @import { DeskLanguage } from "./language.js" */
/** @import { PageName } from "./rights.js" */
/** @import { Wrong } from "../attributes.js" */

export class PleinDesk extends LitElement {
  static styles = [tokens, controls, feed, thread, composer, menu, ...styles];

  static properties = properties;

  constructor() {
    super();
    /** Address of the relay; may be relative to the page. @type {string | null} */
    this.relay = "";
    /** Name of the conversation. @type {string | null} */
    this.bridge = "";
    /** BCP 47; default: the page's. English and Dutch are spoken. @type {string} */
    this.lang = "";
    /** `auto` follows the page. @type {"light" | "dark" | "auto"} */
    this.theme = "auto";
    /** JWT of the person who is signed in, from the brand's own site. @type {string | null} */
    this.token = "";
    /** What is shown; `first`: what their role begins with. @type {PageName | "first"} */
    this.page = "first";

    /** @type {Wrong[]} */
    this.wrong = [];
    /** Of who is signed in. @type {Desk | undefined} */
    this.desk = undefined;
    this.settings = this.settled_(readAttributes(this).values);
    this.base = "";
    this.owner_ = "";
    this.token_ = "";
    /** A token that the relay does not take. */
    this.refused_ = "";
    /** Whose desk the page was told of, and of which attributes that they are wrong. */
    this.told_ = "";
    this.complained_ = "";
    this.speaking_ = new DeskSpeaking(/** @type {any} */ (this));
    this.signIn = new SignIn(/** @type {any} */ (this));
    this.keys = new Keys(this);
    /** @type {DeskMenu | undefined} */
    this.menu = undefined;
    /** Of two places one is empty: what is said twice has to be another text each time. */
    this.spoken = ["", ""];
    /** What had focus before what is being rendered. @type {Element | null} */
    this.had_ = null;
    this.asking_ = false;
    this.unwatch_ = () => {};
    this.say = this.say.bind(this);
    this.focusLater = this.focusLater.bind(this);
  }

  connectedCallback() {
    super.connectedCallback();
    this.unwatch_ = watchClock(() => this.requestUpdate());
    this.keys.listen();
    if (this.hasUpdated) this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unwatch_();
    this.keys.unlisten();
    this.signIn.prepare("");
    this.desk?.close();
    this.desk = undefined;
    this.owner_ = "";
  }

  get person() {
    return personOf(this.token);
  }

  /** Whether they have to sign in again before anything is asked. */
  get lapsed() {
    const { person } = this;
    return Boolean(person && (hasLapsed(person) || this.refused_ === this.token));
  }

  /** The relay does not take the token. */
  refuse() {
    this.refused_ = this.token ?? "";
    this.requestUpdate();
  }

  // The attributes are the page's to change, at any time.
  willUpdate() {
    const { values, wrong } = readAttributes(this);
    this.settings = this.settled_(values);
    this.wrong = wrong;
    if ((this.getAttribute("theme") ?? "auto") !== values.theme) this.setAttribute("theme", values.theme);
    const { relay, bridge } = values;
    this.base = relay && bridge ? baseOf({ relay, bridge, config: "" }) : "";
    const { person, lapsed, base } = this;
    // What is rendered while it is off the page is nobody's: put back, it begins anew.
    const owner = base && person && this.isConnected ? `${base} ${person.id}` : "";
    if (owner !== this.owner_) {
      this.desk?.close();
      this.desk = owner ? new Desk(this, base) : undefined;
      this.menu = this.desk && new DeskMenu(this.desk);
      void this.desk?.start();
    } else if (this.desk && this.token !== this.token_) this.desk.renew();
    this.owner_ = owner;
    this.token_ = this.token ?? "";
    this.signIn.prepare(base && (!person || lapsed) ? base : "");
    this.settings = this.settled_(values); // whose desk it is
    this.desk?.show(this.settings.page);
    this.had_ = this.shadow_.activeElement;
  }

  /** @param {import("./attributes.js").DeskValues} values */
  settled_(values) {
    const page = values.page === "first" ? firstPage(this.desk?.me?.role) : values.page;
    return { ...values, page, messages: "" };
  }

  async updated() {
    const { desk, settings, had_: had } = this;
    const problem = this.wrong.map(({ name }) => name).join();
    if (problem && problem !== this.complained_) emit(this, "plein-error", { code: "attributes", message: problem });
    this.complained_ = problem;
    if (desk?.state === "ready" && this.told_ !== this.owner_) {
      this.told_ = this.owner_;
      tellPage(this, "plein-desk-ready", { role: desk.me?.role ?? "", page: settings.page });
    }
    if (!had || had.isConnected) return;
    await this.updateComplete; // who moved it on purpose has done so by then
    this.keepFocus("[data-row][tabindex='0']", "#case-title", "#page-title");
  }

  get shadow_() {
    return /** @type {ShadowRoot} */ (this.renderRoot);
  }

  get language() {
    return /** @type {DeskLanguage | undefined} */ (/** @type {unknown} */ (this.speaking_.language));
  }

  /** @type {DeskLanguage["say"]} */
  say(key, values) {
    return this.language?.say(key, values) ?? "";
  }

  /** @param {Reason} reason @returns {string} what it means, and what one can do */
  why(reason) {
    if (reason === "offline") return this.say("deskOffline");
    if (reason === "notAllowed") return this.say("deskNotAllowed");
    if (reason === "refused") return this.say("deskRefused");
    return why(/** @type {any} */ ({ language: this.language }), reason);
  }

  /** Tells it to screen readers. @param {string} text */
  speak(text) {
    this.spoken = this.spoken[0] ? ["", text] : [text, ""];
    this.requestUpdate();
  }

  /** As the widget's parts ask for it. @type {(key: any, values?: any) => void} */
  announce(key, values) {
    this.speak(this.say(key, values));
  }

  /** @param {PageName} name */
  open(name) {
    if (name === this.settings.page) return;
    this.page = name;
    tellPage(this, "plein-desk-page", { page: name });
    void this.toTitle_();
  }

  /** Of a page that has yet to come once it is there, unless something else has focus by then. */
  async toTitle_() {
    await this.focusFirst("#page-title");
    const { activeElement: at } = this.shadow_;
    if (at?.id === "page-title") return;
    await this.desk?.opening;
    await this.updateComplete;
    if (this.shadow_.activeElement === at) this.now_(["#page-title"]);
  }

  /** @param {import("lit").CSSResult[]} styles of a part that has come */
  dress(styles) {
    const { adoptedStyleSheets: sheets } = this.shadow_;
    for (const { styleSheet } of styles) if (styleSheet && !sheets.includes(styleSheet)) sheets.push(styleSheet);
  }

  /** Focuses what the next rendering shows. @param {string} selector */
  focusLater(selector) {
    return this.focusFirst(selector);
  }

  /** @param {...string} selectors the first that can be focused, in what is shown next */
  async focusFirst(...selectors) {
    this.requestUpdate();
    await this.updateComplete;
    this.now_(selectors);
  }

  /** Unless something has it. @param {...string} selectors */
  async keepFocus(...selectors) {
    await this.updateComplete;
    const { activeElement } = document;
    if ((activeElement === document.body || activeElement === this) && !this.shadow_.activeElement)
      this.now_(selectors);
  }

  /** Of what was closed, to what had it before. @param {Element | null} before */
  async giveBack(before) {
    this.requestUpdate();
    await this.updateComplete;
    if (before?.isConnected) /** @type {HTMLElement} */ (before).focus();
  }

  /** What is being worked at. */
  focusShown() {
    return this.focusFirst("#case-title", "#person-title", "#page-title");
  }

  /** @param {string[]} selectors */
  now_(selectors) {
    for (const selector of selectors) {
      const found = /** @type {HTMLElement | null} */ (this.shadow_.querySelector(selector));
      found?.focus();
      if (found && this.shadow_.activeElement === found) return;
    }
  }

  // What the widget's parts ask of the widget: the composer's field, and signing in.

  get session() {
    const posts = this.desk?.pages.inbox.opened?.posts ?? [];
    const places = this.desk?.places ?? [];
    return {
      relay: new Relay(this.base),
      places,
      direct: false,
      tell: () => this.requestUpdate(),
      thread: () => ({ posts }),
    };
  }

  get visit() {
    const { person, lapsed } = this;
    const focus = { first: (/** @type {string[]} */ ...all) => this.focusFirst(...all) };
    return { writing: { person, lapsed, begin_() {} }, focus, opened: { id: "" }, list: undefined };
  }

  stopAsking() {
    this.asking_ = false;
    return this.focusFirst("[part=sign-in]");
  }

  /** Somebody has signed in. */
  ask_() {
    return this.focusFirst("#page-title");
  }

  /** @param {import("./dialogs.js").Dialog} dialog @param {import("./pages/case.js").OpenCase} opened */
  cannedView(dialog, opened) {
    return cannedList(viewOf(this), dialog, opened);
  }

  render() {
    const { language } = this;
    if (!language) return html`<slot></slot>`;
    return html`<div
      class="desk"
      part="desk"
      lang=${language.tag}
      @keydown=${this.keys.heard}
      @focusin=${this.keys.entered}
    >
      ${frame(viewOf(this))}
      <div class="hidden" role="status">${this.spoken}</div>
    </div>`;
  }
}
