// Credentials that never change: what is refused with them is refused.

/** @param {import("./session.d.ts").Credentials} credentials @returns {import("./session.d.ts").Session} */
export function fixedSession(credentials) {
  return {
    credentials: async () => credentials,
    rejected: async () => false,
  };
}
