// A case that is open: the thread's posts, what the team knows of it, and what one does about it.
import { refusal } from "../../refusals.js";
import { newKey } from "../../session/outgoing.js";
import { Dialog } from "../dialogs.js";
import { Reading } from "../reading.js";
import { snoozeDialog } from "../snooze.js";

/** @import { PostView } from "../../../wasm/engine.js" */
/** @import { CaseAct } from "../calls.js" */
/** @import { Desk, Done } from "../desk.js" */
/** @import { Case, Note, WholeCase } from "../shapes.js" */

export class OpenCase extends Reading {
  /** @param {Desk} desk @param {string} id of a post of its thread */
  constructor(desk, id) {
    super(desk);
    this.id = id;
    /** @type {WholeCase | undefined} */
    this.case = undefined;
    /** In reading order, the first post first. @type {PostView[]} */
    this.posts = [];
    /** @type {string | null} */
    this.next = null;
    this.note = "";
    /** Which post Tab reaches. */
    this.current = "";
  }

  /** @param {string} id */
  is(id) {
    return id === this.id || id === this.case?.thread.root.id;
  }

  load() {
    const { calls } = this.desk_;
    const ask = () => Promise.all([calls.case(this.id), calls.thread(this.id)]);
    return this.take_(ask, ([found, thread]) => {
      this.case = found;
      this.id = found.thread.root.id;
      // What was shown beyond the first page stays.
      const read = new Set(thread.posts.map(({ id }) => id));
      const beyond = thread.next ? this.posts.filter(({ id }) => !read.has(id)) : [];
      this.posts = [...thread.posts, ...beyond];
      if (!beyond.length) this.next = thread.next ?? null;
    });
  }

  async refresh() {
    if (this.state === "ready") await this.load();
  }

  again() {
    this.state = "loading";
    return this.load();
  }

  async more() {
    const thread = await this.desk_.attempt(() => this.desk_.calls.thread(this.id, this.next));
    if (!thread) return;
    const there = new Set(this.posts.map(({ id }) => id));
    this.posts = [...this.posts, ...thread.posts.filter(({ id }) => !there.has(id))];
    this.next = thread.next ?? null;
    this.desk_.tell();
  }

  /** @param {Case} changed */
  take(changed) {
    if (this.case && changed.thread.root.id === this.id) {
      this.case = { ...this.case, ...changed };
      this.overtake_();
    }
    this.desk_.tell();
  }

  /** @param {PostView} post a reply, or what a post is now */
  add(post) {
    if (post.thread !== this.id) return;
    const at = this.posts.findIndex(({ id }) => id === post.id);
    this.posts = at < 0 ? [...this.posts, post] : this.posts.with(at, post);
    this.overtake_();
    this.desk_.tell();
  }

  /** @param {CaseAct} act @param {object} body @param {Done} [done] */
  async act_(act, body, done) {
    const { calls, pages } = this.desk_;
    const changed = await this.desk_.attempt(() => calls.act(this.id, act, body), done);
    if (changed) pages.inbox.take(without(changed, this.case));
    return changed;
  }

  get isMine() {
    return this.case?.claimed?.by === this.desk_.me?.id;
  }

  /** Takes it, or gives it back. */
  async toggleClaim() {
    if (this.isMine) return this.act_("unclaim", {}, { says: "givenBack", undo: () => this.act_("claim", {}) });
    const { calls, pages } = this.desk_;
    try {
      const changed = await calls.act(this.id, "claim");
      pages.inbox.take(without(changed, this.case));
      this.desk_.done({ says: "claimedDone", undo: () => this.act_("unclaim", {}) });
    } catch (error) {
      const isTaken = refusal(error).reason === "conflict";
      this.desk_.failed(error, () => void this.toggleClaim(), isTaken ? "claimTaken" : undefined);
    }
  }

  get isAssignedToMe() {
    return this.case?.assigned?.to === this.desk_.me?.id;
  }

  assign() {
    const { id = "", name = "" } = this.desk_.me ?? {};
    if (this.isAssignedToMe) return this.act_("unassign", {}, { says: "unassignedDone" });
    return this.act_("assign", { to: id, name }, { says: "assignedDone", undo: () => this.act_("unassign", {}) });
  }

