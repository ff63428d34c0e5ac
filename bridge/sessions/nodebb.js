// NodeBB: a master token that never changes.

/** @param {string} token @returns {import("./session.d.ts").Session} */
export function nodebbSession(token) {
  return {
    authorization: async () => `Bearer ${token}`,
    rejected: async () => false,
  };
}
