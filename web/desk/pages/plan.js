// The plan: what the brand wants of its community, over four weeks against the four before; what a manager sees first.
import { dayOf } from "../periods.js";
import { FiguresPage } from "./figures-page.js";

/** @import { Desk } from "../desk.js" */
/** @import { Period, Plan } from "../shapes.js" */

const weekMs = 7 * 86_400_000;

export class PlanPage extends FiguresPage {
  /** @param {Desk} desk */
  constructor(desk) {
    super(desk, () => this.read_());
    /** @type {Plan | undefined} */
    this.plan = undefined;
    /** Goals are of all places together. @type {[]} */
    this.byPlace = [];
  }

  /** @returns {Period | undefined} as a chart draws it */
  get period() {
    return this.plan && { from: this.plan.from, to: this.plan.to, step: weekMs };
  }

  read_() {
    const ask = () => this.desk_.calls.plan();
    return this.take_(ask, (plan) => (this.plan = plan));
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
