// A bridge's records as NDJSON, to take elsewhere. The first line says what it is; then, where records were erased, the snapshot that
// stands for them; the records, each as it is kept; and the last line counts them and holds the SHA-256 of all bytes before it.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

const format = "plein-bridge";
const version = 1;
const lineMax = 256 << 20; // a snapshot is one line

/** The file is not what was exported. Nothing was changed. */
export class PortableError extends Error {}

/** @param {{bridge: string, records: number, snapshot: Uint8Array | null}} what @param {AsyncIterable<string[]> | Iterable<string[]>} parts @returns {AsyncGenerator<string>} */
export async function* written({ bridge, records, snapshot }, parts) {
  const hash = createHash("sha256");
  const line = (/** @type {object} */ value) => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    return text;
  };
  yield line({ format, version, bridge, records, exported_at: new Date().toISOString() });
  if (snapshot) yield line({ snapshot: Buffer.from(snapshot).toString("base64") });
  let count = 0;
  for await (const part of parts) {
    count += part.length;
    yield part.map((record) => line({ record })).join("");
  }
  yield `${JSON.stringify({ end: count, sha256: hash.digest("hex") })}\n`;
}

/** @param {string} file @returns {Promise<{bridge: string, snapshot: Uint8Array | null, lines: string[]}>} */
export async function readPortable(file) {
  const hash = createHash("sha256");
  /** @type {string[]} */
  const lines = [];
  /** @type {any} */
  let head = null;
  /** @type {Uint8Array | null} */
  let snapshot = null;
  let ended = false;
  let number = 0;
  for await (const text of linesOf(file)) {
    number += 1;
    const at = `${file}, line ${number}`;
    if (ended) throw new PortableError(`${at}: found something after the end`);
    const value = parsed(text, at);
    if (head === null) head = headOf(value, at);
    else if (typeof value.record === "string") lines.push(value.record);
    else if (typeof value.snapshot === "string" && number === 2) snapshot = Buffer.from(value.snapshot, "base64");
    else if (typeof value.end === "number") {
      if (value.end !== lines.length || head.records !== lines.length)
        throw new PortableError(`${at}: found ${lines.length} records, expected ${head.records}`);
      if (value.sha256 !== hash.digest("hex")) throw new PortableError(`${at}: the checksum is not of what was read`);
      ended = true;
    } else throw new PortableError(`${at}: found no record, expected {"record": ...}`);
    if (!ended) hash.update(`${text}\n`);
  }
  if (!ended) throw new PortableError(`${file}: it ends too early, after line ${number}: the last line is missing`);
  return { bridge: head.bridge, snapshot, lines };
}

/** @param {any} value @param {string} at */
function headOf(value, at) {
  if (value.format !== format) throw new PortableError(`${at}: found no "format": "${format}": this is no export`);
  if (value.version !== version)
    throw new PortableError(
      `${at}: found version ${Number(value.version)}, expected ${version}: use the Plein it came from`,
    );
  if (typeof value.bridge !== "string" || !Number.isSafeInteger(value.records))
    throw new PortableError(`${at}: found no bridge or no number of records`);
  return value;
}

/** @param {string} text @param {string} at @returns {any} */
function parsed(text, at) {
  try {
    const value = JSON.parse(text);
    if (value !== null && typeof value === "object") return value;
  } catch {
    // said below: the parser would quote what people wrote
  }
  throw new PortableError(`${at}: no JSON object`);
}

/** @param {string} file @returns {AsyncGenerator<string>} */
async function* linesOf(file) {
  /** @type {Buffer[]} */
  let pending = [];
  let size = 0;
  for await (const chunk of createReadStream(file)) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      yield Buffer.concat([...pending, chunk.subarray(from, end)]).toString("utf8");
      pending = [];
      size = 0;
      from = end + 1;
    }
    pending.push(chunk.subarray(from));
    size += chunk.length - from;
    if (size > lineMax) throw new PortableError(`${file}: a line is too long: this is no export`);
  }
  if (size > 0) yield Buffer.concat(pending).toString("utf8");
}
