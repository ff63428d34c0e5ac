// What may be used once only, in the database: whichever relay it comes to, and also after a restart. Of what is named nothing is kept but a
// hash, of one length.
import { createHash } from "node:crypto";

/**
 * @param {() => Pick<import("../store/store.d.ts").Store, "spend">} store @param {string} bridge
 * @returns {import("./sign-ins.js").Spent}
 */
export const spentIn = (store, bridge) => ({
  async take(id, until) {
    const name = createHash("sha256").update(`${bridge} ${id}`).digest("base64url");
    return store().spend(name, until, Date.now());
  },
});
