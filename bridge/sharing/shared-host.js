// A bridge that several relays serve. Here it follows the relay that writes, or writes itself when its turn comes: with the very engine that
// followed, as it is as far as the log. When the turn is lost nothing of this relay counts any more that is not durable: it reads anew, and follows.
import { performance } from "node:perf_hooks";
import { EngineHost } from "../engine-host.js";
import { StoppedError } from "../engine-error.js";
import { FencedError, StoreError } from "../store/errors.js";
import { acquire, held } from "../store/leases.js";
import { reasonOf } from "../store/postgres.js";
import { Calls } from "./calls.js";
import { Follower } from "./follower.js";
import { Lease, times as usual } from "./lease.js";

/** @typedef {import("../../wasm/engine.d.ts").FeedEvent} FeedEvent */
/** @typedef {import("../host.d.ts").Host} Host */

const stepMs = 1000;

/** @implements {Host} */
export class SharedHost {
  #options;
  #follower;
  #calls;
  #times;
  /** While it is our turn. @type {{host: EngineHost, lease: Lease} | null} */
  #turn = null;
  /** The number of the last event that was told here. */
  #told = "";
  /** @type {Set<import("../host.d.ts").Listener>} */
  #listeners = new Set();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  /** @type {Promise<void> | null} */
  #stepping = null;
  #again = false;
  /** After a lost turn, until all was read anew. */
  #reading = false;
  #stopping = false;
  /** It was said that the database does not answer. */
  #warned = false;
  spent = { calls: 0, ms: 0 };
  /** @type {Error | null} */
  broken = null;
  /** The relay that writes; null: this one. @type {string | null} */
  follows = "";

  /**
   * @param {() => import("../../wasm/engine.d.ts").Engine} makeEngine
   * @param {ConstructorParameters<typeof EngineHost>[1] & {store: import("../store/postgres.js").PostgresStore, notices: import("../store/notices.js").Notices,
   *   name: string, onTurn?: (ours: boolean) => void, onOpen?: () => void, times?: import("./lease.js").Times}} options
   *   `name`: of this relay; `onTurn`: whether it writes from now on; `onOpen`: an engine has taken up the state
   */
  constructor(makeEngine, options) {
    this.makeEngine = makeEngine;
    this.#options = options;
    this.#times = options.times ?? usual;
    const { id, config, store } = options;
    const onDesk = () => this.#tell([], true);
    this.#follower = new Follower({ makeEngine, id, config, store, now: Date.now }, onDesk);
    this.#calls = new Calls(store.pool, id);
  }

