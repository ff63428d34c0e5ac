// What the brand asks: it is asked, ended, and its result taken along.
import { newKey } from "../../session/outgoing.js";
import { Dialog } from "../dialogs.js";
import { PlanningCalls } from "../planning-calls.js";
import { pollFields, pollIn } from "../poll-editor.js";
import { asksWhy, tellIn } from "../pushing.js";
import { Reading } from "../reading.js";
import { pollsPage } from "../views/polls.js";

/** @import { Desk } from "../desk.js" */
/** @import { DeskKey } from "../language.js" */
/** @import { DeskView } from "../views/view.js" */
/** @import { AskedPoll } from "../shapes.js" */

/** A cell that no spreadsheet takes for a formula. @param {string | number} value */
const cell = (value) =>
  `"${String(value)
    .replace(/^[=+\-@\t\r]/, "'$&")
    .replaceAll('"', '""')}"`;

/** @param {AskedPoll} poll */
export const tableOf = ({ options, counts = [], people }) =>
  [["option", "votes", "people"], ...options.map((option, index) => [option, counts[index] ?? 0, people])]
    .map((row) => `${row.map(cell).join(",")}\r\n`)
    .join("");

export class PollsPage extends Reading {
  /** @param {Desk} desk */
  constructor(desk) {
    super(desk);
    this.calls_ = new PlanningCalls(desk);
    this.current = "";
    /** @type {AskedPoll[] | undefined} */
    this.polls = undefined;
  }

  refresh() {
    const ask = () => this.calls_.polls();
    return this.take_(ask, (polls) => {
      this.polls = polls;
    });
  }

  /** @param {DeskView} view */
  view(view) {
    return pollsPage(view, this);
  }

  ask() {
    const { say } = this.desk_.element;
    const key = newKey(); // of every attempt: it is asked once
    const dialog = new Dialog(this.desk_, {
      title: say("pollAsk"),
      says: say("pollAskSays"),
      submit: say("pollSend"),
      fields: [
        { name: "title", label: say("pollQuestion"), kind: "line", needed: true, most: 200 },
        { name: "text", label: say("pollText"), kind: "text", needed: true, most: 5000 },
        ...pollFields(this.desk_, { needed: true, end: "until", ends: "pollEnds" }),
      ],
      act: async (values) => {
        const { title, text, reason } = values;
        const asked = pollIn(this.desk_, dialog, values, "until");
        if (!asked || (await asksWhy(this.desk_, dialog, reason))) return false;
        await this.calls_.poll({ key, title: title.trim(), text: text.trim(), ...asked, ...(reason && { reason }) });
        return () => this.after_("pollAsked");
      },
    });
    this.desk_.ask(dialog);
    void tellIn(this.desk_, dialog);
  }

  /** @param {AskedPoll} poll */
  end({ post, title }) {
    const { say } = this.desk_.element;
    this.desk_.ask(
      new Dialog(this.desk_, {
        title: say("pollEnd"),
        says: say("pollEndSays", { title }),
        submit: say("pollEnd"),
        act: async () => {
          await this.calls_.endPoll(post);
          return () => this.after_("pollIsEnded");
        },
      }),
    );
  }

  /** @param {AskedPoll} poll */
  save(poll) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([tableOf(poll)], { type: "text/csv" }));
    link.download = `${poll.post}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
  }

  /** @param {DeskKey} says */
  async after_(says) {
    this.desk_.done({ says });
    await this.refresh();
    await this.desk_.element.focusFirst("[data-row]", "#page-title");
  }
}
