// All that the desk asks of the relay (docs/http-api.md), as functions that answer data or throw a RelayError: a call that changes is changed here.
import { RelayError, query, understood } from "../session/ask.js";
import { askFeed, feedAddress } from "../session/first-list.js";
import { readPost, readSearch, readThread } from "../session/readable.js";
import * as read from "./readable.js";

/** @import { PostView, RichText } from "../../wasm/engine.js" */
/** @import { RelayWrites } from "../session/relay-writes.js" */
/** @import { Case, Decision, Filter, Period } from "./shapes.js" */

/** @typedef {"claim" | "unclaim" | "assign" | "unassign" | "snooze" | "unsnooze" | "done" | "reopen" | "note" | "unnote"} CaseAct */
/** @typedef {"lock" | "unlock" | "slow" | "unslow" | "feature" | "unfeature" | "pin" | "unpin" | "sponsor" | "unsponsor" | "tag" | "untag" | "idea" | "unidea" | "hide" | "show" | "move"} Ruling */

const at = (/** @type {string} */ id) => encodeURIComponent(id);

export class Calls {
  /** @param {RelayWrites} writes @param {string} base of the bridge @param {() => string} token */
  constructor(writes, base, token) {
    this.writes = writes;
    this.base_ = base;
    this.token_ = token;
  }

  async me() {
    return understood(read.readMe(await this.get_("/me")));
  }

  async places() {
    return (await askFeed(feedAddress(this.base_, { pageSize: 1 }))).places;
  }

  async community() {
    return read.readCommunity(await this.get_("/community"));
  }

  /** @param {string} id of a post of it @param {string | null} [after] */
  async thread(id, after) {
    return understood(readThread(await this.get_(`/threads/${at(id)}`, { page_size: 100, after })));
  }

  /** @param {string} id @returns {Promise<PostView>} */
  async post(id) {
    return understood(readPost(await this.get_(`/posts/${at(id)}`))[0]);
  }

  /** @param {string} text */
  async search(text) {
    return understood(readSearch(await this.get_("/search", { text, page_size: 10 }))).results;
  }

  /** @param {{ filter: Filter, place?: string, after?: string | null, size: number }} wanted */
  async inbox({ filter, place, after, size }) {
    return understood(read.readInbox(await this.get_("/desk/inbox", { filter, place, after, page_size: size })));
  }

  /** @param {string} id */
  async case(id) {
    return understood(read.readWholeCase(await this.get_(`/desk/cases/${at(id)}`)));
  }

  /** @param {string} post @param {CaseAct} act @param {object} [body] @returns {Promise<Case>} */
  async act(post, act, body = {}) {
    const answer = await this.writes.ask_("POST", `/desk/posts/${at(post)}/${act}`, body);
    return understood(read.readCase(answer.case)[0]);
  }

  /** @param {string} post @param {Ruling} act @param {object} [body] @returns {Promise<Decision | undefined>} undefined: it is so already */
  async rule(post, act, body = {}) {
    const answer = await this.writes.ask_("POST", `/desk/posts/${at(post)}/${act}`, body);
    return read.readDecision(answer?.decision);
  }

  /** @param {string} decision */
  undo(decision) {
    return this.writes.ask_("POST", `/desk/decisions/${at(decision)}/undo`, {});
  }

  /** @param {string} post @param {"hold" | "release"} act @param {string} reason */
  hold(post, act, reason) {
    return this.writes.ask_("POST", `/posts/${at(post)}/${act}`, because(reason));
  }

  /** @param {string} author @param {"block" | "unblock"} act @param {string} reason */
  block(author, act, reason) {
    return this.writes.ask_("POST", `/authors/${at(author)}/${act}`, because(reason));
  }

  /** @param {{ key: string, parent: string, text: string, format: "markdown" }} reply */
  reply(reply) {
    return this.writes.post(reply);
  }

  async canned() {
    return read.readCanned(await this.get_("/desk/canned"));
  }

  /** @param {string} key @param {{ title: string, text: string }} said */
  saveCanned(key, said) {
    return this.writes.ask_("POST", `/desk/canned/${at(key)}`, said);
  }

