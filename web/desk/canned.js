// The fields of a canned reply: {{name}}, {{brand}}, {{title}}, and whatever else its author left to be filled in by hand.

const field = /\{\{\s*([\p{L}\p{N}_ -]{1,40}?)\s*\}\}/gu;

/** @param {string} text @param {Record<string, string>} values @returns {string} what has no value stays as it is */
export const filled = (text, values) =>
  text.replace(field, (whole, name) => (Object.hasOwn(values, name) && values[name] ? values[name] : whole));

/** @param {string} text @returns {string[]} each as it stands there, once */
export const unfilledIn = (text) => [...new Set([...text.matchAll(field)].map(([whole]) => whole))];
