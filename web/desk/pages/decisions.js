// What was decided, by whom and why, the latest first; what can still be undone is.
import { Listing } from "../listing.js";
import { decisionsPage } from "../views/decisions.js";

/** @import { Desk } from "../desk.js" */
/** @import { Decision } from "../shapes.js" */
/** @import { DeskView } from "../views/view.js" */

export class DecisionsPage {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk_ = desk;
    this.current = "";
    /** @type {Listing<Decision>} */
    this.list = new Listing(
      (after, size) => desk.calls.decisions(after, size),
      ({ id }) => id,
      desk.tell,
    );
  }

  async open() {
    await (this.list.state === "ready" ? this.refresh() : this.list.load());
  }

  refresh() {
    return this.list.refresh();
  }

  /** @param {DeskView} view */
  view(view) {
    return decisionsPage(view, this);
  }

  /** @param {Decision} decision */
  async undo(decision) {
    const done = await this.desk_.attempt(() => this.desk_.calls.undo(decision.id).then(() => true), {
      says: "undone",
    });
    if (!done) return;
    this.list.replace({ ...decision, undone: true });
    void this.desk_.element.focusFirst(`[data-row="${decision.id}"]`);
    await this.refresh();
  }
}
