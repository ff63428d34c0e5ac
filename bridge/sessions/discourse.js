// Discourse: an API key, and whom it acts as. https://docs.discourse.org/#section/Authentication
import { fixedSession } from "./fixed.js";

/** @param {string} key @param {string} username */
export const discourseSession = (key, username) =>
  fixedSession({ headers: { "api-key": key, "api-username": username } });
