// One engine of one bridge, and the rule its host must keep: a batch's records are durable before any of its requests
// leaves, before its events go out, and before a person's command is answered. The engine is called meanwhile (log-writer.js).
import { randomBytes } from "node:crypto";
import { steadyClock } from "./clock.js";
import { EngineError, StoppedError } from "./engine-error.js";
import { LogWriter } from "./log-writer.js";
import { restore } from "./restore.js";
import { clipped } from "./told.js";

/** @typedef {import("../wasm/engine.d.ts").Engine} Engine */
/** @typedef {import("../wasm/engine.d.ts").Call} Call */
/** @typedef {import("../wasm/engine.d.ts").Reply} Reply */
/** @typedef {import("../wasm/engine.d.ts").Effects} Effects */
/** @typedef {import("../wasm/engine.d.ts").FeedEvent} FeedEvent */

const snapshotEvery = 20000; // records
const timerMax = 2 ** 31 - 1;
const refusedTickPauseMs = 5000;

/** @typedef {import("./host.d.ts").Host} Host */

/** @implements {Host} */
export class EngineHost {
  /** Nobody else writes. */
  follows = null;
  /** @type {Engine | null} */
  #engine = null;
  #makeEngine;
  #now = steadyClock();
  #options;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #sinceSnapshot = 0;
  #writer;
  /** Of what is not durable yet, the events, a list a batch. @type {FeedEvent[][]} */
  #open = [];
  /** @type {Set<Promise<void>>} */
  #underWay = new Set();
  /** @type {Set<import("./host.d.ts").Listener>} */
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
   *   store: import("./restore.js").From["store"] & import("./log-writer.js").Kept,
   *   send: (request: import("../wasm/engine.d.ts").HttpRequest) => Promise<import("../wasm/engine.d.ts").HttpResponse>,
   *   onBroken?: (error: Error) => void}} options
   */
  constructor(makeEngine, options) {
    this.#makeEngine = makeEngine;
    this.#options = options;
    this.#writer = new LogWriter(options.id, options.store, (error) => this.#break(error));
  }

  /** Takes up the state that is kept; nothing leaves yet. Throws a DamagedError when it cannot be read. */
  async restore() {
    const { id, log } = this.#options;
    const restored = await restore({ ...this.#options, makeEngine: this.#makeEngine, now: this.#now });
    this.adopt(restored.engine, restored.records);
    log.info({ bridge: id, records: restored.records, snapshot: restored.snapshot }, "restored");
  }

  /** An engine that has the state already. @param {Engine} engine @param {number} records that no snapshot covers */
  adopt(engine, records) {
    this.#engine = engine;
    this.#sinceSnapshot = records;
  }

  /** Begins to act: what that decides is durable when this returns. */
  async start() {
    if (!this.#engine) await this.restore();
    await this.#act({ op: "start", now: this.#now(), seed: randomBytes(16).toString("hex") });
  }

  /**
   * A question to the engine; changes nothing. What it shows may be durable in a moment only; the numbers in it are by now, so that whoever
   * goes on from them misses nothing. @param {import("../wasm/engine.d.ts").Query} query @returns {any}
   */
  query(query) {
    if (this.broken) throw this.broken; // what the engine holds may not be durable
    const { result } = this.#call({ op: "query", now: this.#now(), query });
    return clipped(result, this.#open);
  }

  /**
   * A person's command: durable when this resolves.
   * @param {import("../wasm/engine.d.ts").Command} command @param {string} [call] its number, where another relay handed it over
   * @returns {Promise<any>}
   */
  async command(command, call) {
    if (this.broken) throw this.broken;
    return this.#act({ op: "command", now: this.#now(), command }, call);
  }

  /**
   * What a platform sent by itself: durable when this resolves. Rejects with an EngineError when it cannot be read.
   * @param {string} place @param {string} body @param {Record<string, string>} [headers] @param {string} [call] as of `command`
   * @returns {Promise<void>}
   */
  async push(place, body, headers = {}, call) {
    if (this.broken) throw this.broken;
    await this.#act({ op: "push", now: this.#now(), place, body, headers }, call);
  }

  /** Pushes of a place may have been missed. @param {string} place @param {string} [call] as of `command` */
  async look(place, call) {
    if (this.broken) throw this.broken;
    await this.#act({ op: "look", now: this.#now(), place }, call);
  }

  /** Whoever else may act now: this one does not any more, and keeps nothing. @param {Error} error */
  yield(error) {
    this.#writer.fail(error);
  }

  /** @param {import("./host.d.ts").Listener} listener @returns {() => void} ends it */
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
    const ended = Promise.allSettled([...this.#underWay]).then(() => this.#writer.idle());
    await Promise.race([ended, grace]);
    if (!this.broken) {
      this.#keepSnapshot();
      await Promise.race([this.#writer.idle(), new Promise((resolve) => setTimeout(resolve, graceMs).unref())]);
    }
    const stopped = new StoppedError("the relay has stopped");
    this.broken ??= stopped;
    this.#writer.fail(stopped);
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

  /** A call that may decide something: what it decided is durable when this resolves. @param {Call} call @param {string} [handed] @returns {Promise<any>} */
  #act(call, handed) {
    const { result, effects = {} } = this.#call(call);
    this.#schedule(effects.wake_at);
    const answers = handed === undefined ? [] : [{ call: handed, text: JSON.stringify({ result }) }];
    return this.#keep(effects, answers).then(() => result);
  }

  /** @param {Effects} effects @param {import("./store/store.d.ts").Answer[]} answers */
  async #keep(effects, answers) {
    const records = effects.append ?? [];
    this.#open.push(effects.events ?? []);
    // The snapshot holds what an erasing batch's records say; they go with all others.
    if (effects.erase) {
      this.#sinceSnapshot = 0;
      const erase = /** @type {Engine} */ (this.#engine).save();
      return this.#writer.add({ erase, answers }, () => this.#leave(effects));
    }
    this.#sinceSnapshot += records.length;
    const kept = this.#writer.add({ records, answers }, () => this.#leave(effects));
    if (this.#sinceSnapshot >= snapshotEvery) this.#keepSnapshot();
    await kept;
  }

  /** What is durable by now. @param {Effects} effects */
  #leave({ requests = [], events = [], desk }) {
    this.#open.shift();
    // Once stopping nothing new is sent: a write that was intended but not sent is looked for at the next start.
    if (this.#stopping || this.broken) return;
    for (const request of requests) this.#send(request);
    if (events.length > 0 || desk) for (const listener of this.#listeners) listener(events, Boolean(desk));
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
  async #take(call) {
    if (this.broken) return;
    try {
      await this.#act(call);
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
    this.#timer = setTimeout(() => void this.#take({ op: "tick", now: this.#now() }), wait);
  }

  /** After all that was decided by now. */
  #keepSnapshot() {
    const { id, log } = this.#options;
    if (this.#sinceSnapshot === 0 || !this.#engine) return;
    this.#sinceSnapshot = 0;
    const warn = (/** @type {unknown} */ error) => {
      if (!this.broken) log.warn({ bridge: id, reason: /** @type {Error} */ (error).message }, "snapshot not kept");
    };
    try {
      this.#writer.add({ snapshot: this.#engine.save() }).catch(warn);
    } catch (error) {
      warn(error);
    }
  }
}
