// One engine of one bridge, and the rule its host must keep: a batch's records are on disk before any of its requests
// leaves, before its events go out, and before a person's command is answered.
import { randomBytes } from "node:crypto";
import { steadyClock } from "./clock.js";
import { EngineError, StoppedError } from "./engine-error.js";
import { restore } from "./restore.js";

/** @typedef {import("../wasm/engine.d.ts").Engine} Engine */
/** @typedef {import("../wasm/engine.d.ts").Call} Call */
/** @typedef {import("../wasm/engine.d.ts").Reply} Reply */
/** @typedef {import("../wasm/engine.d.ts").Effects} Effects */
/** @typedef {import("../wasm/engine.d.ts").FeedEvent} FeedEvent */

const snapshotEvery = 20000; // records
const timerMax = 2 ** 31 - 1;
const refusedTickPauseMs = 5000;

export class EngineHost {
  /** @type {Engine | null} */
  #engine = null;
  #makeEngine;
  #now = steadyClock();
  #options;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #sinceSnapshot = 0;
  /** @type {Set<Promise<void>>} */
  #underWay = new Set();
  /** @type {Set<(events: FeedEvent[]) => void>} */
  #listeners = new Set();
  /** @type {Promise<void> | null} */
  #stopping = null;
  /** What the engine cost since the start. */
  spent = { calls: 0, ms: 0 };
  /** Why the bridge no longer acts; null while it does. @type {Error | null} */
  broken = null;

  /**
   * @param {() => Engine} makeEngine
   * @param {{id: string, config: import("../wasm/engine.d.ts").BridgeConfig, log: import("fastify").FastifyBaseLogger,
   *   store: import("./restore.js").From["store"] & Pick<import("./store/sqlite.js").SqliteStore, "append" | "erase" | "saveSnapshot">,
   *   send: (request: import("../wasm/engine.d.ts").HttpRequest) => Promise<import("../wasm/engine.d.ts").HttpResponse>,
   *   onBroken?: (error: Error) => void}} options
   */
  constructor(makeEngine, options) {
    this.#makeEngine = makeEngine;
    this.#options = options;
  }

