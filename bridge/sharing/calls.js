// What people and platforms send to a relay that does not write: handed to the one that does, through the database, and its answer waited for.
import { EngineError, StoppedError } from "../engine-error.js";
import { hand, takeAnswers, waiting, withdraw } from "../store/calls.js";
import { StoreError } from "../store/errors.js";

/** @typedef {{op: "command", command: import("../../wasm/engine.d.ts").Command} | {op: "push", place: string, body: string, headers: Record<string, string>} | {op: "look", place: string}} Call */
/** @typedef {{resolve: (result: any) => void, reject: (error: Error) => void}} Asker */

const waitMs = 12000; // longer than it takes another relay to take over
const lookMs = 500; // a notice may be lost

export class Calls {
  #pool;
  #bridge;
  /** @type {Map<string, Asker>} */
  #open = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  /** Those that are being done here. @type {Set<string>} */
  #doing = new Set();

  /** @param {import("pg").Pool} pool @param {string} bridge */
  constructor(pool, bridge) {
    this.#pool = pool;
    this.#bridge = bridge;
  }

  /** @param {Call} call @returns {Promise<any>} what the writer answered */
  async hand(call) {
    const id = await stored(hand(this.#pool, this.#bridge, JSON.stringify(call)));
    /** @type {NodeJS.Timeout | undefined} */
    let end;
    try {
      return await new Promise((resolve, reject) => {
        this.#open.set(id, { resolve, reject });
        end = setTimeout(() => reject(new StoppedError("no relay writes for this bridge right now")), waitMs);
        this.#timer ??= setInterval(() => void this.look(), lookMs);
      });
    } finally {
      clearTimeout(end);
      this.#open.delete(id);
      if (this.#open.size === 0) this.#rest();
      void withdraw(this.#pool, id).catch(() => {}); // else it goes by itself
    }
  }

  /** Whether one of ours is answered. Never rejects. */
  async look() {
    if (this.#open.size === 0) return;
    const answers = await takeAnswers(this.#pool, [...this.#open.keys()]).catch(() => []);
    for (const { id, text } of answers) {
      const asker = this.#open.get(id);
      const { result, error } = JSON.parse(text);
      if (error) asker?.reject(new EngineError(error));
      else asker?.resolve(result);
    }
  }

  /**
   * Does what was handed to us, each once. Never rejects.
   * @param {(call: Call, id: string) => Promise<unknown>} act its answer is kept with its records
   * @param {(id: string, text: string) => Promise<void>} refuse keeps the answer to what the engine refused
   */
  async serve(act, refuse) {
    const list = await waiting(this.#pool, this.#bridge, [...this.#doing]).catch(() => []);
    for (const { id, text } of list) {
      if (this.#doing.has(id)) continue;
      this.#doing.add(id);
      act(JSON.parse(text), id)
        .catch((error) => {
          // Anything else is ours to mend, and the call waits for who takes over.
          if (!(error instanceof EngineError)) return;
          const { code, path, message } = error;
          const said = path ? message.slice(path.length + 2) : message;
          return refuse(id, JSON.stringify({ error: { code, path, message: said } })).catch(() => {});
        })
        .finally(() => this.#doing.delete(id));
    }
  }

  close() {
    this.#rest();
    for (const { reject } of this.#open.values()) reject(new StoppedError("the relay has stopped"));
  }

  #rest() {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

/** @template T @param {Promise<T>} asked @returns {Promise<T>} */
const stored = (asked) =>
  asked.catch((error) => {
    throw new StoreError(`the database does not take it: ${error.message}`);
  });
