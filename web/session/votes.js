// Polls of a conversation: what the relay tells of them, hostile until read; and of who is signed in, what they chose and what they are about
// to choose.

/** @import { PollView } from "../../wasm/engine.js" */
/** @import { Session } from "./session.js" */

/** @typedef {PollView} Poll */

const optionsMost = 10;

const isCount = (/** @type {unknown} */ value) => Number.isSafeInteger(value) && Number(value) >= 0;

/** @param {any} told @returns {Poll | undefined} undefined: it is no poll */
export function readPoll(told) {
  const { options, people, counts, several, after, until, ended, chosen } = told ?? {};
  const isText = (/** @type {unknown} */ one) => typeof one === "string";
  if (!Array.isArray(options) || options.length > optionsMost || !options.every(isText) || !isCount(people))
    return undefined;
  const isWhole = Array.isArray(counts) && counts.length === options.length && counts.every(isCount);
  const isOption = (/** @type {unknown} */ one) => isCount(one) && Number(one) < options.length;
  return {
    options,
    people,
    ...(isWhole && { counts }),
    ...(several === true && { several }),
    ...(after === true && { after }),
    ...(isCount(until) && until < 8.64e15 && { until }),
    ...(ended === true && { ended }),
    ...(Array.isArray(chosen) && { chosen: chosen.filter(isOption) }),
  };
}

/** One thread's. */
class Voting {
  /** @param {Session} session @param {string} id of the thread */
  constructor(session, id) {
    this.session_ = session;
    this.id_ = id;
    /** As everybody is told. @type {unknown} */
    this.told_ = undefined;
    /** @type {Poll | undefined} */
    this.poll_ = undefined;
    /** As who is signed in is told. @type {Poll | undefined} */
    this.own_ = undefined;
    /** Whom it was asked for, and of which result. */
    this.asked_ = "";
    /** What is marked, and not sent. @type {Set<number> | undefined} */
    this.draft_ = undefined;
    /** @type {"" | "sending" | "failed"} */
    this.state = "";
    /** How many votes the relay has taken from here. */
    this.votes_ = 0;
  }

  /** @param {unknown} told */
  take(told) {
    if (told !== this.told_) this.poll_ = readPoll((this.told_ = told));
    const { outbox } = this.session_;
    // Who has voted sees a result that others are not told of.
    const asked = outbox
      ? `${outbox.person.id} ${this.poll_?.after ? this.poll_.people : ""} ${this.poll_?.ended}`
      : "";
    if (asked === this.asked_) return;
    if (asked.split(" ")[0] !== this.asked_.split(" ")[0]) this.own_ = undefined;
    this.asked_ = asked;
    if (outbox && this.poll_) void this.ask_(() => outbox.writes.ask_("GET", at(this.id_, "poll")));
  }

  /** @returns {Poll | undefined} */
  get poll() {
    const { own_: own, poll_: poll } = this;
    if (!poll || !own) return poll;
    // What was answered to one's own vote is newer than what everybody was told before.
    const counts = poll.counts && poll.people >= own.people ? poll.counts : (own.counts ?? poll.counts);
    return { ...poll, people: Math.max(poll.people, own.people), chosen: own.chosen, ...(counts && { counts }) };
  }

  /** @returns {Set<number>} */
  get marked() {
    return this.draft_ ?? new Set(this.own_?.chosen);
  }

  /** Whether there is anything to send. */
  get isChanged() {
    const before = this.own_?.chosen ?? [];
    return Boolean(this.draft_ && (this.draft_.size !== before.length || before.some((one) => !this.draft_?.has(one))));
  }

  /** @param {number} option @param {boolean} on */
  mark(option, on) {
    const marked = new Set(this.poll_?.several ? this.marked : []);
    if (on) marked.add(option);
    else marked.delete(option);
    this.draft_ = marked;
    this.state = "";
    this.session_.tell();
  }

  /** @returns {Promise<boolean>} whether it counts */
  async send() {
    const { outbox } = this.session_;
    if (!outbox || this.state === "sending") return false;
    const choices = [...this.marked].sort();
    this.state = "sending";
    this.session_.tell();
    const done = await this.ask_(() => outbox.writes.ask_("POST", at(this.id_, "vote"), { choices }));
    if (done) {
      this.votes_++;
      this.draft_ = undefined;
    }
    this.state = done ? "" : "failed";
    this.session_.tell();
    return done;
  }

  /** @param {() => Promise<any>} ask */
  async ask_(ask) {
    const { person } = this.session_.outbox ?? {};
    const votes = this.votes_;
    const answer = await ask().catch(() => undefined);
    const own = readPoll(answer?.poll);
    // What was asked for before one voted does not say what was chosen.
    if (!own || votes !== this.votes_ || person?.id !== this.session_.outbox?.person.id) return false;
    this.own_ = own;
    this.session_.tell();
    return true;
  }
}

const at = (/** @type {string} */ id, /** @type {string} */ what) => `/posts/${encodeURIComponent(id)}/${what}`;

/** @type {WeakMap<Session, Map<string, Voting>>} */
const all = new WeakMap();

/** @param {Session} session @param {string} id of a thread @param {unknown} told of its poll */
export function votingIn(session, id, told) {
  /** @type {Map<string, Voting>} */
  const votings = all.get(session) ?? new Map();
  all.set(session, votings);
  const voting = votings.get(id) ?? new Voting(session, id);
  votings.set(id, voting);
  voting.take(told);
  return voting;
}
