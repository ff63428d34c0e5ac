// What a relay knew, and when, as its own log tells: the number of the record that says so.
import { DatabaseSync } from "node:sqlite";
import { numberIn } from "./crowd.js";

const never = Infinity;

/** Our numbers of the relay's posts. @param {string} url where it listens @returns {Promise<Map<string, number>>} */
export async function numbersById(url) {
  /** @param {string} route @returns {Promise<any>} */
  const get = async (route) => (await fetch(`${url}/v1/bridges/noordnet/${route}`)).json();
  const numbers = new Map();
  for (let next = ""; next !== null;) {
    const feed = await get(`feed?page_size=100${next && `&after=${next}`}`);
    for (const { root } of feed.threads)
      for (const post of (await get(`threads/${root.id}`)).posts)
        numbers.set(post.id, numberIn(JSON.stringify(post.body)));
    next = feed.next;
  }
  return numbers;
}

export class Memory {
  /** @type {Map<number, number>} */
  #met = new Map();
  /** @type {Map<string, number>} */
  #begun = new Map();
  /** @type {Map<string, number>} */
  #stood = new Map();

  /** @param {string} file the database @param {Map<string, number>} numbers of the posts, by their ids */
  constructor(file, numbers) {
    const database = new DatabaseSync(file, { readOnly: true });
    for (const { seq, line } of database.prepare("SELECT seq, line FROM record ORDER BY seq").iterate()) {
      const record = JSON.parse(String(line).replace(/^\S+ \S+ /, ""));
      const at = Number(seq);
      if (record.k === "posted") {
        const number = numberIn(JSON.stringify(record.body));
        first(this.#met, number, at);
        first(this.#stood, `${number} ${record.place}`, at);
      } else if (record.k === "intended") first(this.#begun, `${numbers.get(record.post)} ${record.place}`, at);
      else if (record.k === "copied") first(this.#stood, `${numbers.get(record.origin)} ${record.place}`, at);
    }
    database.close();
  }

  /** When it was met. @param {number} number */
  met = (number) => this.#met.get(number) ?? never;
  /** When it was first about to be written there. @param {number} number @param {string} place */
  begun = (number, place) => this.#begun.get(`${number} ${place}`) ?? never;
  /** When it was known to stand there. @param {number} number @param {string} place */
  stood = (number, place) => this.#stood.get(`${number} ${place}`) ?? never;
}

/** @template K @param {Map<K, number>} map @param {K} key @param {number} at */
function first(map, key, at) {
  if (!map.has(key)) map.set(key, at);
}