  snooze() {
    if (this.case?.snoozed_until) return this.act_("unsnooze", {}, { says: "unsnoozedDone" });
    this.desk_.ask(
      snoozeDialog(
        this.desk_,
        (until) => this.desk_.calls.act(this.id, "snooze", { until }),
        (changed, at) => {
          this.desk_.pages.inbox.take(without(changed, this.case));
          this.desk_.done({ says: "snoozedDone", values: { at }, undo: () => this.act_("unsnooze", {}) });
        },
      ),
    );
  }

  /** Nobody needs to answer it; or somebody does after all. */
  toggleDone() {
    if (this.case?.done) return this.act_("reopen", {}, { says: "reopened", undo: () => this.act_("done", {}) });
    return this.act_("done", {}, { says: "doneDone", undo: () => this.act_("reopen", {}) });
  }

  /** @param {string} text */
  write(text) {
    this.note = text;
    this.desk_.tell();
  }

  async addNote() {
    const text = this.note.trim();
    if (!text) return;
    const changed = await this.act_("note", { key: newKey(), text }, { says: "noteDone" });
    if (!changed) return;
    this.note = "";
    this.desk_.tell();
    void this.desk_.element.focusFirst("[part=note-input]");
  }

  /** @param {Note} note */
  async removeNote({ id, text }) {
    const undo = () => this.act_("note", { key: newKey(), text });
    await this.act_("unnote", { key: id }, { says: "noteRemoved", undo });
    void this.desk_.element.focusFirst("[part=note-input]");
  }

  /** @param {string} id of a post @returns {PostView | undefined} */
  post(id) {
    return this.posts.find((each) => each.id === id);
  }

  /** It is the answer; or no more, if it was. @param {PostView} post */
  async accept(post) {
    const { writes } = this.desk_.calls;
    const act = post.accepted ? "unaccept" : "accept";
    const back = post.accepted ? "accept" : "unaccept";
    const set = async (/** @type {"accept" | "unaccept"} */ wanted) => {
      const { post: changed } = await writes.act(post.id, wanted);
      this.add(changed);
      await this.refresh();
    };
    const says = post.accepted ? "unmarkedAnswer" : "markedAnswer";
    await this.desk_.attempt(() => set(act), { says: /** @type {any} */ (says), undo: () => set(back) });
  }

  /** @param {PostView} post */
  mayAccept(post) {
    return Boolean(post.parent) && !post.removed;
  }

  canned() {
    const { say } = this.desk_.element;
    if (!this.desk_.pen) return;
    const dialog = new Dialog(this.desk_, {
      title: say("cannedTitle"),
      submit: "",
      act: async () => {},
      content: (shown) => this.desk_.element.cannedView(shown, this),
    });
    this.desk_.ask(dialog);
    // They come after the dialog stands: focus is on its last button by then, behind them.
    void this.desk_.readCanned().then(() => {
      if (this.desk_.dialog === dialog) void this.desk_.element.focusFirst("dialog [part=canned]");
    });
  }

  /** What is written here is kept for the whole team. */
  keepCanned() {
    const { say } = this.desk_.element;
    const { text } = this.desk_.pen?.drafts.of(this.id) ?? { text: "" };
    const key = newKey();
    this.desk_.ask(
      new Dialog(this.desk_, {
        title: say("cannedKeep"),
        says: say("cannedKeepSays"),
        submit: say("save"),
        fields: [{ name: "title", label: say("cannedName"), kind: "line", needed: true, most: 100 }],
        act: async ({ title }) => {
          await this.desk_.calls.saveCanned(key, { title: title.trim(), text: text.trim() });
          return () => this.desk_.done({ says: "cannedKept", undo: () => this.desk_.calls.removeCanned(key) });
        },
      }),
    );
  }

  /** What the fields of a canned reply are here. */
  get fields() {
    const root = this.case?.thread.root;
    return { name: root?.author.name ?? "", brand: this.desk_.brand, title: root?.title ?? "" };
  }
}

/** What an act answers says nothing of similar threads: those that were found stay. @param {Case} changed @param {WholeCase | undefined} before */
const without = (changed, before) => ({ similar: before?.similar ?? [], ...changed });
