// Runs the engine's effects in a browser: HTTP without credentials, time, nothing else. Nothing is kept: a page starts anew.

/** @import { BridgeConfig, Effects, Engine, HttpRequest, HttpResponse, Query } from "../../wasm/engine.js" */

const bytesMax = 4 << 20;
const timerMax = 2 ** 31 - 1;

export class DirectHost {
  /** @param {Engine} engine @param {Omit<BridgeConfig, "role">} config @param {() => void} changed something that is shown */
  constructor(engine, config, changed) {
    this.engine_ = engine;
    this.changed_ = changed;
    this.began_ = Date.now() - performance.now();
    this.closed = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer_ = undefined;
    this.call_({ op: "configure", now: this.now_(), config: { ...config, role: "direct" } });
    const seed = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16)).join("");
    this.call_({ op: "start", now: this.now_(), seed });
  }

  /** @param {Query} query @returns {any} */
  ask(query) {
    return this.call_({ op: "query", now: this.now_(), query });
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer_);
    this.engine_.close();
  }

  // The engine's time does not jump, whatever the page's clock does.
  now_() {
    return Math.round(this.began_ + performance.now());
  }

  /** @param {import("../../wasm/engine.js").Call} call @returns {any} */
  call_(call) {
    const reply = this.engine_.call(call);
    if (!reply.ok) throw new DirectError(reply.error);
    if (reply.effects) this.run_(reply.effects);
    return reply.result;
  }

  /** @param {Effects} effects */
  run_({ requests, events, wake_at }) {
    for (const request of requests ?? []) this.send_(request);
    if (events?.length) this.changed_();
    clearTimeout(this.timer_);
    if (wake_at === undefined) return;
    const wait = Math.min(Math.max(wake_at - this.now_(), 0), timerMax);
    // Nobody looks at a hidden page: it asks nothing until somebody does.
    this.timer_ = setTimeout(
      () => whenVisible(() => this.closed || this.call_({ op: "tick", now: this.now_() })),
      wait,
    );
  }

  /** @param {HttpRequest} request */
  async send_(request) {
    const response = await send(request);
    if (!this.closed) this.call_({ op: "response", now: this.now_(), id: request.id, response });
  }
}

/** What the engine refuses of a configuration. */
export class DirectError extends Error {
  /** @param {import("../../wasm/engine.js").EngineError} error */
  constructor({ code, path, message }) {
    super(`${path}: ${message}`);
    this.code = code;
  }
}

/** @param {() => void} act */
function whenVisible(act) {
  if (document.visibilityState !== "hidden") return act();
  document.addEventListener("visibilitychange", () => whenVisible(act), { once: true });
}

/** @param {HttpRequest} request @returns {Promise<HttpResponse>} */
async function send({ method, url, headers, timeout_ms }) {
  if (method !== "GET") return { status: 0, failure: "no_session", detail: "without a relay nothing is written" };
  const signal = AbortSignal.timeout(timeout_ms);
  try {
    const answer = await fetch(url, { headers, credentials: "omit", referrerPolicy: "no-referrer", signal });
    const body = await answer.text();
    if (body.length > bytesMax) return { status: 0, failure: "too_large", detail: `more than ${bytesMax} bytes` };
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body };
  } catch (error) {
    if (signal.aborted) return { status: 0, failure: "timeout", detail: "no answer in time" };
    return { status: 0, failure: "unreachable", detail: (await isThere(url)) ? "cors" : String(error) };
  }
}

/** Whether a server answers although the page may not read what it says. @param {string} url */
async function isThere(url) {
  try {
    await fetch(new URL("/", url), { mode: "no-cors", credentials: "omit", referrerPolicy: "no-referrer" });
    return true;
  } catch {
    return false;
  }
}
