// The plan: what the brand wants of its community, over four weeks against the four before; what a manager sees first.
import { refusal } from "../../refusals.js";
import { dayOf } from "../periods.js";

/** @import { Reason } from "../../refusals.js" */
/** @import { Desk } from "../desk.js" */
/** @import { Period, Plan } from "../shapes.js" */

const weekMs = 7 * 86_400_000;
/** As insight: many figures move at once, and the engine counts them all. */
const calmMs = 5_000;

export class PlanPage {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk_ = desk;
    this.current = "";
    /** @type {"loading" | "ready" | "failed"} */
    this.state = "loading";
    /** @type {Reason | undefined} */
    this.reason = undefined;
    /** @type {Plan | undefined} */
    this.plan = undefined;
    /** Goals are of all places together. @type {[]} */
    this.byPlace = [];
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.later_ = undefined;
  }

  /** @returns {Period | undefined} as a chart draws it */
  get period() {
    return this.plan && { from: this.plan.from, to: this.plan.to, step: weekMs };
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

  async read_() {
    const { calls, element, tell } = this.desk_;
    tell();
    try {
      this.plan = await calls.plan();
      this.state = "ready";
      this.reason = undefined;
    } catch (error) {
      this.reason = refusal(error).reason;
      if (this.state === "loading") this.state = "failed";
      if (this.reason === "signIn") element.refuse();
    }
    tell();
  }

  /** The figure in insight, over the same weeks. @param {string} figure */
  async toInsight(figure) {
    const { plan } = this;
    const { element, pages } = this.desk_;
    if (!plan) return;
    const days = { from: dayOf(plan.from), to: dayOf(plan.to - 1) };
    Object.assign(pages.insight, { length: "custom", days, step: "week", place: "", current: figure });
    element.open("insight");
    await element.updateComplete;
    await this.desk_.opening;
    await element.focusFirst(`[data-row="${CSS.escape(figure)}"]`);
  }
}
