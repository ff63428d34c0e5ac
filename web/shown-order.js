// The order in which one widget shows its threads. Live events never move what a person is reading: new threads wait until
// they are asked for. One's own question stands first at once, and a further page continues the list.

/** @import { ThreadSummary } from "../wasm/engine.js" */

export class ShownOrder {
  constructor() {
    /** @type {string[] | undefined} */
    this.ids_ = undefined;
  }

  /** Take over the newest order at the next `arrange`. */
  renew() {
    this.ids_ = undefined;
  }

  /**
   * @param {ThreadSummary[]} all in their newest order
   * @param {(summary: ThreadSummary) => boolean} isOwn
   * @returns {ThreadSummary[]}
   */
  arrange(all, isOwn) {
    const byId = new Map(all.map((summary) => [summary.root.id, summary]));
    const before = this.ids_?.filter((id) => byId.has(id)) ?? [];
    if (!before.length) {
      this.ids_ = [...byId.keys()];
      return all;
    }
    const shown = new Set(before);
    const last = Math.min(...before.map((id) => byId.get(id)?.last_at ?? Infinity));
    const others = all.filter(({ root }) => !shown.has(root.id));
    const own = others.filter(isOwn);
    const further = others.filter((summary) => !isOwn(summary) && summary.last_at <= last);
    this.ids_ = [...own.map(({ root }) => root.id), ...before, ...further.map(({ root }) => root.id)];
    return this.ids_.flatMap((id) => byId.get(id) ?? []);
  }
}
