// People who talk in both places and in the widget, as a seed says. Each of their posts bears a number of its own, by which it and its
// copies are found again.
import { token } from "./relay-fixture.js";

/** @typedef {"page" | "forum" | "site"} Where */
/** @typedef {{number: number, where: Where, parent: number | null, root: number}} Said */

/** Mulberry32. @param {number} seed @returns {() => number} */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {number} number */
const textOf = (number) => `Bericht nr${String(number).padStart(5, "0")} over de router in de gang.`;

/** @param {string} text @returns {number} */
export const numberIn = (text) => Number(/nr(\d{5})/.exec(text)?.[1] ?? -1);

const pageNames = ["ana.test", "bert.test", "chris.test", "dora.test"];
const forumNames = ["joris", "karin", "lotte", "mees"];

export class Crowd {
  /** All that was said, in order. @type {Said[]} */
  said = [];
  #random;
  #simulators;
  #relayUrl;
  #threads;

  /**
   * @param {import("../simulators/host.js").Simulators} simulators
   * @param {{random: () => number, relayUrl: () => string, threads: number}} options `relayUrl`: "" while it does not listen
   */
  constructor(simulators, { random, relayUrl, threads }) {
    this.#simulators = simulators;
    this.#random = random;
    this.#relayUrl = relayUrl;
    this.#threads = threads;
  }

  /** Somebody says something somewhere. @param {number} total how much will be said in all */
  async speak(total) {
    const number = this.said.length;
    const begins = number < 3 || (number * this.#threads) % total < this.#threads;
    const where = number < 3 ? (["page", "forum", "site"][number] ?? "page") : this.#pick(["page", "forum", "site"]);
    if (where === "page") this.#onPage(number, begins);
    else if (where === "forum") this.#onForum(number, begins);
    else await this.#onSite(number, begins);
  }

  /** @param {number} number @param {boolean} begins */
  #onPage(number, begins) {
    const { page } = this.#simulators;
    const by = this.#pick(pageNames);
    const above = begins ? undefined : this.#pick(page.posts());
    if (above) page.reply(by, above.uri, textOf(number));
    else page.post(by, textOf(number), { mentionBrand: true });
    this.#note(number, "page", above ? numberIn(above.text) : null);
  }

  /** @param {number} number @param {boolean} begins */
  #onForum(number, begins) {
    const { forum } = this.#simulators;
    const by = this.#pick(forumNames);
    const above = begins ? undefined : this.#pick(forum.posts());
    if (above) forum.reply(by, above.tid, textOf(number), above.main ? undefined : above.pid);
    else forum.topic(by, `Onderwerp ${number}`, textOf(number));
    this.#note(number, "forum", above ? numberIn(above.content) : null);
  }

  /** As the widget does: the same post again, with its key, until it is answered. @param {number} number @param {boolean} begins */
  async #onSite(number, begins) {
    const above = begins ? undefined : this.#pick(await this.#shown());
    const body = JSON.stringify({ key: `widget-${number}`, text: textOf(number), parent: above?.id });
    const authorization = `Bearer ${await token()}`;
    const answer = await this.#persist("posts", {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body,
    });
    if (!answer.post) throw new Error(`nr ${number} was refused: ${JSON.stringify(answer)}`);
    this.#note(number, "site", above ? numberIn(JSON.stringify(above.body)) : null);
  }

  /** The posts of one of the threads that the widget shows. @returns {Promise<any[]>} */
  async #shown() {
    const { threads } = await this.#persist("feed");
    const { root } = this.#pick(threads);
    return (await this.#persist(`threads/${root.id}`)).posts;
  }

  /** @param {string} route @param {RequestInit} [options] @returns {Promise<any>} */
  async #persist(route, options = {}) {
    for (;;) {
      try {
        const url = `${this.#relayUrl() || "http://127.0.0.1:1"}/v1/bridges/noordnet/${route}`;
        const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(10000) });
        if (answer.status < 500) return await answer.json();
      } catch {
        // killed, or not there yet
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** @param {number} number @param {Where} where @param {number | null} parent */
  #note(number, where, parent) {
    this.said.push({ number, where, parent, root: parent === null ? number : (this.said[parent]?.root ?? -1) });
  }

  /** @template T @param {T[]} list @returns {T} */
  #pick(list) {
    return /** @type {T} */ (list[Math.floor(this.#random() * list.length)]);
  }
}
