// Why something was not done, as the reasons that have words: what it means for who wanted it, and what they can do.

/**
 * @typedef {"offline" | "signIn" | "notAllowed" | "gone" | "conflict" | "tooLong" | "refused" | "soon" | "server" | "old"} Reason
 *   old: it was written long ago, and not sent then
 */
/** @typedef {{ reason: Reason, afterMs: number }} Refused `afterMs`: the relay asks to wait so long; 0: it does not say */

/** @type {Record<number, Reason>} */
const byStatus = {
  0: "offline",
  401: "signIn",
  403: "notAllowed",
  404: "gone",
  408: "offline",
  409: "conflict",
  413: "tooLong",
  414: "tooLong",
  429: "soon",
};

/** @param {unknown} error of the relay, or of ours @returns {Refused} */
export function refusal(error) {
  const { status = 500, afterMs = 0 } = /** @type {{ status?: number, afterMs?: number }} */ (error ?? {});
  return { reason: byStatus[status] ?? (status < 500 ? "refused" : "server"), afterMs };
}

/** Reasons that pass by themselves: what waits for it is tried again. @type {Set<Reason>} */
export const passing = new Set(["offline", "soon", "server"]);
