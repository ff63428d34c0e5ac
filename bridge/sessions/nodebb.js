// NodeBB: a master token that never changes.
import { fixedSession } from "./fixed.js";

/** @param {string} token */
export const nodebbSession = (token) => fixedSession({ headers: { authorization: `Bearer ${token}` } });
