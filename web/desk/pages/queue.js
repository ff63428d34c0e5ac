// The queue: what is held back until somebody has looked, and what readers reported, once for each post.
import { newKey } from "../../session/outgoing.js";
import { Listing } from "../listing.js";
import { reasonDialog } from "../reasons.js";
import { hidePost } from "../rulings.js";

/** @import { PostView } from "../../../wasm/engine.js" */
/** @import { Desk } from "../desk.js" */
/** @import { Held, Page, Report } from "../shapes.js" */

/** @typedef {{ post: PostView | undefined, id: string, reports: Report[] }} Reported a post, if it is still there, and what was said of it */

export class QueuePage {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk_ = desk;
    this.current = "";
    /** @type {Map<string, Promise<PostView | undefined>>} */
    this.posts_ = new Map();
    /** @type {Listing<Held>} */
    this.held = new Listing(
      (after, size) => desk.calls.held(after, size),
      ({ post }) => post.id,
      desk.tell,
    );
    /** @type {Listing<Reported>} */
    this.reported = new Listing(
      (before, size) => this.readReports_(before, size),
      ({ id }) => id,
      desk.tell,
    );
  }

  async open() {
    const lists = [this.held, this.reported];
    await Promise.all(lists.map((list) => (list.state === "ready" ? list.refresh() : list.load())));
  }

  async refresh() {
    this.posts_.clear();
    await Promise.all([this.held.refresh(), this.reported.refresh()]);
  }

  /** @param {string | null} before @param {number} size @returns {Promise<Page<Reported>>} */
  async readReports_(before, size) {
    const { items, next } = await this.desk_.calls.reports(before, size);
    /** @type {Map<string, Report[]>} */
    const byPost = new Map();
    for (const report of items) byPost.set(report.post, [...(byPost.get(report.post) ?? []), report]);
    const all = await Promise.all(
      [...byPost].map(async ([id, reports]) => ({ id, reports, post: await this.post_(id) })),
    );
    return { items: all.filter(({ post }) => !post?.removed), next };
  }

  /** One that is held or gone is not there to be read. @param {string} id */
  post_(id) {
    const asked = this.posts_.get(id) ?? this.desk_.calls.post(id).catch(() => undefined);
    this.posts_.set(id, asked);
    return asked;
  }

  /** @param {string} id @param {boolean} held */
  gone_(id, held) {
    const list = held ? this.held : this.reported;
    const ids = held ? this.held.items.map(({ post }) => post.id) : this.reported.items.map((item) => item.id);
    const at = ids.indexOf(id);
    const next = ids[at + 1] ?? ids[at - 1] ?? "";
    list.remove(id);
    this.current = next;
    void this.desk_.element.focusFirst(`[data-row="${next}"]`, "[data-row]", "#page-title");
  }

  /** What was reported is seen to: its reports are closed, for all who moderate. @param {string} id @param {boolean} held @param {"kept" | "held" | "hidden" | "blocked"} outcome */
  async settle_(id, held, outcome) {
    if (!held) await this.desk_.calls.closeReports(id, outcome);
  }

  /** @param {string} id @param {boolean} held */
  async back_(id, held) {
    if (!held) await this.desk_.calls.reopenReports(id);
    const list = held ? this.held : this.reported;
    await list.refresh();
    list.take();
  }

  /** @param {PostView} post */
  release(post) {
    const { calls } = this.desk_;
    reasonDialog(this.desk_, "releasePost", {
      act: (reason) => calls.hold(post.id, "release", reason),
      says: "postReleased",
      undo: async () => {
        await calls.hold(post.id, "hold", "");
        await this.back_(post.id, true);
      },
      then: () => this.gone_(post.id, true),
    });
  }

  /** It stays as it is. With a reason, which is kept as a note. @param {PostView} post @param {boolean} held */
  keep(post, held) {
    const { calls } = this.desk_;
    reasonDialog(this.desk_, held ? "keepHeld" : "keepPost", {
      act: async (reason) => {
        if (reason) await calls.act(post.id, "note", { key: newKey(), text: reason });
        await this.settle_(post.id, held, "kept");
      },
      says: held ? "postKeptHeld" : "postKept",
      undo: () => this.back_(post.id, held),
      then: () => this.gone_(post.id, held),
    });
  }

  /** @param {PostView} post @param {boolean} held */
  hide(post, held) {
    hidePost(this.desk_, post, {
      done: () => this.settle_(post.id, held, "hidden"),
      then: () => this.gone_(post.id, held),
      back: () => this.back_(post.id, held),
    });
  }

  /** @param {PostView} post */
  hold(post) {
    const { calls } = this.desk_;
    reasonDialog(this.desk_, "holdPost", {
      act: async (reason) => {
        await calls.hold(post.id, "hold", reason);
        await this.settle_(post.id, false, "held");
      },
      says: "postHeld",
      undo: async () => {
        await calls.hold(post.id, "release", "");
        await this.back_(post.id, false);
      },
      then: () => {
        this.gone_(post.id, false);
        void this.held.refresh();
      },
    });
  }

  /** @param {PostView} post @param {boolean} held */
  block(post, held) {
    const { calls } = this.desk_;
    const { key, name } = post.author;
    reasonDialog(this.desk_, "blockAuthor", {
      values: { name },
      act: async (reason) => {
        await calls.block(key, "block", reason);
        await this.settle_(post.id, held, "blocked");
      },
      says: "authorBlocked",
      undo: async () => {
        await calls.block(key, "unblock", "");
        await this.back_(post.id, held);
      },
      then: () => this.gone_(post.id, held),
    });
  }
}
