// Keeps a session in the database, sealed with a key made of the account's own secret and, where there is one, of the relay's `key`: who
// has the file alone has nothing, and a changed password makes an end of what was signed in with it.
import { SealError, Sealer } from "../sealing.js";

/**
 * @param {Pick<import("../store/store.d.ts").Store, "session" | "saveSession">} store
 * @param {string} account
 * @param {string} secret
 * @param {{keys?: import("../sealing.js").Keys, log?: {warn: (what: object, message: string) => void}}} [from]
 * @returns {import("./session.d.ts").SessionKeeper}
 */
export function sealedKeeper(store, account, secret, { keys, log } = {}) {
  const salt = keys?.lasting ? keys.of("sessions") : "";
  const sealer = new Sealer(secret, "plein session", salt);
  return {
    async load() {
      const sealed = await store.session(account);
      if (!sealed) return null;
      try {
        return sealer.open(sealed, account);
      } catch (error) {
        if (!(error instanceof SealError)) throw error;
        log?.warn({ account, reason: error.message }, "the session that was kept cannot be used: signing in anew");
        return null;
      }
    },
    save: async (text) => store.saveSession(account, sealer.seal(text, account)),
  };
}
