// What was decided about posts of who is signed in, and why: below each of them, and in a list where one is not shown any more. Loaded
// when something was.
import { toldNote, toldNotice } from "./views/told.js";

/** @import { PostView } from "../wasm/engine.js" */
/** @import { PleinFeed } from "./feed-element.js" */
/** @import { Outbox } from "./session/outbox.js" */
/** @import { Told as Why } from "./session/relay-writes.js" */
/** @import { View } from "./views/view.js" */

/** Posts that are asked about at once. */
const atOnce = 100;
/** What is decided together is asked for together. */
const waitMs = 500;

const deeds = ["hold", "hide", "move", "lock", "idea"];

/** A relay's answer is hostile until read. @param {any} one @returns {one is Why} */
const isWhy = (one) =>
  [one?.post, one?.reason].every((text) => typeof text === "string") &&
  [one.place, one.value, one.says].every((text) => text === undefined || typeof text === "string") &&
  (one.at === undefined || (Number.isSafeInteger(one.at) && Math.abs(one.at) < 8.64e15)) &&
  deeds.includes(one.did);

/** The same decision again is not told again. @param {Why} why */
const keyOf = ({ post, did, reason, place, value }) => [post, did, place, value, reason].join("\n");

export class Told {
  /** @param {Outbox} outbox */
  constructor(outbox) {
    this.outbox_ = outbox;
    /** @type {Map<string, Why[]>} by post */
    this.posts_ = new Map();
    /** What its writer has looked at. @type {Set<string>} */
    this.seen_ = new Set();
    const { kept, person } = outbox;
    this.known_ = kept.all("told", person.id).then((all) => all.forEach((_, key) => this.seen_.add(key)));
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer_ = undefined;
    /** Where the list is open. @type {PleinFeed | undefined} */
    this.openIn = undefined;
    /** How many were said in each. @type {WeakMap<PleinFeed, number>} */
    this.said = new WeakMap();
  }

  /** @param {string[]} [asked] @param {unknown[]} [told] of these posts, and of others lately; without: it is to be asked for */
  async take(asked, told = []) {
    if (!asked) return void (this.timer_ ??= setTimeout(() => this.ask_(), waitMs));
    await this.known_;
    const read = told.filter(isWhy);
    for (const id of [...asked, ...read.map(({ post }) => post)]) this.posts_.delete(id);
    const { own } = this.outbox_.myself;
    for (const why of read) {
      this.posts_.set(why.post, [...(this.posts_.get(why.post) ?? []), why]);
      // From now on what becomes of it is heard.
      if (!own.has(why.post)) own.set(why.post, "");
    }
    this.outbox_.session.tell();
  }

  async ask_() {
    this.timer_ = undefined;
    const { myself, writes } = this.outbox_;
    const asked = [...new Set([...this.posts_.keys(), ...myself.own.keys()])].slice(-atOnce);
    const { told } = await writes.me(asked).catch(() => ({ told: undefined }));
    if (told) void this.take(asked, told); // otherwise what is known stays
  }

  /** By post: what is shown nowhere first, then the latest. @returns {Why[][]} */
  get all() {
    const isHeld = (/** @type {Why[]} */ whys) => Number(whys.some(({ did }) => did === "hold"));
    const all = [...this.posts_.values()];
    return all.sort((a, b) => isHeld(b) - isHeld(a) || (b[0].at ?? 0) - (a[0].at ?? 0));
  }

  /** Of posts that are shown nowhere, what their writer has not looked at. @returns {Why[]} */
  get unseen() {
    return this.all.flat().filter((why) => why.did === "hold" && !this.seen_.has(keyOf(why)));
  }

  /** @param {PleinFeed} widget */
  async open(widget) {
    this.openIn = widget;
    widget.requestUpdate();
    await widget.updateComplete;
    /** @type {HTMLDialogElement | null} */ (widget.renderRoot.querySelector("[part=told-list]"))?.showModal();
  }

  close() {
    const { openIn: widget, outbox_: outbox } = this;
    if (!widget) return;
    this.openIn = undefined;
    for (const why of this.unseen) {
      this.seen_.add(keyOf(why));
      void outbox.kept.keep("told", keyOf(why), { by: outbox.person.id });
    }
    outbox.session.tell();
    void widget.visit?.focus.first("[part=card] .title a", "[part=ask]");
  }

  /** Of a post of theirs, below it or in its place. @param {View} view @param {PostView} post @returns {unknown} undefined: there is nothing to tell */
  note(view, { id }) {
    const whys = this.posts_.get(id);
    return whys && toldNote(view, whys);
  }

  /** Over the list. @param {View} view */
  notice(view) {
    return toldNotice(view, this);
  }
}
