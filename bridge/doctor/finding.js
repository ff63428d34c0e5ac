// What a check found: one line, and what to do about it.

/** @typedef {{level: "ok" | "warning" | "failure", where: string, what: string, todo?: string}} Finding */
/** @typedef {Omit<Finding, "where">} Found */

const charactersMax = 500;

/** Names in it are the platforms', and it is shown on a terminal. @param {string} what */
const plain = (what) => what.replaceAll(/\p{C}+/gu, " ").slice(0, charactersMax);

/** @param {string} what @returns {Found} */
export const ok = (what) => ({ level: "ok", what: plain(what) });
/** It works, or may; somebody should look. @param {string} what @param {string} todo @returns {Found} */
export const warning = (what, todo) => ({ level: "warning", what: plain(what), todo: plain(todo) });
/** It cannot work so. @param {string} what @param {string} todo @returns {Found} */
export const failure = (what, todo) => ({ level: "failure", what: plain(what), todo: plain(todo) });

/** @param {string} where @param {AsyncIterable<Found> | Iterable<Found>} founds @returns {AsyncGenerator<Finding>} */
export async function* at(where, founds) {
  for await (const found of founds) yield { where, ...found };
}
