// Keeps a session in the database, sealed with a key made of the account's own secret (AES-256-GCM): who has the file alone has nothing.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/**
 * @param {import("../store/sqlite.js").SqliteStore} store
 * @param {string} account
 * @param {string} secret
 * @returns {import("./session.d.ts").SessionKeeper}
 */
export function sealedKeeper(store, account, secret) {
  const key = Buffer.from(hkdfSync("sha256", secret, account, "plein session", 32));
  return {
    load() {
      const sealed = store.session(account);
      if (!sealed || sealed.length < 29) return null;
      try {
        const cipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12));
        cipher.setAuthTag(sealed.subarray(12, 28));
        return cipher.update(sealed.subarray(28), undefined, "utf8") + cipher.final("utf8");
      } catch {
        return null; // sealed with another password: sign in anew
      }
    },
    save(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      store.saveSession(account, Buffer.concat([nonce, cipher.getAuthTag(), body]));
    },
  };
}
