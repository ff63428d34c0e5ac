// How long a post waits for its copy in a place: from when readers were told that it is to be made until they are told that it stands.

/** @typedef {import("../../wasm/engine.d.ts").FeedEvent} FeedEvent */
/** @typedef {import("../../wasm/engine.d.ts").CopyView["state"]} State */

const openMax = 50000; // copies; of more at once some are not measured
/** @type {ReadonlySet<State>} */
const underWay = new Set(["waiting", "sending", "unknown"]);

export class Lag {
  /** Since when, by post and place. @type {Map<string, number>} */
  #open = new Map();
  #onSent;
  #now;

  /** @param {(place: string, seconds: number) => void} onSent @param {() => number} [now] in ms */
  constructor(onSent, now = () => performance.now()) {
    this.#onSent = onSent;
    this.#now = now;
  }

  /** @param {FeedEvent[]} events */
  take(events) {
    const now = this.#now();
    for (const { post } of events) {
      for (const { place, state } of post?.copies ?? []) {
        const key = `${post?.id} ${place}`;
        const since = this.#open.get(key);
        if (underWay.has(state)) {
          if (since === undefined && this.#open.size < openMax) this.#open.set(key, now);
          continue;
        }
        if (since === undefined) continue;
        this.#open.delete(key);
        if (state === "sent") this.#onSent(place, (now - since) / 1000);
      }
    }
  }
}
