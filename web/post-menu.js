// The menu of a post ("more"), and the dialog in which one reports it.
import { html, nothing } from "lit";
import { linkTo } from "./permalink.js";
import { refusal } from "./refusals.js";
import { menuView } from "./views/menu.js";
import { reportDialog } from "./views/report.js";

/** @import { PostView } from "../wasm/engine.js" */
/** @import { PleinFeed } from "./feed-element.js" */
/** @import { MessageKey } from "./language.js" */
/** @import { Reason } from "./refusals.js" */
/** @import { ReportReason } from "./session/relay-writes.js" */
/** @import { View } from "./views/view.js" */

/** @typedef {{ says: MessageKey, act: () => void }} Item */

/** How long a note stays. */
const noteMs = 6_000;

export class PostMenu {
  /** @param {PleinFeed} widget */
  constructor(widget) {
    this.widget_ = widget;
    /** Id of the post whose menu is open. */
    this.open_ = "";
    /** Id of the post that is being reported. */
    this.reporting_ = "";
    /** @type {"asking" | "sending" | "sent" | Reason} how far the report is */
    this.report = "asking";
    /** @type {{ post: string, says: MessageKey } | undefined} */
    this.note_ = undefined;
  }

  /** @param {PostView} post */
  isOpen({ id }) {
    return this.open_ === id;
  }

  /** @param {PostView} post */
  toggle({ id }) {
    this.open_ = this.open_ === id ? "" : id;
    // It stands where its button was.
    if (this.open_) addEventListener("resize", () => this.close(), { once: true });
    this.widget_.requestUpdate();
  }

  /** @param {boolean} [back] whether focus returns to the button */
  close(back) {
    const id = this.open_;
    if (!id) return;
    this.open_ = "";
    this.widget_.requestUpdate();
    if (back) this.toButton_(id);
  }

  /** @param {string} id */
  toButton_(id) {
    void this.widget_.focusLater(`[data-post="${id}"] [part=menu-button]`);
  }

  /** @param {View} view @param {PostView} post */
  view(view, post) {
    if (this.note_?.post === post.id)
      return html`<span class="soft" part="note">${view.language.say(this.note_.says)}</span>`;
    if (this.reporting_ === post.id) return reportDialog(view, post, this);
    return this.open_ === post.id ? menuView(view, post, this) : nothing;
  }

  /** @param {View} view @param {PostView} post @returns {Item[]} what one can do with it */
  items({ writing }, post) {
    const pen = writing?.pen;
    const { myself, changes, roots } = pen?.outbox ?? {};
    const share = { title: roots?.get(post.thread)?.title, url: linkTo(post.id) };
    /** @type {[boolean | undefined, MessageKey, () => void][]} */
    const all = [
      [
        myself?.mayAccept(post, roots?.get(post.thread)),
        post.accepted ? "unaccept" : "accept",
        () => pen?.accept(post),
      ],
      [myself?.mayChange(post), "edit", () => pen?.edit(post)],
      [Boolean(navigator.clipboard), "copyLink", () => this.copy_(post, share.url)],
      [Boolean(navigator.share), "share", () => navigator.share(share).catch(() => {})],
      [!myself?.wrote(post), "report", () => this.startReport_(post)],
      [myself?.mayHold(post), "hold", () => pen?.hold(post)],
      [myself?.mayChange(post), "remove", () => pen?.remove(post)],
    ];
    return all.filter(([may]) => may).map(([, says, act]) => ({ says, act }));
  }

  /** @param {Item} item */
  choose({ act }) {
    this.close(true);
    act();
  }

  /** @param {PostView} post @param {string} url */
  async copy_({ id }, url) {
    const says = await navigator.clipboard.writeText(url).then(
      () => /** @type {const} */ ("linkCopied"),
      () => /** @type {const} */ ("linkNotCopied"),
    );
    this.note_ = { post: id, says };
    this.widget_.announce(says);
    setTimeout(() => {
      this.note_ = undefined;
      this.widget_.requestUpdate();
    }, noteMs);
  }

  /** @param {PostView} post */
  startReport_({ id }) {
    const writing = this.widget_.visit?.writing;
    if (!writing?.pen) return void writing?.signIn.want("reply");
    this.reporting_ = id;
    this.report = "asking";
    this.widget_.requestUpdate();
  }

  /** @param {PostView} post @param {ReportReason} reason */
  async sendReport(post, reason) {
    const writing = this.widget_.visit?.writing;
    this.report = "sending";
    this.widget_.requestUpdate();
    try {
      await writing?.pen?.outbox.writes.report(post.id, reason);
      this.report = "sent";
      void this.widget_.focusLater("[part=dialog] button");
    } catch (error) {
      this.report = refusal(error).reason;
      if (this.report === "signIn") {
        this.endReport();
        return void writing?.signIn.want("reply");
      }
    }
    this.widget_.requestUpdate();
  }

  endReport() {
    const id = this.reporting_;
    if (!id) return;
    this.reporting_ = "";
    this.widget_.requestUpdate();
    this.toButton_(id);
  }
}
