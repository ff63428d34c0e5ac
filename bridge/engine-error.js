// What can go wrong between a host and its engine.

/** The engine refused a call; `code` and `path` are its own. */
export class EngineError extends Error {
  /** @param {import("../wasm/engine.d.ts").EngineError} error */
  constructor(error) {
    super(error.path ? `${error.path}: ${error.message}` : error.message);
    this.code = error.code;
    this.path = error.path;
  }
}

/** The bridge does not act any more: its records cannot be kept, its engine failed, or the relay has stopped. */
export class StoppedError extends Error {}

/** What is stored of a bridge cannot all be read, and nothing was changed. The message is for the operator. */
export class DamagedError extends Error {
  /**
   * @param {string} bridge
   * @param {{record: number | null, last: boolean, newer: boolean, reason: string}} what `record`: its number; null: the snapshot that
   *   stands for erased records. `last`: nothing comes after it. `newer`: written by a Plein that is newer than this one
   */
  constructor(bridge, { record, last, newer, reason }) {
    const name = record === null ? "the snapshot" : `record ${record}`;
    const why = newer ? "was written by a newer Plein" : "cannot be read";
    super(`${name} of bridge "${bridge}" ${why}: ${reason}`);
    this.bridge = bridge;
    this.record = record;
    this.last = last;
    this.newer = newer;
    this.reason = reason;
  }
}
