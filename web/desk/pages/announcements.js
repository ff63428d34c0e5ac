// What is announced now, in every place and in the widget; one is made, and taken down.
import { newKey } from "../../session/outgoing.js";
import { Dialog } from "../dialogs.js";

/** @import { Desk } from "../desk.js" */
/** @import { DeskKey } from "../language.js" */
/** @import { Announcement } from "../shapes.js" */

/** How much the brand pushes, and what it may ask: wanted when it is about to. */
const planning = () => import("../planning.js");

export class AnnouncementsPage {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk_ = desk;
    this.current = "";
  }

  open() {
    return this.refresh();
  }

  refresh() {
    return this.desk_.readCommunity_();
  }

  make() {
    const { say } = this.desk_.element;
    const key = newKey(); // of every attempt: it is made once
    const dialog = new Dialog(this.desk_, {
      title: say("announce"),
      says: say("announceSays"),
      submit: say("announceSend"),
      fields: [
        { name: "title", label: say("announceTitle"), kind: "line", needed: true, most: 200 },
        { name: "text", label: say("announceText"), kind: "text", needed: true, most: 5000 },
        { name: "until", label: say("announceUntil"), kind: "when", hint: say("announceUntilHint") },
      ],
      act: async (values) => {
        const { title, text, until, options, reason } = values;
        const { announcedEnd, asksWhy, pollIn } = await planning();
        const poll = options?.trim() ? pollIn(this.desk_, dialog, values, announcedEnd) : undefined;
        if (options?.trim() && !poll) return false;
        if (await asksWhy(this.desk_, dialog, reason)) return false;
        const end = until ? new Date(until).getTime() : NaN;
        const more = { ...(Number.isFinite(end) && { until: end }), ...(reason && { reason }), ...(poll && { poll }) };
        await this.desk_.calls.announce({ key, title: title.trim(), text: text.trim(), ...more });
        return () => this.after_("nowAnnounced");
      },
    });
    this.desk_.ask(dialog);
    void planning().then(({ offerPoll, tellIn }) => {
      void offerPoll(this.desk_, dialog);
      void tellIn(this.desk_, dialog);
    });
  }

  /** @param {Announcement} announcement */
  end({ post, title }) {
    const { say } = this.desk_.element;
    this.desk_.ask(
      new Dialog(this.desk_, {
        title: say("announceEnd"),
        says: say("announceEndSays", { title }),
        submit: say("announceEnd"),
        act: async () => {
          const decision = await this.desk_.calls.endAnnouncement(post);
          const undo = decision?.undoable ? () => this.desk_.calls.undo(decision.id) : undefined;
          return () => this.after_("announceEnded", undo);
        },
      }),
    );
  }

  /** @param {DeskKey} says @param {() => Promise<unknown>} [undo] */
  async after_(says, undo) {
    this.desk_.done({ says, undo });
    await this.refresh();
    await this.desk_.element.focusFirst("[data-row]", "#page-title");
  }
}
