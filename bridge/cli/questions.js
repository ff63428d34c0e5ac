// Asks on a terminal, once more as long as the answer will not do.
import { createInterface } from "node:readline";

/** The other side hung up: nothing was written. */
export class Unanswered extends Error {}

export class Questions {
  #lines;
  #reader;
  #out;

  /** @param {import("./command.d.ts").Io} io */
  constructor({ in: input, out }) {
    this.#out = out;
    this.#reader = createInterface({ input, terminal: false });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  /**
   * @param {string} words @param {{preset?: string, problem?: (answer: string) => string | null}} [rules] `problem`: why it will not do
   * @returns {Promise<string>}
   */
  async ask(words, { preset = "", problem = () => null } = {}) {
    for (;;) {
      this.#out.write(`${words}${preset === "" ? "" : ` [${preset}]`}: `);
      const { value, done } = await this.#lines.next();
      if (done) throw new Unanswered("no more answers: nothing was written");
      const answer = value.trim() === "" ? preset : value.trim();
      const wrong = problem(answer);
      if (wrong === null) return answer;
      this.#out.write(`  ${wrong}\n`);
    }
  }

  /** @param {string} words @param {boolean} preset */
  async yes(words, preset) {
    const problem = (/** @type {string} */ answer) => (/^(y|yes|n|no)$/i.test(answer) ? null : "yes or no?");
    return /^y/i.test(await this.ask(`${words} (yes/no)`, { preset: preset ? "yes" : "no", problem }));
  }

  close() {
    this.#reader.close();
  }
}
