// The inbox: the questions that wait, in the order in which they should be answered, and the one that is open.
import { plainText } from "../../views/plain-text.js";
import { Listing } from "../listing.js";
import { OpenCase } from "./case.js";

/** @import { PostView, Search } from "../../../wasm/engine.js" */
/** @import { Desk } from "../desk.js" */
/** @import { Case, Filter, Inbox } from "../shapes.js" */

const pauseMs = 350;

export const idOf = (/** @type {Case} */ { thread }) => thread.root.id;

export class InboxPage {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk_ = desk;
    /** @type {Filter} */
    this.filter = "open";
    this.place = "";
    /** What is looked for. */
    this.wanted = "";
    /** What was found of it elsewhere. @type {Search["results"]} */
    this.found = [];
    /** Which row Tab reaches. */
    this.current = "";
    /** @type {Listing<Case, Inbox>} */
    this.list = new Listing(
      (after, size) => desk.calls.inbox({ filter: this.filter, place: this.place, after, size }),
      idOf,
      desk.tell,
    );
    /** @type {OpenCase | undefined} */
    this.opened = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.finding_ = undefined;
  }

  async open() {
    await (this.list.state === "ready" ? this.refresh() : this.list.load());
  }

  async refresh() {
    const { list, desk_ } = this;
    const known = new Set([...list.items, ...(list.pending?.items ?? [])].map(idOf));
    await Promise.all([list.refresh(), this.opened?.refresh()]);
    const n = (list.answer?.items ?? []).filter((each) => !known.has(idOf(each))).length;
    if (n) desk_.element.speak(desk_.element.say("cameIn", { n }));
  }

  /** @param {{ filter?: Filter, place?: string }} chosen */
  choose({ filter = this.filter, place = this.place }) {
    this.filter = filter;
    this.place = place;
    void this.list.load();
  }

  get counts() {
    return this.list.answer?.counts;
  }

  /** Those that are shown: of what is loaded, what has the words that are looked for. */
  get rows() {
    const words = this.wanted.toLowerCase().split(/\s+/).filter(Boolean);
    return this.list.items.filter(({ thread: { root } }) => {
      const text = `${root.title ?? ""} ${root.author.name} ${plainText(root.body, 2000)}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }

  /** @param {string} wanted */
  find(wanted) {
    this.wanted = wanted;
    clearTimeout(this.finding_);
    this.found = [];
    if (wanted.trim().length > 1) this.finding_ = setTimeout(() => this.look_(wanted), pauseMs);
    this.desk_.tell();
  }

  /** @param {string} wanted */
  async look_(wanted) {
    const found = await this.desk_.calls.search(wanted.trim()).catch(() => []);
    if (wanted !== this.wanted) return;
    this.found = found.filter(({ post }) => !this.list.items.some((each) => idOf(each) === post.thread));
    this.desk_.element.speak(this.desk_.element.say("foundCases", { n: this.rows.length + this.found.length }));
    this.desk_.tell();
  }

  /** @param {string} id of a post of it */
  async openCase(id) {
    if (this.opened?.is(id)) return this.desk_.element.focusShown();
    this.opened = new OpenCase(this.desk_, id);
    if (this.list.items.some((each) => idOf(each) === id)) this.current = id;
    this.desk_.closeNoticeQuietly();
    const opening = this.opened.load();
    void this.desk_.element.focusFirst("#case-title");
    await opening;
    void this.desk_.element.keepFocus("#case-title");
  }

  closeCase() {
    const id = this.opened?.id ?? "";
    this.opened = undefined;
    this.desk_.tell();
    void this.desk_.element.focusFirst(`[data-row="${id}"]`, "[data-row]", "#page-title");
  }

  /** What is known of it anew. @param {Case} changed */
  take(changed) {
    this.list.replace(changed);
    this.opened?.take(changed);
  }

  /** A reply was sent from here. @param {PostView} post */
  async answered(post) {
    this.opened?.add(post);
    await this.refresh();
  }
}
