// A page that comes when it is first opened: what is asked and planned is no part of what everybody loads who works here.
import { refusal } from "../../refusals.js";

/** @import { Reason } from "../../refusals.js" */
/** @import { Desk } from "../desk.js" */

/** @typedef {import("../planning.js").Planning} Planning */

export class LaterPage {
  /** @param {Desk} desk @param {"polls" | "calendar"} name */
  constructor(desk, name) {
    this.desk_ = desk;
    this.name_ = name;
    this.current = "";
    /** @type {Reason | undefined} why it has not come */
    this.failed = undefined;
    /** @type {Planning["polls"] | Planning["calendar"] | undefined} */
    this.page = undefined;
  }

  async open() {
    this.failed = undefined;
    try {
      const { begin } = await import("../planning.js");
      this.page ??= begin(this.desk_)[this.name_];
    } catch (error) {
      this.failed = refusal(error).reason;
      return this.desk_.tell();
    }
    await this.refresh();
  }

  async refresh() {
    await this.page?.refresh();
  }
}
