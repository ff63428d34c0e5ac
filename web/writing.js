// Who is signed in to one widget, and what follows from it. What they can do then is loaded when somebody is (signed-in.js).
import { hasLapsed, personOf } from "./session/person.js";
import { SignIn } from "./sign-in.js";

/** @import { ReactiveController } from "lit" */
/** @import { PostView } from "../wasm/engine.js" */
/** @import { PleinFeed } from "./feed-element.js" */
/** @import { Pen } from "./pen.js" */
/** @import { PostMenu } from "./post-menu.js" */
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
    /** @type {PostMenu | undefined} */
    this.menu = undefined;
    /** What one writes with could not be loaded. */
    this.failed = false;
    this.signIn = new SignIn(widget);
    /** @type {Session | undefined} */
    this.session_ = undefined;
    this.token_ = "";
    /** A token that the relay does not take. */
    this.refused_ = "";
    widget.addController(this);
  }

  /** Who is signed in, if anybody is; their token may have lapsed. */
  get person() {
    return personOf(this.widget_.token);
  }

  /** Whether they have to sign in again before anything is sent. */
  get lapsed() {
    const { person } = this;
    return Boolean(person && (hasLapsed(person) || this.refused_ === this.widget_.token));
  }

  /** The relay does not take the token. */
  refuse() {
    this.refused_ = this.widget_.token ?? "";
    this.hostUpdate();
  }

  /** What was decided about what they wrote, if anything was. */
  get told() {
    return this.pen?.outbox.myself.told;
  }

  /** What is being asked. */
  get question() {
    return this.pen?.drafts.of("") ?? { title: "", text: "" };
  }

  // The token and the conversation are the widget's to change, at any time.
  hostUpdate() {
    const { session, token } = this.widget_;
    const { person, pen } = this;
    this.signIn.prepare(session?.writable && (!person || this.lapsed) ? session.relay.base : "");
    if (pen && (session !== this.session_ || !session?.writable || pen.person.id !== person?.id)) {
      pen.close();
      this.pen = undefined;
    }
    this.session_ = session;
    if (this.pen && person && token && token !== this.token_) this.pen.renew(person, token);
    this.token_ = token ?? "";
    if (!this.pen && !this.failed && person && session?.writable) void this.begin_();
  }

  hostDisconnected() {
    this.pen?.close();
    this.pen = undefined;
    this.signIn.prepare("");
  }

  async begin_() {
    const { widget_: widget } = this;
    const views = await this.load_();
    const { person } = this;
    const { session } = widget;
    if (!views || this.pen || !person || !session?.writable || !widget.isConnected) return;
    this.pen = new views.Pen(widget, session, person);
    widget.requestUpdate();
  }

  /** Once more. */
  again() {
    this.failed = false;
    this.widget_.requestUpdate();
  }

  async load_() {
    if (this.views) return this.views;
    try {
      const [views] = await Promise.all([import("./signed-in.js"), this.widget_.speaking_.learn("writing")]);
      this.widget_.dress(views.styles);
      return (this.views = views);
    } catch {
      this.failed = true;
      this.widget_.announce("writingFailed");
      return undefined;
    }
  }

  /** @param {PostView} post whose menu is wanted, or no more */
  async toggleMenu(post) {
    const views = await this.load_();
    if (views) this.menu ??= new views.PostMenu(this.widget_);
    this.menu?.toggle(post);
  }

  /** @param {PostView} post */
  replyTo(post) {
    if (!this.person || !this.pen) return this.signIn.want("reply");
    this.pen.replyTo(post);
  }

  /** @param {PostView} post @param {boolean} on */
  like(post, on) {
    if (!this.person || !this.pen) return this.signIn.want("reply");
    this.pen.outbox.changes.like(post, on);
  }
}
