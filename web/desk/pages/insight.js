// Insight: the figures of a period against the one before it, their course in each place, and the posts behind each.
import { refusal } from "../../refusals.js";
import { Listing } from "../listing.js";
import { between, dayOf, ending, periodOf } from "../periods.js";

/** @import { PostView } from "../../../wasm/engine.js" */
/** @import { Reason } from "../../refusals.js" */
/** @import { Desk } from "../desk.js" */
/** @import { Length, Step } from "../periods.js" */
/** @import { Behind, Insight, Period } from "../shapes.js" */

/** How soon after a change the figures are counted again: they are for a period, and many change at once. */
const calmMs = 5_000;

export class InsightPage {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk_ = desk;
    this.current = "";
    /** @type {Length} */
    this.length = "30";
    /** @type {Step} */
    this.step = "day";
    this.place = "";
    /** Of a custom period, as its fields have them. */
    this.days = { from: "", to: "" };
    /** @type {"loading" | "ready" | "failed"} */
    this.state = "loading";
    /** @type {Reason | undefined} */
    this.reason = undefined;
    /** @type {Insight | undefined} */
    this.insight = undefined;
    /** By place, the order in which they are drawn. @type {{ place: string, insight: Insight }[]} */
    this.byPlace = [];
    /** @type {Period | undefined} what is shown */
    this.period = undefined;
    /** The figure whose posts are shown. */
    this.figure = "";
    this.part = "";
    /** @type {Listing<PostView, Behind> | undefined} */
    this.behind = undefined;
    this.saving = false;
    this.version_ = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.later_ = undefined;
  }

  async open() {
    await Promise.all([this.desk_.measure(), this.load()]);
  }

  async refresh() {
    clearTimeout(this.later_);
    this.later_ = setTimeout(() => this.read_(), calmMs);
  }

  async load() {
    this.state = "loading";
    await this.read_();
  }

  /** What is asked for. @returns {Period | undefined} undefined: the days are none */
  wanted_() {
    const chosen = this.length === "custom" ? between(this.days.from, this.days.to) : ending(this.length, Date.now());
    return chosen && periodOf(chosen, this.step, this.place);
  }

  async read_() {
    const version = ++this.version_;
    const period = this.wanted_();
    const { calls, places, tell } = this.desk_;
    tell();
    if (!period) return;
    try {
      // The brand's own website last: the places are what is compared.
      const each = this.place ? [] : places.toSorted((a, b) => Number(a.kind === "site") - Number(b.kind === "site"));
      const [insight, ...others] = await Promise.all([
        calls.insight(period),
        ...each.map(({ id }) => calls.insight({ ...period, place: id })),
      ]);
      if (version !== this.version_) return;
      this.insight = insight;
      this.byPlace = this.place
        ? [{ place: this.place, insight }]
        : others.map((one, at) => ({ place: each[at].id, insight: one }));
      this.period = period;
      this.state = "ready";
      this.reason = undefined;
    } catch (error) {
      if (version !== this.version_) return;
      this.reason = refusal(error).reason;
      if (this.state === "loading") this.state = "failed";
      if (this.reason === "signIn") this.desk_.element.refuse();
    }
    tell();
  }

  /** @param {{ length?: Length, step?: Step, place?: string, days?: { from: string, to: string } }} chosen */
  choose({ length = this.length, step = this.step, place = this.place, days = this.days }) {
    if (length === "custom" && this.length !== "custom" && !days.from) {
      const { from, to } = ending("30", Date.now());
      days = { from: dayOf(from), to: dayOf(to - 1) };
    }
    Object.assign(this, { length, step, place, days, behind: undefined, figure: "", part: "" });
    void this.load();
  }

  /** The posts behind a figure, or behind a part of it. @param {string} figure @param {string} [part] */
  drill(figure, part = "") {
    const { period } = this;
    if (!period) return;
    const { calls, tell, element } = this.desk_;
    this.figure = figure;
    this.part = part;
    this.behind = new Listing(
      (after) => calls.behind(period, { figure, part, after }),
      ({ id }) => id,
      tell,
    );
    void this.behind.load();
    void element.focusFirst("#behind-title");
  }

  closeBehind() {
    const { figure } = this;
    this.behind = undefined;
    this.figure = "";
    this.desk_.tell();
    void this.desk_.element.focusFirst(`[data-row="${figure}"]`, "#page-title");
  }

  async save() {
    const { period } = this;
    if (!period || this.saving) return;
    this.saving = true;
    this.desk_.tell();
    const table = await this.desk_.attempt(() => this.desk_.calls.table(period), { says: "tableSaved" });
    this.saving = false;
    this.desk_.tell();
    if (table) offer(table, `plein-${dayOf(period.from)}-${dayOf(period.to - 1)}.csv`);
  }
}

/** @param {Blob} table @param {string} name */
function offer(table, name) {
  const url = URL.createObjectURL(table);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
