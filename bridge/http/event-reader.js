// One reader of the public feed. First what it missed, a part at a time and no faster than it reads; then what happens, as it happens. One
// that lags too far behind is let go, and resumes where it was.

/** @typedef {import("../../wasm/engine.d.ts").Changes} Changes */

export const lagMax = 256 << 10; // characters
export const pieceMax = 64 << 10; // characters
export const queueMax = 4 << 20; // characters, which readers share: what waits for one waits for all that are as slow
const drainMs = 30000;
export const part = 100; // events

/** @param {import("../../wasm/engine.d.ts").FeedEvent} event */
export const eventText = (event) => `id: ${event.seq}\nevent: change\ndata: ${JSON.stringify(event)}\n\n`;

/** @param {string} seq */
const resetText = (seq) => `id: ${seq}\nevent: reset\ndata: {}\n\n`;

/**
 * What happened at once, as texts that all readers share: many posts at once are no reason to take a reader for slow, and are held once.
 * @param {import("../../wasm/engine.d.ts").FeedEvent[]} events @returns {string[]}
 */
export function pieces(events) {
  /** @type {string[]} */
  const list = [];
  for (const text of events.map(eventText)) {
    const last = list[list.length - 1];
    if (last !== undefined && last.length + text.length <= pieceMax) list[list.length - 1] = last + text;
    else list.push(text);
  }
  return list;
}

export class EventReader {
  #stream;
  #live = false;
  /** What it is still to be told, oldest first. @type {string[]} */
  #queue = [];
  #queued = 0; // characters
  #flushing = false;

  /** @param {import("node:http").ServerResponse} stream */
  constructor(stream) {
    this.#stream = stream;
  }

  /**
   * @param {Changes | null} missed the first part of it
   * @param {(since: string) => Changes} changes
   */
  async catchUp(missed, changes) {
    for (let next = missed; next;) {
      if (next.reset) {
        this.#stream.write(resetText(next.seq));
        break;
      }
      const drained = next.events.length === 0 || this.#stream.write(next.events.map(eventText).join(""));
      // Nothing happens between having it all and listening: no event falls in between.
      if (!next.more && (drained || this.#stream.writableLength < lagMax)) break;
      if (!drained && !(await this.#drained())) return;
      next = changes(next.seq);
    }
    this.#live = true;
  }

  /** @param {string[]} texts */
  tell(texts) {
    if (!this.#live) return;
    if (this.#queued > queueMax) return this.#cut();
    for (const text of texts) this.#queued += text.length;
    this.#queue.push(...texts);
    void this.#flush();
  }

  beat() {
    this.tell([":\n\n"]);
  }

  /** No faster than it reads. */
  async #flush() {
    if (this.#flushing) return;
    this.#flushing = true;
    while (this.#queue.length > 0) {
      const text = /** @type {string} */ (this.#queue.shift());
      this.#queued -= text.length;
      this.#stream.write(text);
      if (this.#stream.writableLength >= pieceMax && !(await this.#drained())) return this.#cut();
    }
    this.#flushing = false;
  }

  #cut() {
    this.#live = false;
    this.#queue = [];
    this.#stream.destroy();
  }

  /** @returns {Promise<boolean>} false: it has gone, or does not read */
  #drained() {
    const stream = this.#stream;
    if (stream.destroyed) return Promise.resolve(false);
    return new Promise((resolve) => {
      const end = (/** @type {boolean} */ drained) => {
        clearTimeout(timer);
        stream.off("drain", onDrain).off("close", onClose);
        if (!drained) stream.destroy();
        resolve(drained);
      };
      const onDrain = () => end(true);
      const onClose = () => end(false);
      const timer = setTimeout(onClose, drainMs);
      stream.once("drain", onDrain).once("close", onClose);
    });
  }
}
