// What a store says when it cannot.

/** The database cannot keep what it is given: nothing of the batch is kept. */
export class StoreError extends Error {}

/** Another relay has the bridge: nothing was kept, and nothing more can be kept by who asked. */
export class FencedError extends StoreError {
  /** @param {string} bridge */
  constructor(bridge) {
    super(`another relay writes for bridge "${bridge}": nothing was kept`);
  }
}
