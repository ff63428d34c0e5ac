// Flarum: an API key, and the number of whom it acts as. https://docs.flarum.org/rest-api#api-keys
import { fixedSession } from "./fixed.js";

/** @param {string} key @param {string} user */
export const flarumSession = (key, user) =>
  fixedSession({ headers: { authorization: `Token ${key}; userId=${user}` } });
