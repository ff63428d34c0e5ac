// What somebody who is signed in does in one widget: their drafts, what they send, what they change, and where they are while doing it.
import { emit } from "./events.js";
import { ComposerField } from "./editing/field.js";
import { toMarkdown } from "./editing/to-markdown.js";
import { Drafts } from "./session/drafts.js";
import { Forecasts } from "./session/forecasts.js";
import { acquireOutbox, releaseOutbox } from "./session/outbox.js";

/** @import { PostView } from "../wasm/engine.js" */
/** @import { PleinFeed } from "./feed-element.js" */
/** @import { MessageKey } from "./language.js" */
/** @import { Draft } from "./session/drafts.js" */
/** @import { News, Outbox } from "./session/outbox.js" */
/** @import { Person } from "./session/person.js" */
/** @import { Preview } from "./session/relay-writes.js" */
/** @import { Session } from "./session/session.js" */

/** How long what was sent can be taken back with its text. */
const takeBackMs = 30_000;

/** What is said when a change is done, and when its opposite is. @type {Partial<Record<import("./session/changes.js").Kind, [MessageKey, MessageKey]>>} */
const done = {
  edit: ["saved", "saved"],
  remove: ["removedDone", "removedDone"],
  accept: ["markedAnswer", "unmarkedAnswer"],
  hold: ["held", "released"],
};

const editKey = (/** @type {PostView} */ { id }) => `edit:${id}`;

export class Pen {
  /** @param {PleinFeed} widget @param {Session} session @param {Person} person */
  constructor(widget, session, person) {
    this.widget_ = widget;
    this.person = person;
    /** @type {Outbox} */
    this.outbox = acquireOutbox(session, person, widget.token ?? "", this);
    this.drafts = new Drafts(session.relay.base, person.id, () => widget.requestUpdate());
    this.forecasts = new Forecasts(this.outbox.writes, (key, before) => this.foresaw_(key, before));
    /** @type {Map<string, ComposerField>} by draft */
    this.fields_ = new Map();
    /** Posts that are being changed, by id. @type {Map<string, PostView>} */
    this.editing = new Map();
    /** What was sent just now, by key. @type {Map<string, { draft: string, written: Draft, timer?: ReturnType<typeof setTimeout> }>} */
    this.sent_ = new Map();
  }

  close() {
    this.drafts.close();
    releaseOutbox(this.outbox, this);
  }

  /** @param {Person} person the same, with a newer token @param {string} token */
  renew(person, token) {
    this.person = person;
    this.outbox.renew(person, token);
  }

  /** @param {string} key */
  field(key) {
    const field = this.fields_.get(key) ?? new ComposerField(this, key, this.widget_);
    this.fields_.set(key, field);
    return field;
  }

  /** @param {string} key @param {Partial<Draft>} change */
  write(key, change) {
    this.drafts.write(key, change);
    const { title, text, to } = this.drafts.of(key);
    const edited = this.editing.get(key.slice("edit:".length));
    const parent = edited?.parent ?? to?.id ?? (edited ? undefined : key || undefined);
    this.forecasts.want(key, {
      text: text.trim(),
      title: title.trim() || undefined,
      parent,
      format: this.outbox.formats ? "markdown" : undefined,
    });
  }

  /** A screen reader is told when a place begins or ceases to cut, and nothing else. @param {string} key @param {Preview | undefined} before */
  foresaw_(key, before) {
    // A relay that cannot say what becomes of a text takes no formatting either.
    if (this.forecasts.absent) this.outbox.formats = false;
    const cuts = (/** @type {Preview | undefined} */ preview) =>
      new Set(preview?.places.filter(({ left }) => left !== null && left < 0).map(({ place }) => place));
    const now = cuts(this.forecasts.of(key));
    const then = cuts(before);
    const place = [...now].find((id) => !then.has(id));
    const name = this.widget_.session?.places.find(({ id }) => id === place)?.name;
    if (name) this.widget_.announce("cutNow", { place: name });
    this.widget_.requestUpdate();
  }

  /** @param {PostView} post */
  replyTo(post) {
    const { id, thread, parent, author } = post;
    this.write(thread, { to: parent ? { id, thread, author } : undefined });
    void this.focusFirst(`[data-composer="${thread}"] textarea`);
  }

  /** @param {string} key @returns {boolean} whether what is written can be sent */
  isReady(key) {
    const { title, text } = this.drafts.of(key);
    return Boolean(text.trim() && (key || title.trim()));
  }

  /** @param {string} key */
  send(key) {
    if (!this.isReady(key)) return;
    const edited = this.editing.get(key.slice("edit:".length));
    if (edited) return this.save_(key, edited);
    const { widget_: widget, outbox } = this;
    const written = this.drafts.of(key);
    const root = outbox.roots.get(key);
    if (key && !root) return;
    const text = written.text.trim();
    const shown = this.forecasts.exactly(key, text)?.body;
    const format = /** @type {const} */ ("markdown");
    const title = key ? undefined : written.title.trim();
    this.clear_(key);
    const post = outbox.post({ parent: key ? (written.to ?? root) : undefined, title, text, format, shown });
    this.sent_.set(post.key ?? "", { draft: key, written });
    if (key) void this.focusFirst(`[data-composer="${key}"] textarea`);
    else widget.stopAsking();
  }

  /** @param {string} key */
  clear_(key) {
    this.drafts.forget(key);
    this.forecasts.want(key, { text: "" });
    this.field(key).rest();
  }

  /** @param {string} key */
  discardDraft(key) {
    this.drafts.discard(key);
    this.forecasts.want(key, { text: "" });
    void this.focusFirst(`[data-composer="${key}"] [part=draft-note] button`);
  }