  /** @param {string} key */
  removeCanned(key) {
    return this.writes.ask_("DELETE", `/desk/canned/${at(key)}`);
  }

  /** @param {string | null} after @param {number} size */
  async held(after, size) {
    return understood(read.readHeld(await this.get_("/desk/held", { after, page_size: size })));
  }

  /** Those about which nothing was done yet. @param {string | null} before @param {number} size */
  async reports(before, size) {
    return understood(read.readReports(await this.get_("/reports", { before, page_size: size, open: "true" })));
  }

  /** @param {string} post @param {"kept" | "held" | "hidden" | "blocked"} outcome */
  closeReports(post, outcome) {
    return this.writes.ask_("POST", `/posts/${at(post)}/reports/close`, { outcome });
  }

  /** @param {string} post */
  reopenReports(post) {
    return this.writes.ask_("POST", `/posts/${at(post)}/reports/reopen`);
  }

  /** @param {string | null} after @param {number} size */
  async decisions(after, size) {
    return understood(read.readDecisions(await this.get_("/desk/decisions", { after, page_size: size })));
  }

  /** @param {{ level?: string, after?: string | null, size: number }} wanted */
  async people({ level, after, size }) {
    return understood(read.readPeople(await this.get_("/desk/people", { level, after, page_size: size })));
  }

  /** @param {string} key */
  async person(key) {
    return understood(read.readWholeStanding(await this.get_(`/desk/people/${at(key)}`)));
  }

  async candidates() {
    return understood(read.readPeople(await this.get_("/desk/candidates"))).items;
  }

  /** @param {string} key @param {"appoint" | "withdraw"} act @param {string} reason */
  appoint(key, act, reason) {
    return this.writes.ask_("POST", `/desk/people/${at(key)}/${act}`, because(reason) ?? {});
  }

  /** Two accounts are one person; or not. @param {string} key @param {"same" | "unsame"} act @param {string} other @param {string} reason */
  join(key, act, other, reason) {
    return this.writes.ask_("POST", `/desk/people/${at(key)}/${act}`, { ...because(reason), other });
  }

  /** @param {Period} period */
  async insight({ from, to, place, step }) {
    return understood(read.readInsight(await this.get_("/desk/insight", { from, to, place, step })));
  }

  async plan() {
    return understood(read.readPlan(await this.get_("/desk/plan")));
  }

  /** @param {Period} period @param {{ figure: string, part?: string, after?: string | null }} what */
  async behind({ from, to, place }, { figure, part, after }) {
    const wanted = { figure, part, from, to, place, after, page_size: 20 };
    return understood(read.readBehind(await this.get_("/desk/insight/posts", wanted)));
  }

  /** @param {Period} period @returns {Promise<Blob>} */
  async table({ from, to, place, step }) {
    const headers = { authorization: `Bearer ${this.token_()}` };
    const address = `${this.base_}/desk/insight.csv${query({ from, to, place, step })}`;
    const answer = await fetch(address, { headers, credentials: "omit" }).catch((failure) => {
      throw new RelayError("unreachable", String(failure), 0);
    });
    if (!answer.ok) throw new RelayError(`http_${answer.status}`, "", answer.status);
    return answer.blob();
  }

  /** @param {{ key: string, title: string, text: string, until?: number, reason?: string, poll?: object }} announcement `poll`: as the relay takes it */
  announce(announcement) {
    return this.writes.ask_("POST", "/desk/announcements", announcement);
  }

  /** @param {string} post @returns {Promise<Decision | undefined>} */
  async endAnnouncement(post) {
    const answer = await this.writes.ask_("DELETE", `/desk/announcements/${at(post)}`);
    return read.readDecision(answer?.decision);
  }

  get eventsAddress() {
    return `${this.base_}/desk/events`;
  }

  /** @param {string} path @param {Parameters<typeof query>[0]} [wanted] */
  get_(path, wanted = {}) {
    return this.writes.ask_("GET", path + query(wanted));
  }
}

/** @param {string} reason */
const because = (reason) => (reason ? { reason } : undefined);
