// What polls and the calendar ask of the relay, as web/desk/calls.js does for what everybody needs who works here.
import { query } from "../session/ask.js";
import { like, listOf, maybe, text, those, time, whole } from "./readable.js";

/** @import { Desk } from "./desk.js" */
/** @import { AskedPoll, PlannedPost, Pushing } from "./shapes.js" */

const isPoll = like({
  post: text,
  title: text,
  at: time,
  options: listOf(text),
  counts: listOf(whole),
  people: whole,
  until: maybe(time),
});

/** @param {any} given @returns {AskedPoll[]} */
const readPolls = (given) => those(given?.polls, isPoll);

const isPlannedPost = like({
  key: text,
  title: text,
  text,
  format: text,
  at: time,
  stands: text,
  without: listOf(text),
  name: text,
  reason: maybe(text),
  post: maybe(text),
});

/** @param {any} given @returns {PlannedPost[]} */
const readCalendar = (given) => those(given?.planned, isPlannedPost);

const isPushing = like({ day: whole, week: whole, replies: whole });

/** @param {any} given @returns {Pushing | undefined} */
const readPushing = (given) => (isPushing(given) ? given : undefined);

const at = (/** @type {string} */ id) => encodeURIComponent(id);

export class PlanningCalls {
  /** @param {Desk} desk */
  constructor({ calls: { writes } }) {
    this.writes_ = writes;
  }

  async polls() {
    return readPolls(await this.writes_.ask_("GET", "/desk/polls"));
  }

  /** @param {object} poll as the relay takes it */
  poll(poll) {
    return this.writes_.ask_("POST", "/desk/polls", poll);
  }

  /** @param {string} post */
  endPoll(post) {
    return this.writes_.ask_("POST", `/desk/polls/${at(post)}/end`);
  }

  async calendar() {
    return readCalendar(await this.writes_.ask_("GET", "/desk/calendar"));
  }

  /** @param {object} post as the relay takes it */
  schedule(post) {
    return this.writes_.ask_("POST", "/desk/calendar", post);
  }

  /** @param {string} key */
  unplan(key) {
    return this.writes_.ask_("DELETE", `/desk/calendar/${at(key)}`);
  }

  /** How much the brand pushes. @param {number} [when] @param {string} [key] */
  async pushing(when, key) {
    return readPushing(await this.writes_.ask_("GET", `/desk/pushing${query({ at: when, key })}`));
  }
}
