// One person's work at one desk: who they are, what they may, the pages, what is heard from the relay, and what came of what they did.
import { passing, refusal } from "../refusals.js";
import { Relay } from "../session/relay.js";
import { RelayWrites } from "../session/relay-writes.js";
import { Calls } from "./calls.js";
import { listenTo } from "./event-stream.js";
import { DeskPen } from "./pen.js";
import { AnnouncementsPage } from "./pages/announcements.js";
import { InboxPage } from "./pages/inbox.js";
import { InsightPage } from "./pages/insight.js";
import { LaterPage } from "./pages/later.js";
import { PeoplePage } from "./pages/people.js";
import { PlanPage } from "./pages/plan.js";
import { QueuePage } from "./pages/queue.js";
import { isAtLeast, needs } from "./rights.js";

/** @import { PlaceView } from "../../wasm/engine.js" */
/** @import { Reason } from "../refusals.js" */
/** @import { PleinDesk } from "./desk-element.js" */
/** @import { Dialog } from "./dialogs.js" */
/** @import { DeskKey } from "./language.js" */
/** @import { PageName } from "./rights.js" */
/** @import { Canned, Community, Me, Standing } from "./shapes.js" */

/**
 * What came of something: stands until the next one, or until it is closed.
 * @typedef {object} Notice
 * @property {string} text
 * @property {Reason} [failed]
 * @property {() => void} [undo]
 * @property {() => void} [again]
 */
/** @typedef {{ says?: DeskKey, values?: Record<string, string | number>, undo?: () => Promise<unknown> }} Done what is said when it is done, and how it is undone */

/** Where nothing is told, it is looked again so often. */
const lookEveryMs = 60_000;

const planning = () => import("./planning.js");
const steering = () => import("./steering.js");

export class Desk {
  /** @param {PleinDesk} element @param {string} base of the bridge */
  constructor(element, base) {
    this.element = element;
    this.base = base;
    this.tell = () => element.requestUpdate();
    const token = () => this.element.token ?? "";
    this.calls = new Calls(new RelayWrites(new Relay(base), token), base, token);
    /** @type {"loading" | "ready" | "failed"} */
    this.state = "loading";
    /** @type {Reason | undefined} */
    this.reason = undefined;
    /** @type {Me | undefined} */
    this.me = undefined;
    /** @type {PlaceView[]} */
    this.places = [];
    /** @type {Community} */
    this.community = { threads: [], announcements: [] };
    /** @type {Notice | undefined} */
    this.notice = undefined;
    /** @type {Dialog | undefined} */
    this.dialog = undefined;
    /** @type {Canned[] | undefined} */
    this.canned = undefined;
    /** @type {Reason | undefined} */
    this.cannedFailed = undefined;
    /** The relay tells what changes. */
    this.connected = true;
    /** @type {DeskPen | undefined} */
    this.pen = undefined;
    /** What draws, once it has come. @type {typeof import("./chart.js") | undefined} */
    this.charts = undefined;
    /** What shows figures, likewise. @type {typeof import("./measured.js") | undefined} */
    this.measured = undefined;
    /** Why it has not come. @type {Reason | undefined} */
    this.unmeasured = undefined;
    /** Figures whose table is open. @type {Set<string>} */
    this.tables = new Set();
    this.pages = {
      plan: new PlanPage(this),
      inbox: new InboxPage(this),
      queue: new QueuePage(this),
      people: new PeoplePage(this),
      insight: new InsightPage(this),
      decisions: new LaterPage(this, "decisions", steering),
      announcements: new AnnouncementsPage(this),
      polls: new LaterPage(this, "polls", planning),
      calendar: new LaterPage(this, "calendar", planning),
      ideas: new LaterPage(this, "ideas", steering),
      rules: new LaterPage(this, "rules", steering),
    };
    /** @type {PageName | ""} */
    this.shown_ = "";
    this.unlisten_ = () => {};
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.timer_ = undefined;
    /** @type {Promise<void> | undefined} until what is decided has been read */
    this.decided = undefined;
    this.askings_ = 0;
  }

  async start() {
    this.state = "loading";
    this.tell();
    try {
      [this.me, this.places] = await Promise.all([this.calls.me(), this.calls.places()]);
      this.state = "ready";
    } catch (error) {
      this.state = "failed";
      this.reason = refusal(error).reason;
      if (this.reason === "signIn") this.element.refuse();
    }
    this.tell();
    if (this.state !== "ready" || !this.may("ambassador")) return;
    this.pen = new DeskPen(this);
    this.listen_();
    await this.readCommunity_();
  }

  listen_() {
    this.unlisten_();
    clearInterval(this.timer_);
    const token = () => this.element.token ?? "";
    this.unlisten_ = listenTo(this.calls.eventsAddress, token, {
      changed: () => void this.refresh(),
      connected: (is) => {
        this.connected = is;
        this.tell();
      },
      refused: (status) => {
        if (status === 401) return this.element.refuse();
        const look = () => document.visibilityState === "visible" && void this.refresh();
        this.timer_ = setInterval(look, lookEveryMs);
      },
    });
  }

