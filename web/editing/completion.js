// What is being typed and can be completed: "@" and the beginning of a name, ":" and the beginning of an emoji's.

/** @import { PostView } from "../../wasm/engine.js" */
/** @import { Edit, Field } from "./markdown.js" */

/** @typedef {{ sign: "@" | ":", word: string, from: number, to: number }} Wanted */
/** @typedef {{ insert: string, mark: string, name: string, detail?: string }} Choice */

const most = 6;
const sought = /(?:^|[\s([{"'])([@:])([\p{L}\p{N}_+.-]{0,30})$/u;

/** @param {Field} field @returns {Wanted | undefined} */
export function wantedAt({ text, start, end }) {
  if (start !== end) return undefined;
  const found = sought.exec(text.slice(Math.max(0, start - 40), start));
  if (!found) return undefined;
  const [, sign, word] = found;
  if (sign === ":" && word.length < 2) return undefined;
  return { sign: /** @type {"@" | ":"} */ (sign), word, from: start - word.length - 1, to: start };
}

/** Without accents and capitals. @param {string} text */
export const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** @param {PostView[]} posts whose authors are meant @param {string} word @param {string} self who needs not be addressed @returns {Choice[]} */
export function peopleNamed(posts, word, self) {
  const wish = bare(word);
  /** @type {Map<string, Choice>} */
  const found = new Map();
  for (const { author } of posts) {
    const { name, handle } = author;
    if (!name || name === self || found.has(handle ?? name)) continue;
    const words = [...bare(name).split(/\s+/), bare(name), bare(handle ?? "").replace(/^@/, "")];
    if (!words.some((each) => each.startsWith(wish))) continue;
    const called = (handle ?? name).replace(/^@/, "");
    found.set(handle ?? name, { insert: `@${called} `, mark: "@", name, detail: handle && called });
    if (found.size === most) break;
  }
  return [...found.values()];
}

/** @param {string[]} table lines of an emoji and its names @param {string} word @returns {Choice[]} those that begin with it first */
export function emojiNamed(table, word) {
  const wish = bare(word);
  const begins = table.filter((line) => line.split(" ").some((name, index) => index && name.startsWith(wish)));
  const first = begins.filter((line) => line.split(" ")[1].startsWith(wish));
  return [...new Set([...first, ...begins])].slice(0, most).map((line) => {
    const [emoji, name] = line.split(" ");
    return { insert: emoji, mark: emoji, name: name.replaceAll("_", " ") };
  });
}

/** @param {Wanted} wanted @param {Choice} choice @returns {Edit} */
export function completed({ from, to }, { insert }) {
  return { from, to, insert, start: from + insert.length, end: from + insert.length };
}
