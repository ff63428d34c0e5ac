// NodeBB: a master token that never changes. Whom it acts as, each request says (wasm/connectors/nodebb_write.cpp).
import { fixedSession } from "./fixed.js";

/** @param {string} token */
export const nodebbSession = (token) => fixedSession({ headers: { authorization: `Bearer ${token}` } });