  close() {
    this.unlisten_();
    clearInterval(this.timer_);
    this.pen?.close();
  }

  /** A newer token: what waited for it goes on. */
  renew() {
    if (this.state === "failed") return void this.start();
    if (this.may("ambassador")) this.listen_();
    void this.refresh();
  }

  /** @param {Standing} least */
  may(least) {
    return isAtLeast(this.me?.role, least);
  }

  /** @param {PageName} name */
  show(name) {
    if (this.shown_ === name || this.state !== "ready" || !this.may(needs[name])) return;
    this.shown_ = name;
    /** @type {Promise<void> | undefined} until what is shown has been read */
    this.opening = this.pages[name].open();
  }

  /** What shows figures, and what draws them. */
  async measure() {
    void this.loadCharts_();
    this.unmeasured = undefined;
    try {
      this.measured ??= await import("./measured.js");
      this.element.dress(this.measured.styles);
    } catch (error) {
      this.unmeasured = refusal(error).reason;
    }
    this.tell();
  }

  async loadCharts_() {
    // Without it the tables say it all.
    this.charts ??= await import("./chart.js").catch(() => undefined);
    if (this.charts) this.element.dress(this.charts.styles);
    this.tell();
  }

  /** @param {string} figure @param {boolean} open */
  showTable(figure, open) {
    if (this.tables.has(figure) === open) return;
    if (open) this.tables.add(figure);
    else this.tables.delete(figure);
    this.tell();
  }

  get page() {
    return this.shown_ ? this.pages[this.shown_] : undefined;
  }

  async refresh() {
    if (this.state !== "ready") return;
    await Promise.all([this.readCommunity_(), this.page?.refresh()]);
  }

  /** With what steers: ideas, tags, rules. @param {(part: typeof import("./steering.js")) => unknown} act */
  async steer(act) {
    try {
      const part = await steering();
      await part.speaking(this);
      act(part);
    } catch (error) {
      this.failed(error, () => void this.steer(act));
    }
  }

  readCommunity_() {
    return (this.decided = this.readCommunityNow_());
  }

  async readCommunityNow_() {
    const asked = ++this.askings_;
    // A relay that cannot say what is locked or announced leaves that out.
    const found = await this.calls.community().catch(() => undefined);
    // Of several answers the one counts that was asked for last.
    if (asked !== this.askings_) return this.decided;
    if (found) this.community = found;
    this.tell();
  }

  /** @param {string} thread */
  marks(thread) {
    return this.community.threads.find((each) => each.thread === thread);
  }

  /** The brand's own name. */
  get brand() {
    return this.places.find(({ kind }) => kind === "site")?.name ?? "";
  }

  /**
   * Does something, and says what came of it.
   * @template T @param {() => Promise<T>} act @param {Done} [done] @returns {Promise<T | undefined>} undefined: it failed
   */
  async attempt(act, done = {}) {
    try {
      const result = await act();
      this.done(done);
      return result;
    } catch (error) {
      this.failed(error, () => void this.attempt(act, done));
      return undefined;
    }
  }

  /** @param {Done} done */
  done({ says, values, undo }) {
    if (!says) return;
    const text = this.element.say(says, values);
    this.notice = { text, undo: undo && (() => void this.takeBack_(undo)) };
    this.element.speak(text);
    this.tell();
  }

  /** @param {() => Promise<unknown>} undo */
  async takeBack_(undo) {
    this.element.focusShown();
    await this.attempt(undo, { says: "undone" });
    await this.refresh();
  }

  /** @param {unknown} error @param {() => void} [again] @param {DeskKey} [says] instead of why */
  failed(error, again, says) {
    const { reason } = refusal(error);
    const { say } = this.element;
    const text = says ? say(says) : `${say("notDone")} ${this.element.why(reason)}`;
    this.notice = { text, failed: reason, again: passing.has(reason) || reason === "signIn" ? again : undefined };
    this.element.speak(text);
    if (reason === "signIn") this.element.refuse();
    if (reason === "conflict" || reason === "gone") void this.refresh();
    this.tell();
  }

  closeNotice() {
    this.notice = undefined;
    this.element.focusShown();
    this.tell();
  }

  /** What was said is of something else than what is looked at now. */
  closeNoticeQuietly() {
    this.notice = undefined;
  }

  /** The replies that the team keeps ready. */
  async readCanned() {
    this.cannedFailed = undefined;
    try {
      this.canned = await this.calls.canned();
    } catch (error) {
      this.cannedFailed = refusal(error).reason;
    }
    this.tell();
  }

  /** @param {Dialog} dialog */
  ask(dialog) {
    this.dialog = dialog;
    this.tell();
  }
}
