// Who acts for a bridge: this relay alone, where it has a SQLite file; or whichever relay's turn it is, where they share a PostgreSQL database.
import { hostname } from "node:os";
import { EngineHost } from "./engine-host.js";
import { SharedHost } from "./sharing/shared-host.js";
import { Notices } from "./store/notices.js";
import { PostgresStore } from "./store/postgres.js";

/** @typedef {import("./host.d.ts").Host & {restore: () => Promise<void>, start: () => Promise<void>, stop: (graceMs?: number) => Promise<void>}} Acting */
/** @typedef {Omit<ConstructorParameters<typeof EngineHost>[1], "store"> & {onTurn: (ours: boolean) => void, onOpen: () => void}} Options */
/** @typedef {() => import("../wasm/engine.d.ts").Engine} MakeEngine */

/**
 * @param {import("./store/sqlite.js").SqliteStore | PostgresStore} store
 * @param {import("./sharing/lease.js").Times} [times] of a shared bridge's lease
 * @returns {Promise<{make: (makeEngine: MakeEngine, options: Options) => Acting, close: () => Promise<void>}>}
 */
export async function openHosts(store, times) {
  if (!(store instanceof PostgresStore)) {
    /** @param {MakeEngine} makeEngine @param {Options} options */
    const make = (makeEngine, options) => new AloneHost(makeEngine, { ...options, store }, options);
    return { make, close: async () => {} };
  }
  const notices = new Notices(store.settings);
  await notices.open();
  const name = `${hostname()} (${process.pid})`;
  return {
    make: (makeEngine, options) => new SharedHost(makeEngine, { ...options, store, notices, name, times }),
    close: () => notices.close(),
  };
}

/** Its turn begins when it starts, and never ends. */
class AloneHost extends EngineHost {
  #turn;

  /** @param {MakeEngine} makeEngine @param {ConstructorParameters<typeof EngineHost>[1]} options @param {Pick<Options, "onTurn" | "onOpen">} turn */
  constructor(makeEngine, options, turn) {
    super(makeEngine, options);
    this.#turn = turn;
  }

  async start() {
    await super.start();
    this.#turn.onOpen();
    this.#turn.onTurn(true);
  }
}
