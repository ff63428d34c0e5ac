// What will become of a text in each place, as the relay says: asked a moment after the last letter, and the latest answer wins.
// A relay that cannot say is not asked again.
import { refusal } from "../refusals.js";

/** @import { Preview, RelayWrites, Said } from "./relay-writes.js" */

/** @typedef {Said & { parent?: string }} Asked */

const pauseMs = 450;

export class Forecasts {
  /** @param {RelayWrites} writes @param {(key: string, before: Preview | undefined) => void} tell */
  constructor(writes, tell) {
    this.writes_ = writes;
    this.tell_ = tell;
    /** The relay says nothing of this kind. */
    this.absent = false;
    /** @type {Map<string, { asked: Asked, preview: Preview }>} by draft */
    this.known_ = new Map();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer_ = undefined;
    /** @type {AbortController | undefined} */
    this.asking_ = undefined;
  }

  /** @param {string} key @returns {Preview | undefined} the last that is known, which may be of an older text */
  of(key) {
    return this.known_.get(key)?.preview;
  }

  /** @param {string} key @param {string} text @returns {Preview | undefined} of this very text */
  exactly(key, text) {
    const known = this.known_.get(key);
    return known?.asked.text === text ? known.preview : undefined;
  }

  /** @param {string} key @param {Asked} asked */
  want(key, asked) {
    clearTimeout(this.timer_);
    this.asking_?.abort();
    if (!asked.text) this.known_.delete(key);
    if (this.absent || !asked.text) return;
    this.timer_ = setTimeout(() => this.ask_(key, asked), pauseMs);
  }

  /** @param {string} key @param {Asked} asked */
  async ask_(key, asked) {
    const asking = (this.asking_ = new AbortController());
    try {
      const preview = await this.writes_.preview(asked, asking.signal);
      if (asking.signal.aborted) return;
      const before = this.of(key);
      this.known_.set(key, { asked, preview });
      this.tell_(key, before);
    } catch (error) {
      const { reason } = refusal(error);
      if (asking.signal.aborted || (reason !== "gone" && /** @type {any} */ (error).status !== 405)) return;
      this.absent = true;
      this.tell_(key, undefined);
    }
  }
}
