// Signing in with a popup of the relay's (docs/sign-in.md). The page may do it its own way: it is asked first, by `plein-sign-in`.
import { emit } from "./events.js";
import { newKey } from "./session/outgoing.js";

/** @import { PleinFeed } from "./feed-element.js" */
/** @typedef {"ask" | "reply" | "vote"} Reason what somebody wants to do */
/** @typedef {{ way: string, title: string }} Way */
/**
 * What a person is shown about signing in, where they wanted to write.
 * @typedef {object} Prompt
 * @property {Reason} reason
 * @property {"choose" | "opened" | "blocked" | "elsewhere" | "failed" | "unreachable"} state elsewhere: the relay has no way of its own
 * @property {Way[]} ways
 * @property {string} [url] where the popup leads, for a link
 */

/** What is said of each. @type {Record<Prompt["state"], import("./language.js").MessageKey>} */
export const words = {
  choose: "signInChoose",
  opened: "signInOpened",
  blocked: "signInBlocked",
  elsewhere: "signInElsewhere",
  failed: "signInFailed",
  unreachable: "signInUnreachable",
};

/** Who votes writes nothing. @type {Partial<typeof words>} */
const ofVote = { opened: "voteOpened", elsewhere: "voteElsewhere" };

/** @param {Prompt} prompt */
export const saidOf = ({ reason, state }) => (reason === "vote" && ofVote[state]) || words[state];

const look = "popup,width=480,height=640";
export const popupName = "plein-sign-in";

export class SignIn {
  /** @param {PleinFeed} widget */
  constructor(widget) {
    this.widget_ = widget;
    /** @type {Prompt | undefined} */
    this.prompt = undefined;
    this.request_ = "";
    this.base_ = "";
    /** Asked before somebody wants them: a popup opens soon after a click, or never. @type {Promise<Way[] | undefined> | undefined} */
    this.ways_ = undefined;
    this.hear_ = this.hear_.bind(this);
  }

  /** Of which relay; "" where nobody can sign in, or somebody has. @param {string} base */
  prepare(base) {
    if (base === this.base_) return;
    this.base_ = base;
    this.prompt = undefined;
    this.request_ = "";
    removeEventListener("message", this.hear_);
    this.ways_ = undefined;
    if (!base) return;
    addEventListener("message", this.hear_);
    this.ask_();
  }

  ask_() {
    this.ways_ = this.widget_.session?.relay.ask_("/sign-in").then(
      ({ ways }) => ways ?? [],
      ({ status }) => (status ? [] : (this.ways_ = undefined)), // there may be a connection later
    );
  }

  /** @param {Reason} reason */
  async want(reason) {
    if (!emit(this.widget_, "plein-sign-in", { for: reason })) return;
    if (!this.ways_ && this.base_) this.ask_();
    const ways = await this.ways_;
    const { person, lapsed } = this.widget_.visit?.writing ?? {};
    if (person && !lapsed) return; // the page has done it meanwhile
    if (ways?.length === 1) return this.open(reason, ways, ways[0]);
    this.show_({ reason, ways: ways ?? [], state: !ways ? "unreachable" : ways.length ? "choose" : "elsewhere" });
    void this.widget_.focusLater("[part=sign-in-prompt] button");
  }

  /** @param {Reason} reason @param {Way[]} ways @param {Way} way */
  open(reason, ways, { way }) {
    this.request_ = newKey();
    const query = new URLSearchParams({ origin: location.origin, request: this.request_ });
    const url = `${this.base_}/sign-in/${way}?${query}`;
    const popup = open(url, popupName, look);
    this.show_({ reason, ways, url, state: popup ? "opened" : "blocked" });
    if (!popup) void this.widget_.focusLater("[part=sign-in-prompt] a");
  }

  /** @returns {boolean} whether there was anything to close */
  cancel() {
    const { prompt } = this;
    if (!prompt) return false;
    this.show_(undefined);
    if (prompt.reason === "ask") this.widget_.stopAsking();
    else void this.widget_.focusLater(`[part=${prompt.reason === "vote" ? "vote" : "sign-in"}]`);
    return true;
  }

  /** @param {Prompt | undefined} prompt */
  show_(prompt) {
    this.prompt = prompt;
    if (prompt) this.widget_.announce(saidOf(prompt));
    // A question has no place of its own before it can be asked.
    if (prompt?.reason === "ask") this.widget_.asking_ = true;
    this.widget_.requestUpdate();
  }

  /** An answer that was not asked for would sign somebody else in. @param {MessageEvent} event */
  async hear_({ origin, data }) {
    if (!this.request_ || origin !== new URL(this.base_).origin || data?.request !== this.request_) return;
    this.request_ = ""; // each counts once
    const { widget_: widget, prompt } = this;
    if (typeof data.token !== "string") {
      return this.show_(prompt && { ...prompt, state: "failed", url: undefined });
    }
    this.show_(undefined);
    widget.token = data.token;
    widget.announce("signedIn");
    emit(widget, "plein-signed-in", { token: data.token, expires_at: data.expires_at });
    await widget.updateComplete;
    await widget.visit?.writing.begin_(); // what one writes with may have to come first
    if (prompt?.reason !== "ask")
      return widget.focusLater(prompt?.reason === "vote" ? "[part=poll] input" : "[data-composer] textarea");
    widget.asking_ = false;
    await widget.ask_();
  }
}
