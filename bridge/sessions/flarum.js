// Flarum: an API key, and the number of whom it acts as: the account, or another member. https://docs.flarum.org/rest-api#api-keys

/** @param {string} key @param {string} user @returns {import("./session.d.ts").Session} */
export const flarumSession = (key, user) => ({
  credentials: async (as = user) => ({ headers: { authorization: `Token ${key}; userId=${as}` } }),
  rejected: async () => false,
});
