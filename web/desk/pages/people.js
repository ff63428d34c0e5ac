// People: who helps, how much, and why it counts so; who might become an ambassador, and who is one.
import { refusal } from "../../refusals.js";
import { Listing } from "../listing.js";
import { Reading } from "../reading.js";
import { reasonDialog } from "../reasons.js";

/** @import { Reason as Why } from "../../refusals.js" */
/** @import { Desk } from "../desk.js" */
/** @import { People, PersonStanding, WholeStanding } from "../shapes.js" */

export class PeoplePage {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk_ = desk;
    this.current = "";
    this.level = "";
    /** @type {Listing<PersonStanding, People>} */
    this.list = new Listing(
      (after, size) => desk.calls.people({ level: this.level, after, size }),
      ({ author }) => author.key,
      desk.tell,
    );
    /** @type {PersonStanding[]} */
    this.candidates = [];
    this.proposed_ = new Reading(desk);
    /** Key of who is shown. */
    this.shown = "";
    /** @type {WholeStanding | undefined} */
    this.person = undefined;
    /** @type {Why | undefined} */
    this.reason = undefined;
    this.askings_ = 0;
  }

  async open() {
    await Promise.all([this.list.state === "ready" ? this.list.refresh() : this.list.load(), this.readCandidates_()]);
  }

  async refresh() {
    // Who has just been opened is being read, and has the focus then.
    const isRead = this.shown && (this.person || this.reason);
    await Promise.all([this.list.refresh(), this.readCandidates_(), isRead && this.readPerson_()]);
  }

  async readCandidates_() {
    if (!this.desk_.may("manager")) return;
    await this.proposed_.take_(
      () => this.desk_.calls.candidates(),
      (candidates) => {
        this.candidates = candidates;
      },
    );
  }

  /** @param {string} level */
  choose(level) {
    this.level = level;
    void this.list.load();
  }

  /** How many there are of each level. */
  get levels() {
    return this.list.answer?.levels ?? {};
  }

  /** @param {string} key */
  async openPerson(key) {
    this.shown = key;
    this.current = key;
    this.person = undefined;
    this.reason = undefined;
    this.desk_.tell();
    void this.desk_.element.focusFirst("#person-title");
    await this.readPerson_();
    void this.desk_.element.keepFocus("#person-title");
  }

  closePerson() {
    const key = this.shown;
    this.shown = "";
    this.person = undefined;
    this.desk_.tell();
    void this.desk_.element.focusFirst(`[data-row="${key}"]`, "[data-row]", "#page-title");
  }

  async readPerson_() {
    const key = this.shown;
    const asked = ++this.askings_;
    const isOvertaken = () => key !== this.shown || asked !== this.askings_;
    try {
      const person = await this.desk_.calls.person(key);
      if (isOvertaken()) return;
      this.person = person;
      this.reason = undefined;
    } catch (error) {
      if (isOvertaken()) return;
      this.reason = refusal(error).reason;
    }
    this.desk_.tell();
  }

  again() {
    this.reason = undefined;
    return this.readPerson_();
  }

  /** @param {PersonStanding} person */
  appoint({ author: { key, name } }) {
    this.decide_(key, name, "appoint");
  }

  /** @param {PersonStanding} person */
  withdraw({ author: { key, name } }) {
    this.decide_(key, name, "withdraw");
  }

  /** @param {PersonStanding} person */
  join(person) {
    return this.desk_.steer(({ joinPerson }) => joinPerson(this.desk_, person));
  }

  /** @param {PersonStanding} person @param {PersonStanding["accounts"][number]} account */
  part(person, { key, name, joined = "" }) {
    const { calls } = this.desk_;
    reasonDialog(this.desk_, "partPerson", {
      values: { name },
      act: (reason) => calls.join(key, "unsame", joined, reason),
      says: "personParted",
      undo: () => calls.join(key, "same", joined, ""),
      then: () => void this.refresh(),
    });
  }

  /** @param {string} key @param {string} name @param {"appoint" | "withdraw"} act */
  decide_(key, name, act) {
    const { calls } = this.desk_;
    const back = act === "appoint" ? "withdraw" : "appoint";
    reasonDialog(this.desk_, act === "appoint" ? "appointPerson" : "withdrawPerson", {
      values: { name },
      act: (reason) => calls.appoint(key, act, reason),
      says: act === "appoint" ? "appointed" : "withdrawn",
      undo: () => calls.appoint(key, back, ""),
      then: () => void this.refresh(),
    });
  }
}