  /** Takes up the state that is kept. Rejects with a DamagedError when it cannot be read. */
  async restore() {
    await this.#follower.open();
    this.#options.notices.on((what, bridge) => {
      if (bridge === this.#options.id || what === "all") this.#look(what);
    });
  }

  /** Follows from here on, or writes. Resolves when one of both is so. */
  async start() {
    await this.#step();
    this.#options.onOpen?.();
    this.#timer = setInterval(() => this.#look("all"), stepMs);
  }

  /** @param {import("../../wasm/engine.d.ts").Query} query @returns {any} */
  query(query) {
    if (this.broken) throw this.broken;
    return (this.#turn?.host ?? this.#follower).query(query);
  }

  /** @param {import("../../wasm/engine.d.ts").Command} command */
  command(command) {
    return this.#act({ op: "command", command });
  }

  /** @param {string} place @param {string} body @param {Record<string, string>} [headers] */
  push(place, body, headers = {}) {
    return this.#act({ op: "push", place, body, headers });
  }

  /** @param {string} place */
  look(place) {
    return this.#act({ op: "look", place });
  }

  /** @param {import("../host.d.ts").Listener} listener */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lets another relay write at once. Never rejects. @param {number} [graceMs] */
  async stop(graceMs = 2000) {
    this.#stopping = true;
    clearInterval(this.#timer);
    this.#calls.close();
    // A database that does not answer keeps nobody.
    const grace = new Promise((resolve) => setTimeout(resolve, graceMs).unref());
    await Promise.race([this.#stepping?.catch(() => {}), grace]);
    if (this.#turn) {
      const { host, lease } = this.#turn;
      await host.stop(graceMs);
      await lease.end();
    }
    this.broken ??= new StoppedError("the relay has stopped");
    this.#follower.close();
  }

  /** @param {import("./calls.js").Call} call @param {string} [id] where another relay handed it over @returns {Promise<any>} */
  async #act(call, id) {
    if (this.broken) throw this.broken;
    const host = this.#turn?.host;
    if (!host) {
      const result = await this.#calls.hand(call);
      await this.#step(); // who asked sees here what became of it
      return result;
    }
    if (call.op === "command") return host.command(call.command, id);
    if (call.op === "push") return host.push(call.place, call.body, call.headers, id);
    return host.look(call.place, id);
  }

  /** Something may have happened. @param {string} what */
  #look(what) {
    if (this.#stopping || this.broken) return;
    void this.#calls.look();
    if (this.#turn) {
      if (what === "call" || what === "all") void this.#serve(this.#turn);
    } else void this.#step().catch(() => {});
  }

  /** @param {{host: EngineHost, lease: Lease}} turn */
  #serve({ lease }) {
    const { id, store } = this.#options;
    return this.#calls.serve(
      (call, number) => this.#act(call, number),
      async (number, text) => store.append(id, [], [{ call: number, text }], { token: lease.token }),
    );
  }

  /** One after the other; what comes meanwhile is seen to by one more. */
  #step() {
    this.#again = true;
    this.#stepping ??= this.#steps().finally(() => (this.#stepping = null));
    return this.#stepping;
  }

  async #steps() {
    while (this.#again && !this.#turn && !this.#reading && !this.#stopping && !this.broken) {
      this.#again = false;
      try {
        this.#tell(await this.#follower.catchUp());
        await this.#tryTurn();
        this.#warned = false;
      } catch (error) {
        if (!(error instanceof StoreError)) this.#break(/** @type {Error} */ (error));
        else if (!this.#warned) {
          this.#warned = true;
          this.#options.log.warn({ bridge: this.#options.id, reason: error.message }, "the database does not answer");
        }
      }
    }
  }

  async #tryTurn() {
    const { id, store, name, log } = this.#options;
    const { pool } = store;
    const { holder, free } = await asked(held(pool, id));
    this.follows = free ? "" : holder;
    if (!free) return;
    const since = performance.now();
    const token = await asked(acquire(pool, id, name, this.#times.lastsMs));
    if (token === null) return;
    // Nobody else can add anything now.
    this.#tell(await this.#follower.catchUp());
    const lease = new Lease({
      pool,
      bridge: id,
      token,
      since,
      times: this.#times,
      onLost: (reason) => host.yield(new StoreError(`this relay's turn is over: ${reason}`)),
    });
    const hold = { token };
    const host = new EngineHost(this.makeEngine, {
      ...this.#options,
      store: {
        ...readingOf(store),
        append: (bridge, lines, answers) => store.append(bridge, lines, answers, hold),
        erase: (bridge, bytes, answers) => store.erase(bridge, bytes, answers, hold),
        saveSnapshot: (bridge, seq, bytes) => store.saveSnapshot(bridge, seq, bytes, hold),
        cut: (bridge, from, lines) => store.cut(bridge, from, lines, hold),
      },
      send: async (request) => {
        // What was decided before this process stood still may have been done by another relay since.
        if (lease.valid) return this.#options.send(request);
        host.yield(new FencedError(id));
        return { status: 0, failure: "reset", detail: "another relay writes now" };
      },
      onBroken: (error) => void this.#turnOver(error, lease),
    });
    host.spent = this.spent;
    const { engine, records } = this.#follower.handOver();
    host.adopt(engine, records);
    host.subscribe((events, desk) => this.#tell(events, desk));
    const turn = { host, lease };
    this.#turn = turn;
    this.follows = null;
    log.info({ bridge: id, token }, "this relay writes");
    await host.start();
    if (this.#turn !== turn) return; // it is over already
    this.#options.onTurn?.(true);
    void this.#serve(turn);
  }

  /** @param {Error} error @param {Lease} lease */
  async #turnOver(error, lease) {
    const { id, log, onTurn, onOpen } = this.#options;
    const turn = this.#turn;
    this.#turn = null;
    this.#reading = true;
    this.follows = "";
    onTurn?.(false);
    await Promise.all([lease.end(), turn?.host.stop(0)]);
    if (this.#stopping) return;
    // An engine that failed fails again, here and elsewhere: that is for the operator.
    if (!(error instanceof StoreError)) return this.#break(error);
    while (!this.#stopping) {
      try {
        this.#tell(await this.#follower.open(this.#told));
        this.#reading = false;
        log.info({ bridge: id }, "this relay follows");
        onOpen?.();
        return void this.#step().catch(() => {});
      } catch (reason) {
        if (!(reason instanceof StoreError)) return this.#break(/** @type {Error} */ (reason));
        await new Promise((resolve) => setTimeout(resolve, stepMs));
      }
    }
  }

  /** @param {FeedEvent[]} events @param {boolean} [desk] */
  #tell(events, desk = false) {
    this.#told = events[events.length - 1]?.seq ?? (this.#told || this.#follower.told);
    if (events.length > 0 || desk) for (const listener of this.#listeners) listener(events, desk);
  }

  /** @param {Error} error */
  #break(error) {
    this.broken = error;
    clearInterval(this.#timer);
    this.#options.log.error({ bridge: this.#options.id, reason: error.message }, "the bridge has stopped acting");
    this.#options.onBroken?.(error);
  }
}

/** @template T @param {Promise<T>} answer @returns {Promise<T>} */
const asked = (answer) =>
  answer.catch((error) => {
    throw new StoreError(reasonOf(error));
  });

/** @param {import("../store/store.d.ts").Store} store */
const readingOf = (store) => ({
  records: store.records.bind(store),
  snapshot: store.snapshot.bind(store),
  erasedUpTo: store.erasedUpTo.bind(store),
  lastSeq: store.lastSeq.bind(store),
});
