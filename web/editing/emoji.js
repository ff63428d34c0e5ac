// Emoji and their names in English, a line each: made by the build of the package gemoji (scripts/emoji.js). Loaded when somebody
// types a colon and two letters.

/** @type {string[]} */
export const emoji = PLEIN_EMOJI.split("\n");
