// One reader of the public feed. First what it missed, a part at a time and no faster than it reads; then what happens, as it happens. One
// that lags too far behind is let go, and resumes where it was.

/** @typedef {import("../../wasm/engine.d.ts").Changes} Changes */

export const lagMax = 256 << 10; // bytes
const drainMs = 30000;
export const part = 100; // events

/** @param {import("../../wasm/engine.d.ts").FeedEvent} event */
export const eventText = (event) => `id: ${event.seq}\nevent: change\ndata: ${JSON.stringify(event)}\n\n`;

/** @param {string} seq */
const resetText = (seq) => `id: ${seq}\nevent: reset\ndata: {}\n\n`;

export class EventReader {
  #stream;
  #live = false;

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

  /** @param {string} text */
  tell(text) {
    if (!this.#live) return;
    this.#stream.write(text);
    if (this.#stream.writableLength > lagMax) this.#stream.destroy();
  }

  beat() {
    if (this.#live) this.tell(":\n\n");
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