  /** Takes up the state that is kept; nothing leaves yet. Throws a DamagedError when it cannot be read. */
  restore() {
    const { id, log } = this.#options;
    const { engine, records, snapshot } = restore({ ...this.#options, makeEngine: this.#makeEngine, now: this.#now });
    this.#engine = engine;
    this.#sinceSnapshot = records;
    log.info({ bridge: id, records, snapshot }, "restored");
  }

  /** Begins to act. */
  start() {
    if (!this.#engine) this.restore();
    this.#act({ op: "start", now: this.#now(), seed: randomBytes(16).toString("hex") });
  }

  /** A question to the engine; changes nothing. @param {import("../wasm/engine.d.ts").Query} query @returns {any} */
  query(query) {
    if (this.broken) throw this.broken; // what the engine holds may not be durable
    return this.#call({ op: "query", now: this.#now(), query }).result;
  }

  /** A person's command: durable when this returns. @param {import("../wasm/engine.d.ts").Command} command @returns {any} */
  command(command) {
    if (this.broken) throw this.broken;
    return this.#act({ op: "command", now: this.#now(), command }).result;
  }

  /**
   * What a platform sent by itself: durable when this returns. Throws an EngineError when it cannot be read.
   * @param {string} place @param {string} body @param {Record<string, string>} [headers]
   */
  push(place, body, headers = {}) {
    if (this.broken) throw this.broken;
    this.#act({ op: "push", now: this.#now(), place, body, headers });
  }

  /** Pushes of a place may have been missed. @param {string} place */
  look(place) {
    if (this.broken) throw this.broken;
    this.#act({ op: "look", now: this.#now(), place });
  }

  /** @param {(events: FeedEvent[]) => void} listener @returns {() => void} ends it */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lets what is under way end, keeps a snapshot, closes. Never rejects: what is durable is right without the snapshot. */
  stop(graceMs = 2000) {
    this.#stopping ??= this.#end(graceMs);
    return this.#stopping;
  }

  /** @param {number} graceMs */
  async #end(graceMs) {
    clearTimeout(this.#timer);
    const grace = new Promise((resolve) => setTimeout(resolve, graceMs).unref());
    await Promise.race([Promise.allSettled([...this.#underWay]), grace]);
    if (!this.broken) this.#keepSnapshot();
    this.broken ??= new StoppedError("the relay has stopped");
    try {
      this.#engine?.close();
    } catch {
      // one that failed
    }
  }

  /** @param {Call} call @returns {Extract<Reply, {ok: true}>} */
  #call(call) {
    if (!this.#engine) throw new StoppedError("the bridge has not started");
    let reply;
    const begin = performance.now();
    try {
      reply = this.#engine.call(call);
      this.spent.calls += 1;
      this.spent.ms += performance.now() - begin;
    } catch (error) {
      // A trap, not a refusal: what the engine holds is unknown from here on.
      this.#break(new StoppedError(`the engine failed: ${/** @type {Error} */ (error).message}`));
      throw this.broken;
    }
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
    if (effects.erase) this.#erase();
    else this.#append(effects.append);
    // Once stopping nothing new is sent: a write that was intended but not sent is looked for at the next start.
    if (this.#stopping) return;
    for (const request of effects.requests ?? []) this.#send(request);
    if (effects.events?.length) {
      for (const listener of this.#listeners) listener(effects.events);
    }
    this.#schedule(effects.wake_at);
    if (this.#sinceSnapshot >= snapshotEvery) this.#keepSnapshot();
  }

  /** @param {string[] | undefined} records */
  #append(records) {
    if (!records?.length) return;
    this.#keep(() => this.#options.store.append(this.#options.id, records));
    this.#sinceSnapshot += records.length;
  }

  /** The snapshot holds what this batch's records say; they go with all others. */
  #erase() {
    this.#keep(() => this.#options.store.erase(this.#options.id, /** @type {Engine} */ (this.#engine).save()));
    this.#sinceSnapshot = 0;
  }

  /** @param {() => void} keeping */
  #keep(keeping) {
    try {
      keeping();
    } catch (error) {
      this.#break(/** @type {Error} */ (error));
      throw error;
    }
  }

  /** The engine's state is ahead of what is durable: it must not act again; a restart begins from what is durable. @param {Error} error */
  #break(error) {
    if (this.broken) return;
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
      .then((response) => this.#take({ op: "response", now: this.#now(), id: request.id, response }))
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  /** A call that nobody waits for. @param {Call} call */
  #take(call) {
    if (this.broken) return;
    try {
      this.#act(call);
    } catch (error) {
      if (this.broken) return; // said already
      this.#options.log.error(
        { bridge: this.#options.id, op: call.op, reason: /** @type {Error} */ (error).message },
        "the engine refused",
      );
      // The wish to be woken is spent, and a refusal makes no new one.
      if (call.op === "tick") this.#schedule(this.#now() + refusedTickPauseMs);
    }
  }

  /** @param {number | undefined} wakeAt */
  #schedule(wakeAt) {
    if (wakeAt === undefined || this.#stopping) return; // no new wish: the earlier one stands
    clearTimeout(this.#timer);
    const wait = Math.min(Math.max(wakeAt - this.#now(), 0), timerMax);
    this.#timer = setTimeout(() => this.#take({ op: "tick", now: this.#now() }), wait);
  }

  #keepSnapshot() {
    const { id, store, log } = this.#options;
    if (this.#sinceSnapshot === 0 || !this.#engine) return;
    try {
      store.saveSnapshot(id, store.lastSeq(id), this.#engine.save());
      this.#sinceSnapshot = 0;
    } catch (error) {
      log.warn({ bridge: id, reason: /** @type {Error} */ (error).message }, "snapshot not kept");
    }
  }
}
