// One WebSocket, from its opening to its end, of which is told exactly once. Silence ends it: a line that was cut says nothing.
import { subscribe } from "node:diagnostics_channel";
import { Agent, WebSocket, buildConnector, ping } from "undici";

/** How an opening was answered that was refused: undici tells it to nobody else. By address. @type {Map<string, number>} */
const refusals = new Map();
subscribe("undici:request:headers", (message) => {
  const { request, response } = /** @type {import("undici").DiagnosticsChannel.RequestHeadersMessage} */ (message);
  const address = `${request.origin}${request.path}`.replace(/^http/, "ws");
  if (refusals.has(address)) refusals.set(address, response.statusCode);
});

const openMaxMs = 15000;
const pingEveryMs = 30000;
const farewellMs = 500;

export class Connection {
  #agent;
  #socket;
  /** @type {import("node:net").Socket | null} */
  #line = null;
  #timer;
  #heard = -1;
  #ended = false;
  #opening;
  /** @type {any} */
  #failure = null;
  #on;

  /**
   * @param {{url: string, headers: Record<string, string>}} address
   * @param {{open: () => void, message: (text: string) => void, end: (why: string) => void}} on none may throw
   * @param {number} bytesMax of a message
   */
  constructor({ url, headers }, on, bytesMax) {
    this.#on = on;
    const connect = buildConnector({ timeout: openMaxMs, allowH2: false });
    this.#agent = new Agent({
      webSocket: { maxPayloadSize: bytesMax },
      connect: (options, done) => connect(options, (...given) => done(...this.#keep(given))),
    });
    this.#socket = new WebSocket(url, { dispatcher: this.#agent, headers });
    this.#opening = new URL(url).href;
    refusals.set(this.#opening, 0);
    this.#timer = setTimeout(() => this.#end("it did not open in time"), openMaxMs);
    this.#socket.addEventListener("open", () => this.#opened());
    this.#socket.addEventListener("message", ({ data }) => {
      // Handed over at once and not awaited: what the handler does, it does before the next is read, and the line waits meanwhile.
      if (!this.#ended && typeof data === "string") on.message(data);
    });
    this.#socket.addEventListener("close", ({ code, reason }) => this.#end(this.#why(code, reason)));
  }

  close() {
    this.#on = { open() {}, message() {}, end() {} };
    this.#end("");
  }

  /** @template {any[]} T @param {T} given @returns {T} */
  #keep(given) {
    [this.#failure, this.#line] = given;
    if (this.#ended) this.#line?.destroy();
    return given;
  }

  #opened() {
    clearTimeout(this.#timer);
    if (this.#ended) return;
    refusals.delete(this.#opening);
    this.#timer = setInterval(() => this.#listen(), pingEveryMs);
    this.#on.open();
  }

  /** Whoever is there answers a ping, whether there is anything to tell or not. */
  #listen() {
    const heard = this.#line?.bytesRead ?? 0;
    if (heard === this.#heard) return this.#end("nothing was heard any more");
    this.#heard = heard;
    ping(this.#socket);
  }

  /** @param {number} code @param {string} reason */
  #why(code, reason) {
    if (code !== 1006) return `closed: ${code} ${reason}`.trim(); // RFC 6455, 7.4.1: what nobody said
    if (this.#failure) return `unreachable: ${this.#failure.code ?? this.#failure.message}`;
    const status = refusals.get(this.#opening);
    return status ? `HTTP ${status}` : "the line was cut";
  }

  /** @param {string} why */
  #end(why) {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    refusals.delete(this.#opening);
    this.#socket.close();
    // Whoever does not say farewell is left.
    setTimeout(() => this.#line?.destroy(), farewellMs).unref();
    this.#agent.close().catch(() => {});
    this.#on.end(why.slice(0, 200));
  }
}
