// A dialog that asks for what an act needs: one form, of the fields that it names.
import { refusal } from "../refusals.js";

/** @import { Reason } from "../refusals.js" */
/** @import { Desk } from "./desk.js" */

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label
 * @property {"line" | "text" | "number" | "when" | "choice" | "act"} kind act: a button
 * @property {string} [hint]
 * @property {string} [value]
 * @property {boolean} [needed]
 * @property {number} [most] letters, or of a number
 * @property {[value: string, label: string][]} [options] of a choice
 * @property {() => void} [act]
 * @property {string[]} [known] what may be meant, of a line
 */

/** What was typed one a line, each once. @param {string} typed @returns {string[]} */
export const linesOf = (typed) => [
  ...new Set(
    typed
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

export class Dialog {
  /**
   * @param {Desk} desk
   * @param {{ title: string, says?: string, fields?: Field[], submit: string, act: (values: Record<string, string>) => Promise<unknown>, content?: (dialog: Dialog) => unknown }} asked
   *   `content`: instead of fields; `act`: what it throws is said, and the dialog stays, as it does for `false`; a function that it answers is
   *   called once it is closed
   */
  constructor(desk, { title, says = "", fields = [], submit, act, content }) {
    this.desk_ = desk;
    this.title = title;
    this.says = says;
    this.fields = fields;
    this.submit = submit;
    this.content = content;
    this.act_ = act;
    this.sending = false;
    /** @type {Reason | undefined} */
    this.failed = undefined;
    /** What had focus, and has it again. @type {Element | null} */
    this.before = desk.element.shadow_.activeElement;
  }

  /** @param {Record<string, string>} values */
  async send(values) {
    if (this.sending) return;
    this.sending = true;
    this.failed = undefined;
    this.desk_.tell();
    try {
      const then = await this.act_(values);
      if (then !== false) this.close();
      if (typeof then === "function") then();
    } catch (error) {
      this.failed = refusal(error).reason;
      if (this.failed === "signIn") this.desk_.element.refuse();
    }
    this.sending = false;
    this.desk_.tell();
  }

  close() {
    if (this.desk_.dialog !== this) return;
    this.desk_.dialog = undefined;
    void this.desk_.element.giveBack(this.before);
  }
}
