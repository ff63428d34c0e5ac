// Pictures that readers see through the relay: each is fetched once, however many ask at the same time, and kept in memory, so much of all of
// them and so long. That there is none is remembered too, for a shorter time. Who asks says which picture; its address is never theirs to say.
import { createHash } from "node:crypto";
import fastq from "fastq";
import { LRUCache } from "lru-cache";
import { kindOf } from "./kind.js";
import { PictureError } from "./pictures.js";

/** @typedef {{bytes: Buffer, type: string, tag: string}} Shown `tag`: what it is known by */
/** @typedef {{refused: string}} Refused */

const bytesMax = 5 << 20; // of one
const keptBytesMax = 64 << 20; // of all
const keptMs = 24 * 3600_000;
const refusedMs = 60_000;
const atOnceMax = 8;
const waitingMax = 200;
const entryBytes = 512; // what an entry costs beside its picture

/** Too many are being fetched. */
export class BusyError extends Error {}

export class ShownPictures {
  #fetches;
  #kept;

  /** @param {Pick<import("./pictures.js").Pictures, "fetch">} pictures @param {{keptBytes?: number, refusedFor?: number, now?: () => number}} [options] for tests */
  constructor(pictures, { keptBytes = keptBytesMax, refusedFor = refusedMs, now = Date.now } = {}) {
    this.#fetches = fastq.promise((/** @type {string} */ address) => pictures.fetch(address, { bytesMax }), atOnceMax);
    /** @type {LRUCache<string, Shown | Refused>} */
    this.#kept = new LRUCache(
      /** @type {import("lru-cache").LRUCache.Options<string, Shown | Refused, unknown>} */ ({
        maxSize: keptBytes,
        ttl: keptMs,
        perf: { now },
        ttlResolution: 0,
        sizeCalculation: (one, address) => entryBytes + address.length + ("bytes" in one ? one.bytes.length : 0),
        // It is kept for who comes next, though the first one may have left.
        ignoreFetchAbort: true,
        fetchMethod: async (address, _stale, { options }) => {
          const found = await this.#fetch(address);
          if ("refused" in found) options.ttl = refusedFor;
          return found;
        },
      }),
    );
  }

  /** Rejects with a PictureError or a BusyError. @param {string} address @returns {Promise<Shown>} */
  async get(address) {
    if (!this.#kept.has(address) && this.#fetches.length() >= waitingMax) throw new BusyError();
    const found = await this.#kept.fetch(address);
    if (found && "bytes" in found) return found;
    throw new PictureError(found?.refused ?? "it was not fetched");
  }

  /** @param {string} address @returns {Promise<Shown | Refused>} */
  async #fetch(address) {
    try {
      const { bytes } = await this.#fetches.push(address);
      const type = kindOf(bytes);
      if (type === null) return { refused: "it is of no kind that is shown" };
      return { bytes, type, tag: createHash("sha256").update(bytes).digest("base64url").slice(0, 22) };
    } catch (error) {
      if (error instanceof PictureError) return { refused: error.message };
      throw error;
    }
  }
}
