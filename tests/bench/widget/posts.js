// A thousand posts, the same for everybody who shows them, and the same in every run.
import { randomFrom } from "../../web/hostile/posts.js";

export const count = 1000;
const began = 1_760_000_000_000;
const words =
  "the router blinks red since this morning and nobody at home can get online while the app says that all is well in our street we tried another cable then a restart as the forum advised but after an hour it lost the line again who knows what else there is to try before an engineer has to come".split(
    " ",
  );
const names = ["Carla Smit", "Joris Bakker", "Ana de Wit", "Bert Visser", "Fatima el Amrani", "Lars Jansen"];

/** @typedef {{ n: number, name: string, title: string, text: string, at: number }} BenchPost */

/** @returns {BenchPost[]} the newest first */
export function benchPosts() {
  const random = randomFrom(7);
  /** @param {number} length */
  const text = (length) => Array.from({ length }, () => words[Math.floor(random() * words.length)]).join(" ");
  return Array.from({ length: count }, (_, n) => ({
    n,
    name: names[n % names.length],
    title: `Question ${n}: ${text(6)}`,
    text: `${text(40 + Math.floor(random() * 40))}.`,
    at: began - n * 60_000,
  }));
}
