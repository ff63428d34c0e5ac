// How the platforms sign what they send: over the bytes as they came, as what is written out anew may differ (Facebook escapes letters
// outside of ASCII). Compared in constant time: how long it takes says nothing about the right one.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** @typedef {{header: string, algorithm: "sha1" | "sha256", oldestMs?: number}} Scheme oldestMs: what was sent longer ago is stale */

const hourMs = 3600000;

/** @type {Partial<Record<import("../config/types.d.ts").Platform, Scheme>>} */
export const schemes = {
  // Tried again for 36 hours, then dropped: what is older was kept by somebody else.
  // https://developers.facebook.com/docs/graph-api/webhooks/getting-started
  facebook: { header: "x-hub-signature-256", algorithm: "sha256", oldestMs: 48 * hourMs },
  // app/jobs/regular/emit_web_hook_event.rb
  discourse: { header: "x-discourse-event-signature", algorithm: "sha256" },
  // nodebb-plugin-webhooks signs what JSON.stringify gives, and that is what it sends (index.js).
  nodebb: { header: "x-webhook-signature", algorithm: "sha1" },
};

/** Whether it looks like a signature at all; known before a body is read. @param {Scheme} scheme @param {unknown} given */
export const isSignature = ({ algorithm }, given) =>
  typeof given === "string" && (algorithm === "sha1" ? /^sha1=[0-9a-f]{40}$/ : /^sha256=[0-9a-f]{64}$/).test(given);

/** @param {Scheme} scheme @param {string} secret @param {Uint8Array} body */
export const signatureOf = ({ algorithm }, secret, body) =>
  `${algorithm}=${createHmac(algorithm, secret).update(body).digest("hex")}`;

/** Takes as long for any two texts of these lengths. @param {string} given @param {string} expected */
export function same(given, expected) {
  const digest = (/** @type {string} */ text) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** @param {Scheme} scheme @param {string} secret @param {unknown} given @param {Uint8Array} body */
export const isSigned = (scheme, secret, given, body) =>
  isSignature(scheme, given) && same(/** @type {string} */ (given), signatureOf(scheme, secret, body));

/**
 * Sent too long ago, as far as the signed text says when. Only Facebook's does: `entry[].time`, in seconds.
 * @param {Scheme} scheme @param {string} body @param {number} now
 */
export function isStale({ oldestMs }, body, now) {
  if (oldestMs === undefined) return false;
  try {
    const times = JSON.parse(body).entry.map((/** @type {any} */ entry) => Number(entry.time) * 1000);
    const newest = Math.max(...times.filter((/** @type {number} */ time) => time > 0));
    return Number.isFinite(newest) && newest < now - oldestMs;
  } catch {
    return false; // no such text: for the engine to refuse
  }
}
