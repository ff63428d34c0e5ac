// An engine that does as a test says: one answer an operation, and a list of what it was asked. For what a real engine never does:
// trap, refuse a tick, ask for a write at a chosen moment.

/** @typedef {import("../../wasm/engine.d.ts").Engine} Engine */
/** @typedef {import("../../wasm/engine.d.ts").Call} Call */
/** @typedef {import("../../wasm/engine.d.ts").Reply} Reply */

/** @implements {Engine} */
export class FakeEngine {
  /** @type {Call[]} */
  calls = [];
  /** @type {Uint8Array[]} */
  loaded = [];
  closed = 0;
  #answers;

  /** @param {{[op in Call["op"] | "load"]?: (call: any) => Reply}} answers by operation; any other is answered with `ok` */
  constructor(answers = {}) {
    this.#answers = answers;
  }

  /** @param {Call} call @returns {Reply} */
  call(call) {
    if (this.closed > 0) throw new Error("called after close");
    this.calls.push(call);
    // Nothing is decided, whatever else is asked for.
    if (call.op === "query" && call.query.view === "community")
      return { ok: true, result: { announcements: [], threads: [] } };
    return this.#answers[call.op]?.(call) ?? { ok: true };
  }

  /** @param {string} op @returns {any[]} */
  asked(op) {
    return this.calls.filter((call) => call.op === op);
  }

  save() {
    return new Uint8Array([this.calls.length]);
  }

  /** @param {Uint8Array} snapshot @returns {Reply} */
  load(snapshot) {
    this.loaded.push(snapshot);
    return this.#answers.load?.(snapshot) ?? { ok: true };
  }

  close() {
    this.closed += 1;
  }
}

/** @param {string} id @returns {import("../../wasm/engine.d.ts").HttpRequest} */
export const fakeRequest = (id) => ({
  id,
  place: "page",
  account: "a/page",
  method: "POST",
  url: "http://127.0.0.1:1/",
  headers: {},
  timeout_ms: 1000,
});

/**
 * An engine whose state is its list of records, as text: "1 ..." is good, "2 ..." of a newer version, anything else damaged.
 * @param {{[op in Call["op"]]?: (call: any) => Reply}} [answers]
 */
export class LineEngine extends FakeEngine {
  /** @type {string[]} */
  lines = [];

  /** @param {{[op in Call["op"]]?: (call: any) => Reply}} [answers] */
  constructor(answers = {}) {
    super({ ...answers, restore: (call) => this.#restore(call.records), distrust: () => this.#add("1 distrusted") });
  }

  save() {
    return new TextEncoder().encode(JSON.stringify(this.lines));
  }

  /** @param {Uint8Array} snapshot @returns {Reply} */
  load(snapshot) {
    try {
      this.lines = JSON.parse(new TextDecoder().decode(snapshot));
      return { ok: true };
    } catch {
      return { ok: false, error: { code: "damaged", path: "", message: "no snapshot" } };
    }
  }

  /** @param {string} line @returns {Reply} */
  #add(line) {
    this.lines.push(line);
    return { ok: true, effects: { append: [line] } };
  }

  /** @param {string[]} records @returns {Reply} */
  #restore(records) {
    const bad = records.findIndex((line) => !line.startsWith("1 "));
    if (bad >= 0) {
      const newer = /^\d+ /.exec(records[bad] ?? "");
      const code = newer ? "newer_version" : "damaged";
      const message = newer ? `found a record of version ${newer[0].trim()}, this Plein reads version 1` : "no record";
      return { ok: false, error: { code, path: `$.records[${bad}]`, message } };
    }
    this.lines.push(...records);
    return { ok: true };
  }
}
