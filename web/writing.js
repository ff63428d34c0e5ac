// Who is signed in to one widget, and what follows from it. What they can do then is loaded when somebody is (signed-in.js).
import { loadLanguage } from "./language.js";
import { hasLapsed, personOf } from "./session/person.js";
import { SignIn } from "./sign-in.js";

/** @import { ReactiveController } from "lit" */
/** @import { PostView } from "../wasm/engine.js" */
/** @import { PleinFeed } from "./feed-element.js" */
/** @import { Pen } from "./pen.js" */
/** @import { Session } from "./session/session.js" */

/** @implements {ReactiveController} */
export class Writing {
  /** @param {PleinFeed} widget */
  constructor(widget) {
    this.widget_ = widget;
    /** @type {typeof import("./signed-in.js") | undefined} */
    this.views = undefined;
    /** What somebody who is signed in writes with. @type {Pen | undefined} */
    this.pen = undefined;
    /** @type {typeof import("./post-menu.js") | undefined} */
    this.menus = undefined;
    this.signIn = new SignIn(widget);
    /** @type {Session | undefined} */
    this.session_ = undefined;
    this.token_ = "";
    widget.addController(this);
  }

  /** Who is signed in, if anybody is; their token may have lapsed. */
  get person() {
    return personOf(this.widget_.token);
  }

  /** Whether they have to sign in again before anything is sent. */
  get lapsed() {
    const { person } = this;
    return Boolean(person && hasLapsed(person));
  }

  // The token and the conversation are the widget's to change, at any time.
  hostUpdate() {
    const { session, token } = this.widget_;
    const { person, pen } = this;
    this.signIn.prepare(session?.writable && (!person || this.lapsed) ? session.relay.base : "");
    if (pen && (session !== this.session_ || pen.person.id !== person?.id)) {
      pen.close();
      this.pen = undefined;
    }
    this.session_ = session;
    if (this.pen && token && token !== this.token_) this.pen.renew(token);
    this.token_ = token ?? "";
    if (!this.pen && person && session?.writable && session.live) void this.begin_();
  }

  hostDisconnected() {
    this.pen?.close();
    this.pen = undefined;
    this.signIn.prepare("");
  }

  async begin_() {
    const { widget_: widget } = this;
    const views = this.views ?? (await this.load_());
    const { person } = this;
    if (this.pen || !person || !widget.session?.live || !widget.isConnected) return;
    this.pen = new views.Pen(widget, person);
    widget.requestUpdate();
  }

  async load_() {
    const [views] = await Promise.all([import("./signed-in.js"), this.speak_()]);
    this.wear_(views.styles);
    this.views = views;
    return views;
  }

  /** @param {MouseEvent} event @param {PostView} post whose menu is wanted */
  async openMenu(event, post) {
    const button = /** @type {HTMLElement} */ (event.currentTarget);
    this.menus ??= await Promise.all([import("./post-menu.js"), this.speak_()]).then(([menus]) => {
      this.wear_(menus.styles);
      return menus;
    });
    this.menus.toggle(this.widget_, post, button);
  }

  speak_() {
    const tag = this.widget_.language_?.tag;
    return tag ? loadLanguage(tag, ["writing"]) : undefined;
  }

  /** @param {import("lit").CSSResult[]} styles */
  wear_(styles) {
    const { adoptedStyleSheets: sheets } = /** @type {ShadowRoot} */ (this.widget_.renderRoot);
    for (const { styleSheet } of styles) if (styleSheet && !sheets.includes(styleSheet)) sheets.push(styleSheet);
  }

  /** @param {PostView} post */
  replyTo(post) {
    if (!this.person || !this.pen) return this.signIn.want("reply");
    this.pen.replyTo(post);
  }
}
