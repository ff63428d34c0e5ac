// One engine of one bridge, and the rule its host must keep: a batch's records are on disk before any of its requests
// leaves, before its events go out, and before a person's command is answered.
import { randomBytes } from "node:crypto";
import { StoreError } from "./store/sqlite.js";

/** @typedef {import("../wasm/engine.d.ts").Engine} Engine */
/** @typedef {import("../wasm/engine.d.ts").Call} Call */
/** @typedef {import("../wasm/engine.d.ts").Reply} Reply */
/** @typedef {import("../wasm/engine.d.ts").Effects} Effects */
/** @typedef {import("../wasm/engine.d.ts").FeedEvent} FeedEvent */

const snapshotEvery = 20000; // records
const timerMax = 2 ** 31 - 1;

/** The engine refused a call; `code` and `path` are its own. */
export class EngineError extends Error {
  /** @param {import("../wasm/engine.d.ts").EngineError} error */
  constructor(error) {
    super(error.path ? `${error.path}: ${error.message}` : error.message);
    this.code = error.code;
    this.path = error.path;
  }
}

export class EngineHost {
  #engine;
  #options;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #sinceSnapshot = 0;
  /** @type {Set<Promise<void>>} */
  #underWay = new Set();
  /** @type {Set<(events: FeedEvent[]) => void>} */
  #listeners = new Set();
  #stopped = false;
  /** Why the bridge no longer acts; null while it does. @type {Error | null} */
  broken = null;

  /**
   * @param {Engine} engine
   * @param {{id: string, config: import("../wasm/engine.d.ts").BridgeConfig, log: import("fastify").FastifyBaseLogger,
   *   store: Pick<import("./store/sqlite.js").SqliteStore, "append" | "records" | "snapshot" | "saveSnapshot" | "lastSeq">,
   *   send: (request: import("../wasm/engine.d.ts").HttpRequest) => Promise<import("../wasm/engine.d.ts").HttpResponse>,
   *   onBroken?: (error: Error) => void}} options
   */
  constructor(engine, options) {
    this.#engine = engine;
    this.#options = options;
  }

  /** Restores the state and begins to act. Throws an EngineError when what is stored cannot be read. */
  start() {
    const { id, config, store, log } = this.#options;
    this.#call({ op: "configure", now: Date.now(), config });
    const snapshot = store.snapshot(id);
    if (snapshot) {
      const loaded = this.#engine.load(snapshot.bytes);
      if (!loaded.ok) throw new EngineError(loaded.error);
    }
    for (const records of store.records(id, snapshot?.seq ?? 0)) {
      this.#call({ op: "restore", now: Date.now(), records });
      this.#sinceSnapshot += records.length;
    }
    log.info({ bridge: id, records: this.#sinceSnapshot, snapshot: snapshot?.seq ?? 0 }, "restored");
    this.#act({ op: "start", now: Date.now(), seed: randomBytes(16).toString("hex") });
  }

  /** A question to the engine; changes nothing. @param {import("../wasm/engine.d.ts").Query} query @returns {any} */
  query(query) {
    return this.#call({ op: "query", now: Date.now(), query }).result;
  }

  /** A person's command: durable when this returns. @param {import("../wasm/engine.d.ts").Command} command @returns {any} */
  command(command) {
    if (this.broken) throw this.broken;
    return this.#act({ op: "command", now: Date.now(), command }).result;
  }

  /** @param {(events: FeedEvent[]) => void} listener @returns {() => void} ends it */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lets what is under way end, keeps a snapshot, closes. */
  async stop(graceMs = 2000) {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const grace = new Promise((resolve) => setTimeout(resolve, graceMs).unref());
    await Promise.race([Promise.allSettled([...this.#underWay]), grace]);
    if (!this.broken) this.#keepSnapshot();
    this.#engine.close();
    this.broken ??= new Error("the relay has stopped");
  }

  /** @param {Call} call @returns {Extract<Reply, {ok: true}>} */
  #call(call) {
    const reply = this.#engine.call(call);
    if (!reply.ok) throw new EngineError(reply.error);
    return reply;
  }

  /** A call that may decide something. @param {Call} call */
  #act(call) {
    const reply = this.#call(call);
    this.#run(reply.effects ?? {});
    return reply;
  }

  /** @param {Effects} effects */
  #run(effects) {
    const { id, store, log } = this.#options;
    if (effects.append?.length) {
      try {
        store.append(id, effects.append);
      } catch (error) {
        this.#break(/** @type {Error} */ (error));
        throw error;
      }
      this.#sinceSnapshot += effects.append.length;
    }
    for (const request of effects.requests ?? []) this.#send(request);
    if (effects.events?.length) {
      for (const listener of this.#listeners) listener(effects.events);
    }
    this.#schedule(effects.wake_at);
    if (this.#sinceSnapshot >= snapshotEvery) {
      try {
        this.#keepSnapshot();
      } catch (error) {
        log.warn({ bridge: id, reason: /** @type {Error} */ (error).message }, "snapshot not kept");
      }
    }
  }

  /** The engine's state is ahead of what is durable: it must not act again; a restart begins from what is durable. @param {Error} error */
  #break(error) {
    this.broken = error;
    clearTimeout(this.#timer);
    this.#options.log.error({ bridge: this.#options.id, reason: error.message }, "the bridge has stopped acting");
    this.#options.onBroken?.(error);
  }

  /** @param {import("../wasm/engine.d.ts").HttpRequest} request */
  #send(request) {
    const work = this.#options
      .send(request)
      .catch((error) => {
        this.#options.log.error(
          { bridge: this.#options.id, place: request.place, reason: error.message },
          "request not sent",
        );
        return /** @type {import("../wasm/engine.d.ts").HttpResponse} */ ({
          status: 0,
          failure: "reset",
          detail: "internal",
        });
      })
      .then((response) => this.#take({ op: "response", now: Date.now(), id: request.id, response }))
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  /** A call that nobody waits for. Once stopping, answers are still recorded, but nothing new is sent. @param {Call} call */
  #take(call) {
    if (this.broken) return;
    try {
      if (this.#stopped) this.#runLast(this.#call(call).effects ?? {});
      else this.#act(call);
    } catch (error) {
      if (error instanceof StoreError) return;
      this.#options.log.error(
        { bridge: this.#options.id, op: call.op, reason: /** @type {Error} */ (error).message },
        "the engine refused",
      );
    }
  }

  /** Records an answer while stopping. A write that was intended but not sent is looked for at the next start. @param {Effects} effects */
  #runLast(effects) {
    if (effects.append?.length) this.#options.store.append(this.#options.id, effects.append);
  }

  /** @param {number | undefined} wakeAt */
  #schedule(wakeAt) {
    clearTimeout(this.#timer);
    if (wakeAt === undefined || this.#stopped) return;
    const wait = Math.min(Math.max(wakeAt - Date.now(), 0), timerMax);
    this.#timer = setTimeout(() => this.#take({ op: "tick", now: Date.now() }), wait);
  }

  #keepSnapshot() {
    const { id, store } = this.#options;
    if (this.#sinceSnapshot === 0) return;
    store.saveSnapshot(id, store.lastSeq(id), this.#engine.save());
    this.#sinceSnapshot = 0;
  }
}
