// An engine with a bridge's state, made of its snapshot and the later records. The last record may be torn, by a disk that did not keep
// what it said it kept: it is given up, and the places are read anew before anything is written. Any other damage is for the operator.
import { DamagedError, EngineError } from "./engine-error.js";

/** @typedef {import("../wasm/engine.d.ts").Engine} Engine */

/**
 * @typedef {object} From
 * @property {() => Engine} makeEngine
 * @property {string} id of the bridge
 * @property {import("../wasm/engine.d.ts").BridgeConfig} config
 * @property {Pick<import("./store/store.d.ts").Store, "records" | "snapshot" | "erasedUpTo" | "lastSeq" | "cut">} store
 * @property {{warn: (what: {bridge: string, reason: string, record?: number | null}, message: string) => void}} log
 * @property {() => number} now
 * @property {boolean} [keepTorn] a torn last record is damage like any other
 *
 * @typedef {{engine: Engine, records: number, snapshot: number, last: number}} Restored `snapshot`: the last record it covers; `last`: the last that was read
 */

/** @param {From} from @returns {Promise<Restored>} Rejects with a DamagedError, or an EngineError when the configuration is refused. */
export async function restore(from) {
  try {
    return await read(from);
  } catch (error) {
    if (!(error instanceof DamagedError) || error.newer || !error.last || from.keepTorn) throw error;
    const { restored } = await giveUp(from, error);
    from.log.warn(
      { bridge: from.id, record: error.record, reason: error.reason },
      "the last record is torn: it is given up, and every place is read anew before anything is written",
    );
    return restored;
  }
}

/**
 * Deletes the damaged record and all after it, and marks the log so that the places are read anew; both or neither are kept.
 * @param {From} from @param {DamagedError} damage @returns {Promise<{restored: Restored, given: number}>} `given`: how many records were
 */
export async function giveUp(from, damage) {
  // Of a bridge of which nothing is left everything is read at its start anyway.
  if (damage.record === null) {
    const given = await from.store.cut(from.id, 0, []);
    return { restored: await read(from), given };
  }
  const restored = await read(from, damage.record);
  const reply = restored.engine.call({ op: "distrust", now: from.now() });
  if (!reply.ok) throw new EngineError(reply.error);
  const marks = reply.effects?.append ?? [];
  return { restored, given: await from.store.cut(from.id, damage.record, marks) };
}

/** @param {From} from @param {number} [before] records from this one on are left out @returns {Promise<Restored>} */
async function read({ makeEngine, id, config, store, log, now }, before = Infinity) {
  const engine = makeEngine();
  try {
    const configured = engine.call({ op: "configure", now: now(), config });
    if (!configured.ok) throw new EngineError(configured.error);
    const snapshot = await loadSnapshot(engine, { id, store, log });
    let count = 0;
    let read = snapshot;
    const last = await store.lastSeq(id);
    for await (const rows of store.records(id, snapshot)) {
      const wanted = rows.filter(({ seq }) => seq < before);
      if (wanted.length > 0) readPart(engine, { id, last, now, rows: wanted });
      count += wanted.length;
      read = wanted[wanted.length - 1]?.seq ?? read;
    }
    return { engine, records: count, snapshot, last: read };
  } catch (error) {
    engine.close();
    throw error;
  }
}

/** @param {Engine} engine @param {Pick<From, "id" | "now"> & {last: number, rows: {seq: number, line: string}[]}} part */
function readPart(engine, { id, last, now, rows }) {
  const reply = engine.call({ op: "restore", now: now(), records: rows.map(({ line }) => line) });
  if (reply.ok) return;
  const index = /^\$\.records\[(\d+)\]/.exec(reply.error.path)?.[1];
  const row = index === undefined ? undefined : rows[Number(index)];
  if (!row) throw new EngineError(reply.error);
  throw new DamagedError(id, {
    record: row.seq,
    last: row.seq === last,
    newer: reply.error.code === "newer_version",
    reason: reply.error.message,
  });
}

/**
 * As long as all records are there, a snapshot only spares time, and one that cannot be read is passed over.
 * @param {Engine} engine @param {Pick<From, "id" | "store" | "log">} from @returns {Promise<number>} the last record it covers
 */
async function loadSnapshot(engine, { id, store, log }) {
  const snapshot = await store.snapshot(id);
  const erased = await store.erasedUpTo(id);
  if (!snapshot && erased === 0) return 0;
  /** @type {import("../wasm/engine.d.ts").Reply} */
  const missing = { ok: false, error: { code: "missing", path: "", message: "it is not there" } };
  const loaded = snapshot ? engine.load(snapshot.bytes) : missing;
  if (loaded.ok) return snapshot?.seq ?? 0;
  const { code, message: reason } = loaded.error;
  if (erased > 0) throw new DamagedError(id, { record: null, last: false, newer: code === "newer_version", reason });
  log.warn({ bridge: id, reason }, "the snapshot cannot be read: restoring from all records");
  return 0;
}
