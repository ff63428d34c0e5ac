// Insight: the figures of a period against the one before it, their course in each place, and the posts behind each.
import { Listing } from "../listing.js";
import { between, dayOf, ending, periodOf } from "../periods.js";
import { FiguresPage } from "./figures-page.js";

/** @import { PostView } from "../../../wasm/engine.js" */
/** @import { Desk } from "../desk.js" */
/** @import { Length, Step } from "../periods.js" */
/** @import { Behind, Insight, Period } from "../shapes.js" */

export class InsightPage extends FiguresPage {
  /** @param {Desk} desk */
  constructor(desk) {
    super(desk, () => this.read_());
    /** @type {Length} */
    this.length = "30";
    /** @type {Step} */
    this.step = "day";
    this.place = "";
    /** Of a custom period, as its fields have them. */
    this.days = { from: "", to: "" };
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
  }

  /** What is asked for. @returns {Period | undefined} undefined: the days are none */
  wanted_() {
    const chosen = this.length === "custom" ? between(this.days.from, this.days.to) : ending(this.length, Date.now());
    return chosen && periodOf(chosen, this.step, this.place);
  }

  async read_() {
    const period = this.wanted_();
    if (!period) {
      this.version_++; // what was asked for is not wanted any more
      return this.desk_.tell();
    }
    const { calls, places } = this.desk_;
    // The brand's own website last: the places are what is compared.
    const each = this.place ? [] : places.toSorted((a, b) => Number(a.kind === "site") - Number(b.kind === "site"));
    const asked = [{}, ...each.map(({ id }) => ({ place: id }))];
    const ask = () => Promise.all(asked.map((of) => calls.insight({ ...period, ...of })));
    await this.take_(ask, ([insight, ...others]) => {
      this.insight = insight;
      this.byPlace = this.place
        ? [{ place: this.place, insight }]
        : others.map((one, at) => ({ place: each[at].id, insight: one }));
      this.period = period;
    });
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
