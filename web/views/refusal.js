// Why something was not done, in words: what it means, and what one can do.

/** @import { MessageKey } from "../language.js" */
/** @import { Reason } from "../refusals.js" */
/** @import { View } from "./view.js" */

/** @type {Record<Reason, MessageKey>} */
const words = {
  offline: "whyOffline",
  signIn: "whySignIn",
  notAllowed: "whyNotAllowed",
  gone: "whyGone",
  conflict: "whyConflict",
  tooLong: "whyTooLong",
  refused: "whyRefused",
  soon: "whySoon",
  server: "whyServer",
  old: "whyOld",
};

/** @param {View} view @param {Reason | undefined} reason @returns {string} */
export const why = (view, reason = "server") => view.language.say(words[reason]);
