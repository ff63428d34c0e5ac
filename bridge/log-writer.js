// The one way from an engine to its store. Batches are kept in the order in which they were decided; those that come while an earlier one is
// being written go together, as one transaction. What a batch lets leave, it lets leave once it is durable, and in the same order. Where one
// cannot be kept, neither it nor anything after it leaves, ever.
import { FencedError } from "./store/errors.js";

/** @typedef {import("./store/store.d.ts").Answer} Answer */
/**
 * @typedef {object} Entry one of the three
 * @property {string[]} [records]
 * @property {Uint8Array} [erase] a snapshot, for which all records give way
 * @property {Uint8Array} [snapshot] of all before it
 *
 * @typedef {Entry & {answers?: Answer[], release: () => void, refuse: (error: Error) => void}} Waiting
 */
/** @typedef {Pick<import("./store/store.d.ts").Store, "append" | "erase" | "saveSnapshot" | "lastSeq">} Kept */

const linesMax = 5000; // a transaction

export class LogWriter {
  #bridge;
  #store;
  #onFailed;
  /** @type {Waiting[]} */
  #queue = [];
  /** @type {Promise<void> | null} */
  #working = null;
  /** @type {Error | null} */
  #failed = null;

  /** @param {string} bridge @param {Kept} store @param {(error: Error) => void} onFailed */
  constructor(bridge, store, onFailed) {
    this.#bridge = bridge;
    this.#store = store;
    this.#onFailed = onFailed;
  }

  /** @param {Entry & {answers?: Answer[]}} entry @param {() => void} [release] what is to happen once it is durable @returns {Promise<void>} that it is */
  add(entry, release = () => {}) {
    return new Promise((resolve, reject) => {
      if (this.#failed) return reject(this.#failed);
      const released = () => {
        release();
        resolve();
      };
      this.#queue.push({ ...entry, release: released, refuse: reject });
      this.#working ??= this.#work();
    });
  }

  /** When all that was given is durable, or has failed. */
  async idle() {
    while (this.#working) await this.#working;
  }

  /** Nothing is kept any more, and nothing leaves. @param {Error} error */
  fail(error) {
    if (this.#failed) return;
    this.#failed = error;
    const left = this.#queue;
    this.#queue = [];
    this.#onFailed(error);
    for (const { refuse } of left) refuse(error);
  }

  async #work() {
    // What is decided in the same moment is kept in one piece.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) {
      const together = this.#next();
      try {
        await this.#keep(together);
        if (this.#failed) throw this.#failed; // given up meanwhile
        for (const { release } of together) release();
      } catch (error) {
        for (const { refuse } of together) refuse(/** @type {Error} */ (error));
        // Without a snapshot only time is lost, unless another relay has the bridge.
        if (!together[0].snapshot || error instanceof FencedError) this.fail(/** @type {Error} */ (error));
      }
    }
    this.#working = null;
  }

  /** @returns {Waiting[]} */
  #next() {
    let lines = 0;
    let end = 0;
    for (const { records } of this.#queue) {
      if (!records || (end > 0 && lines + records.length > linesMax)) break;
      lines += records.length;
      end += 1;
    }
    return this.#queue.splice(0, Math.max(end, 1));
  }

  /** @param {Waiting[]} together */
  async #keep(together) {
    const [{ erase, snapshot }] = together;
    if (erase) return this.#store.erase(this.#bridge, erase, together[0].answers);
    if (snapshot) return this.#store.saveSnapshot(this.#bridge, await this.#store.lastSeq(this.#bridge), snapshot);
    const records = together.flatMap((entry) => entry.records ?? []);
    const answers = together.flatMap((entry) => entry.answers ?? []);
    if (records.length + answers.length > 0) await this.#store.append(this.#bridge, records, answers);
  }
}
