// What the brand plans to post: planned, changed, moved and withdrawn; by week or by month, as a list.
import { newKey } from "../../session/outgoing.js";
import { Dialog } from "../dialogs.js";
import { PlanningCalls } from "../planning-calls.js";
import { asksWhy } from "../pushing.js";
import { Reading } from "../reading.js";
import { calendarPage } from "../views/calendar.js";

/** @import { Preview } from "../../session/relay-writes.js" */
/** @import { Desk } from "../desk.js" */
/** @import { Field } from "../dialogs.js" */
/** @import { DeskKey } from "../language.js" */
/** @import { DeskView } from "../views/view.js" */
/** @import { PlannedPost } from "../shapes.js" */

/** As a field for a date and a time has it. @param {number} at */
export function fieldOf(at) {
  const local = new Date(at);
  return new Date(at - local.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** From when to when, of a week (from Monday) or a month, so many of them from now. @param {"week" | "month"} length @param {number} steps @param {number} now */
export function spanOf(length, steps, now) {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  if (length === "week") {
    day.setDate(day.getDate() - ((day.getDay() + 6) % 7) + 7 * steps);
    return { from: day.getTime(), to: new Date(day).setDate(day.getDate() + 7) };
  }
  day.setDate(1);
  day.setMonth(day.getMonth() + steps);
  return { from: day.getTime(), to: new Date(day).setMonth(day.getMonth() + 1) };
}

export class CalendarPage extends Reading {
  /** @param {Desk} desk */
  constructor(desk) {
    super(desk);
    this.calls_ = new PlanningCalls(desk);
    this.current = "";
    /** @type {PlannedPost[] | undefined} */
    this.planned = undefined;
    /** @type {"week" | "month"} */
    this.length = "week";
    this.steps = 0;
    /** What becomes of each in each place, where somebody wanted to see it. @type {Map<string, Preview | "failed">} */
    this.previews = new Map();
  }

  refresh() {
    const ask = () => this.calls_.calendar();
    return this.take_(ask, (planned) => {
      this.planned = planned;
    });
  }

  /** @param {DeskView} view */
  view(view) {
    return calendarPage(view, this);
  }

  /** @param {"week" | "month"} length */
  choose(length) {
    this.length = length;
    this.steps = 0;
    this.desk_.tell();
  }

  /** @param {number} by */
  go(by) {
    this.steps = by ? this.steps + by : 0;
    this.desk_.tell();
  }

  /** @param {PlannedPost} post @param {boolean} wanted */
  async foresee({ key, title, text, format }, wanted) {
    if (!wanted || this.previews.has(key)) return;
    const said = { text, ...(title && { title }), ...(format === "markdown" && { format }) };
    const preview = await this.desk_.calls.writes
      .preview(/** @type {any} */ (said), AbortSignal.timeout(20_000))
      .catch(() => /** @type {const} */ ("failed"));
    this.previews.set(key, preview);
    this.desk_.tell();
  }

  /** @param {PlannedPost} [post] that is changed; without: a new one */
  plan(post) {
    const { say } = this.desk_.element;
    const key = post?.key ?? newKey();
    const places = this.desk_.places.filter(({ kind }) => kind !== "site");
    const dialog = new Dialog(this.desk_, {
      title: say(post ? "planChange" : "planNew"),
      says: say("planSays"),
      submit: say("planSave"),
      fields: [
        { name: "title", label: say("planTitle"), kind: "line", value: post?.title, most: 200 },
        { name: "text", label: say("planText"), kind: "text", value: post?.text, needed: true, most: 20_000 },
        { name: "at", label: say("planAt"), kind: "when", value: post && fieldOf(post.at), needed: true },
        ...places.map((place) => this.placeField_(place, !post?.without.includes(place.id))),
      ],
      act: async (values) => {
        const at = new Date(values.at).getTime();
        if (!(at > Date.now())) {
          dialog.says = say("planPast");
          this.desk_.element.speak(dialog.says);
          return this.desk_.element.focusFirst("#field-at").then(() => false);
        }
        if (await asksWhy(this.desk_, dialog, values.reason, at, key)) return false;
        const { title, text, reason } = values;
        const without = places.map(({ id }) => id).filter((id) => values[`in-${id}`] === "no");
        await this.calls_.schedule({
          key,
          text: text.trim(),
          at,
          without,
          ...(title.trim() && { title: title.trim() }),
          ...(post?.format === "markdown" && { format: "markdown" }),
          ...(reason && { reason }),
        });
        this.previews.delete(key);
        return () => this.after_("planned", key);
      },
    });
    this.desk_.ask(dialog);
  }

  /** @param {import("../../../wasm/engine.js").PlaceView} place @param {boolean} stands @returns {Field} */
  placeField_({ id, name }, stands) {
    const { say } = this.desk_.element;
    return {
      name: `in-${id}`,
      label: name,
      kind: "choice",
      value: stands ? "yes" : "no",
      options: [
        ["yes", say("planStands")],
        ["no", say("planStandsNot")],
      ],
    };
  }

  /** @param {PlannedPost} post */
  withdraw({ key, title, text }) {
    const { say } = this.desk_.element;
    this.desk_.ask(
      new Dialog(this.desk_, {
        title: say("planWithdraw"),
        says: say("planWithdrawSays", { title: title || text.slice(0, 80) }),
        submit: say("planWithdraw"),
        act: async () => {
          await this.calls_.unplan(key);
          return () => this.after_("planWithdrawn");
        },
      }),
    );
  }

  /** @param {DeskKey} says @param {string} [key] */
  async after_(says, key) {
    this.desk_.done({ says });
    await this.refresh();
    await this.desk_.element.focusFirst(...(key ? [`[data-row="${key}"]`] : []), "#page-title");
  }
}
