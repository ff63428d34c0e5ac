// Signing in with a popup of the relay's (docs/sign-in.md). The page may do it its own way: it is asked first, by `plein-sign-in`.
import { emit } from "./events.js";
import { newKey } from "./session/outbox.js";

/** @import { ReactiveController } from "lit" */
/** @import { PleinFeed } from "./feed-element.js" */
/** @typedef {"ask" | "reply"} Reason what somebody wants to do */

const look = "popup,width=480,height=640";

/** @implements {ReactiveController} */
export class SignIn {
  /** @param {PleinFeed} widget */
  constructor(widget) {
    this.widget_ = widget;
    const { session, token } = widget;
    this.base_ = session?.relay.base ?? "";
    this.request_ = "";
    /** The relay's first way, asked before somebody wants it: a popup opens soon after a click, or never. @type {Promise<string | undefined> | undefined} */
    this.way_ = undefined;
    widget.addController(this);
    if (token || !session?.writable) return;
    this.way_ = session.relay.ask_("/sign-in").then(
      ({ ways }) => ways?.[0]?.way,
      () => {},
    );
  }

  hostConnected() {
    addEventListener("message", this.hear_);
  }

  hostDisconnected() {
    removeEventListener("message", this.hear_);
  }

  /** @param {Reason} reason */
  async want(reason) {
    if (!emit(this.widget_, "plein-sign-in", { for: reason })) return;
    const way = await this.way_;
    if (!way) return;
    this.request_ = newKey();
    this.reason_ = reason;
    const query = new URLSearchParams({ origin: location.origin, request: this.request_ });
    open(`${this.base_}/sign-in/${way}?${query}`, "plein-sign-in", look);
  }

  /** An answer that was not asked for would sign somebody else in. @param {MessageEvent} event */
  hear_ = ({ origin, data }) => {
    if (!this.request_ || origin !== new URL(this.base_).origin || data?.request !== this.request_) return;
    this.request_ = ""; // each counts once
    const { widget_: widget } = this;
    if (typeof data.token !== "string") return widget.announce("signInFailed");
    widget.token = data.token;
    widget.announce("signedIn");
    emit(widget, "plein-signed-in", { token: data.token, expires_at: data.expires_at });
    if (this.reason_ === "ask") void widget.ask_();
    else void widget.focusLater("[data-composer] textarea");
  };
}