  /** @param {string} key a draft that was discarded */
  bringBack(key) {
    this.drafts.bringBack(key);
    this.write(key, {});
    void this.focusFirst(`[data-composer="${key}"] textarea`);
  }

  /** @param {PostView} post */
  edit(post) {
    const key = editKey(post);
    this.editing.set(post.id, post);
    if (!this.drafts.of(key).text) this.drafts.write(key, { title: post.title ?? "", text: toMarkdown(post.body) });
    void this.focusFirst(`[data-composer="${key}"] textarea`);
  }

  /** What could not be saved is written on. @param {PostView} post as it was */
  editAgain(post) {
    const { changes } = this.outbox;
    const said = changes.of(post)?.said;
    changes.dismiss(post);
    this.edit(post);
    if (said) this.write(editKey(post), { title: said.title ?? "", text: said.text });
  }

  /** @param {string} key @param {PostView} post */
  save_(key, post) {
    const { text, title } = this.drafts.of(key);
    const said = (/** @type {string} */ words, /** @type {string | undefined} */ name) => ({
      text: words.trim(),
      format: /** @type {const} */ ("markdown"),
      ...(post.parent || !name ? {} : { title: name.trim() }),
    });
    const shown = this.forecasts.exactly(key, text.trim())?.body;
    this.outbox.changes.edit(post, said(text, title), said(toMarkdown(post.body), post.title), shown);
    this.editing.delete(post.id);
    this.clear_(key);
    this.focusPost(post);
  }

  /** @param {string} key of a reply, a question, or a post that is being changed */
  cancel(key) {
    const edited = this.editing.get(key.slice("edit:".length));
    if (!edited) return key ? undefined : this.widget_.stopAsking();
    this.editing.delete(edited.id);
    // What was not changed is no draft.
    const { text, title } = this.drafts.of(key);
    if (text === toMarkdown(edited.body) && title === (edited.title ?? "")) this.clear_(key);
    this.widget_.requestUpdate();
    this.focusPost(edited, "[part=menu-button]");
  }

  /** @param {PostView} post */
  remove(post) {
    this.outbox.changes.remove(post);
    this.widget_.announce("removing");
    this.focusPost(post, "[part=undo]");
  }

  /** @param {PostView} post */
  hold(post) {
    this.outbox.changes.hold(post, true);
    this.focusPost(post, "[part=undo]");
  }

  /** It is its thread's answer; or no more, if it was. @param {PostView} post */
  accept(post) {
    const thread = this.widget_.session?.thread(post.thread);
    const posts = thread && typeof thread !== "string" ? thread.posts : [];
    const before = posts.find(({ id, accepted }) => accepted && id !== post.id);
    this.outbox.changes.accept(post, !post.accepted, before);
    this.focusPost(post, "[part=menu-button]");
  }

  /** Where one is stays, when what one pressed goes. @param {PostView} post @param {string} [part] of it, if it has one then */
  focusPost({ id }, part) {
    const post = `[data-post="${id}"]`;
    void this.focusFirst(...(part ? [`${post} ${part}`] : []), post, `.card[data-id="${id}"] .title a`, "[part=ask]");
  }

  /** @param {PostView} post @returns {boolean} whether it was sent from here, a moment ago */
  sent(post) {
    return this.sent_.has(post.key ?? "");
  }

  /** What was sent is gone again, and its text is back where it was written. @param {PostView} post */
  takeBack(post) {
    const { widget_: widget, outbox } = this;
    const kept = this.sent_.get(post.key ?? "");
    const unsent = outbox.discard(post);
    if (!unsent || unsent.state === "sent") outbox.changes.takeBack(post);
    const { title = "", text, parent = "" } = unsent?.body ?? { title: post.title, text: toMarkdown(post.body) };
    const key = kept?.draft ?? (parent && post.thread);
    this.forgetSent_(post);
    this.write(key, kept?.written ?? { title, text });
    if (!key && !widget.asking_) void widget.ask_();
    else void this.focusFirst(`[data-composer="${key}"] textarea`);
  }

  /** @param {PostView} post that could not be sent, and is given up */
  discard(post) {
    this.outbox.discard(post);
    this.forgetSent_(post);
    void this.focusFirst(`[data-composer="${post.thread}"] textarea`, "[part=ask]");
  }

  /** @param {PostView} post */
  forgetSent_({ key = "" }) {
    clearTimeout(this.sent_.get(key)?.timer);
    this.sent_.delete(key);
    this.widget_.requestUpdate();
  }

  /** @param {News} news */
  hear({ what, post, kind, on, reason, error }) {
    const { widget_: widget } = this;
    if (what === "sent") {
      const sent = this.sent_.get(post.key ?? "");
      if (sent) sent.timer = setTimeout(() => this.forgetSent_(post), takeBackMs);
      widget.announce("sentAnnouncement");
      emit(widget, "plein-posted", { post });
    } else if (what === "changed") {
      const said = kind && done[kind];
      if (said) widget.announce(said[on ? 0 : 1]);
    } else {
      const { code = "unexpected", message = "" } = /** @type {{ code?: string, message?: string }} */ (error);
      widget.announce(kind ? "changeFailed" : "failedAnnouncement");
      emit(widget, "plein-error", { code, message });
      if (reason !== "signIn") return;
      widget.visit?.writing.refuse();
      void widget.visit?.writing.signIn.want("reply");
    }
  }

  /** @param {string[]} selectors the first that can be focused, in what is shown next */
  async focusFirst(...selectors) {
    await this.widget_.visit?.focus.first(...selectors);
  }
}
