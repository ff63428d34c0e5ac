// Which kind of picture bytes are, by how they begin: what a server says of them is not believed. Others than these are none: svg is a
// document that runs scripts.
// https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern; of avif: ISO/IEC 14496-12, 4.3, the brands of its `ftyp` box.

/** @param {Buffer} bytes @param {number} at @param {string} text */
const says = (bytes, at, text) => bytes.toString("latin1", at, at + text.length) === text;

const brandsMax = 64;

/** @param {Buffer} bytes */
function isAvif(bytes) {
  if (!says(bytes, 4, "ftyp")) return false;
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 16 + brandsMax * 4);
  for (let at = 8; at + 4 <= end; at += 4) {
    if (at !== 12 && (says(bytes, at, "avif") || says(bytes, at, "avis"))) return true; // at 12: a version
  }
  return false;
}

/** @type {[string, (bytes: Buffer) => boolean][]} */
const kinds = [
  ["image/png", (bytes) => says(bytes, 0, "\x89PNG\r\n\x1a\n")],
  ["image/jpeg", (bytes) => says(bytes, 0, "\xff\xd8\xff")],
  ["image/gif", (bytes) => says(bytes, 0, "GIF87a") || says(bytes, 0, "GIF89a")],
  ["image/webp", (bytes) => says(bytes, 0, "RIFF") && says(bytes, 8, "WEBPVP")],
  ["image/avif", (bytes) => bytes.length >= 16 && isAvif(bytes)],
];

/** @param {Buffer} bytes @returns {string | null} image/..., or null */
export const kindOf = (bytes) => kinds.find(([, is]) => is(bytes))?.[0] ?? null;
