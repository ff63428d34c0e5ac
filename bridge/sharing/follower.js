// An engine that folds what another relay's engine decided, and tells of it by the same numbers. It decides nothing; when its turn comes, it is
// as far as the log and may begin to act.
import { randomBytes } from "node:crypto";
import { EngineError, StoppedError } from "../engine-error.js";
import { restore } from "../restore.js";

/** @typedef {import("../../wasm/engine.d.ts").Engine} Engine */
/** @typedef {import("../../wasm/engine.d.ts").FeedEvent} FeedEvent */

const changesAtOnce = 500;
const quiet = { warn: () => {} };

export class Follower {
  /** @type {Engine | null} */
  #engine = null;
  #from;
  #seq = 0;
  /** The number of the last event that was told. */
  #told = "";
  /** Records that no snapshot covers. */
  #records = 0;
  /** @type {Promise<FeedEvent[]>} */
  #reading = Promise.resolve([]);

  #onDesk;

  /** @param {Omit<import("../restore.js").From, "log" | "keepTorn">} from @param {() => void} onDesk as of Effects.desk */
  constructor(from, onDesk) {
    this.#from = from;
    this.#onDesk = onDesk;
  }

  /**
   * Begins with what is kept. @param {string} [told] the last event's number that was told here
   * @returns {Promise<FeedEvent[]>} what happened since. Rejects with a DamagedError when it cannot be read.
   */
  async open(told = "") {
    this.close();
    // What comes in while it is read is read afterwards: by then nothing is skipped, as numbers only grow.
    const restored = await restore({ ...this.#from, log: quiet, keepTorn: true });
    this.#engine = restored.engine;
    this.#records = restored.records;
    this.#seq = restored.last;
    this.#follow([]);
    const events = told === "" ? [] : this.#changes(told);
    this.#told = this.query({ view: "changes", since: "" }).seq;
    return events;
  }

  /** What was decided meanwhile; one reading at a time. @returns {Promise<FeedEvent[]>} */
  catchUp() {
    this.#reading = this.#reading.then(
      () => this.#read(),
      () => this.#read(),
    );
    return this.#reading;
  }

  /** @param {import("../../wasm/engine.d.ts").Query} query @returns {any} */
  query(query) {
    if (!this.#engine) throw new StoppedError("this bridge is being read");
    const reply = this.#engine.call({ op: "query", now: this.#from.now(), query });
    if (!reply.ok) throw new EngineError(reply.error);
    return reply.result;
  }

  /** Its engine begins to act: it is somebody else's from here on. */
  handOver() {
    const engine = this.#engine;
    if (!engine) throw new StoppedError("this bridge is being read");
    this.#engine = null;
    return { engine, records: this.#records };
  }

  get told() {
    return this.#told;
  }

  close() {
    this.#engine?.close();
    this.#engine = null;
  }

  async #read() {
    if (!this.#engine) return [];
    const { store, id } = this.#from;
    // What this engine holds was erased in the writer's: it begins anew.
    if ((await store.erasedUpTo(id)) > this.#seq) return this.open(this.#told);
    /** @type {FeedEvent[]} */
    const events = [];
    for await (const rows of store.records(id, this.#seq)) {
      if (!this.#engine) return [];
      events.push(...this.#follow(rows.map(({ line }) => line)));
      this.#seq = rows[rows.length - 1].seq;
      this.#records += rows.length;
    }
    if (events.length > 0) this.#told = events[events.length - 1].seq;
    return events;
  }

  /** @param {string[]} records @returns {FeedEvent[]} */
  #follow(records) {
    const seed = randomBytes(16).toString("hex"); // of the search's index
    const reply = /** @type {Engine} */ (this.#engine).call({ op: "follow", now: this.#from.now(), seed, records });
    if (!reply.ok) throw new EngineError(reply.error);
    if (reply.effects?.desk) this.#onDesk();
    return reply.effects?.events ?? [];
  }

  /** @param {string} since @returns {FeedEvent[]} */
  #changes(since) {
    /** @type {FeedEvent[]} */
    const events = [];
    for (let from = since; ;) {
      const changes = this.query({ view: "changes", since: from, limit: changesAtOnce });
      events.push(...changes.events);
      if (!changes.more) return events;
      from = changes.seq;
    }
  }
}
