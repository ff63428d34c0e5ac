// Discourse: an API key, and whom it acts as: the account, or another member, by a number that no change of name moves.
// https://docs.discourse.org/#section/Authentication

/** @param {string} key @param {string} username @returns {import("./session.d.ts").Session} */
export const discourseSession = (key, username) => ({
  credentials: async (as) => ({
    headers: { "api-key": key, ...(as === undefined ? { "api-username": username } : { "api-user-id": as }) },
  }),
  rejected: async () => false,
});
