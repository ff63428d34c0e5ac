// A page that comes when it is first opened: it is no part of what everybody loads who works here.
import { refusal } from "../../refusals.js";

/** @import { Reason } from "../../refusals.js" */
/** @import { Desk } from "../desk.js" */
/** @import { PageName } from "../rights.js" */
/** @import { DeskView } from "../views/view.js" */

/** @typedef {{ current: string, open?: () => Promise<unknown>, refresh: () => Promise<unknown>, view: (view: DeskView) => unknown }} Page */
/** @typedef {() => Promise<{ begin: (desk: Desk) => Partial<Record<PageName, Page>>, speaking: (desk: Desk) => Promise<void> }>} Part what brings it, and its words */

export class LaterPage {
  /** @param {Desk} desk @param {PageName} name @param {Part} part */
  constructor(desk, name, part) {
    this.desk_ = desk;
    this.name_ = name;
    this.part_ = part;
    /** @type {Reason | undefined} why it has not come */
    this.failed = undefined;
    /** @type {Page | undefined} */
    this.page = undefined;
  }

  /** The row that Tab reaches. */
  get current() {
    return this.page?.current ?? "";
  }

  set current(id) {
    if (this.page) this.page.current = id;
  }

  async open() {
    this.failed = undefined;
    try {
      const { begin, speaking } = await this.part_();
      this.page ??= begin(this.desk_)[this.name_];
      await speaking(this.desk_);
    } catch (error) {
      this.failed = refusal(error).reason;
      return this.desk_.tell();
    }
    await (this.page?.open?.() ?? this.refresh());
  }

  async refresh() {
    await this.page?.refresh();
  }
}
