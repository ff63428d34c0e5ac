// A part of the bench in a process of its own, asked by messages: what it measures must not share an event loop with who measures.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { limited } from "../../bridge/relay-process.js";

/** @typedef {Record<string, (...args: any[]) => unknown>} Parts what it can be asked */

/** In the part: answers what it is asked, until its asker has gone. @param {Parts} parts */
export function serve(parts) {
  process.on("message", async (/** @type {{id: number, name: string, args: unknown[]}} */ { id, name, args }) => {
    try {
      process.send?.({ id, result: await parts[name]?.(...args) });
    } catch (error) {
      process.send?.({ id, error: /** @type {Error} */ (error).message });
    }
  });
  process.on("disconnect", () => process.exit(0));
  process.send?.({ id: 0 });
}

export class Part {
  #child;
  #last = 0;
  /** @type {Map<number, {resolve: (result: any) => void, reject: (error: Error) => void}>} */
  #asked = new Map();

  /** @param {string} file beside this one @param {{ulimit?: string}} [options] what the shell's `ulimit` is told before @returns {Promise<Part>} once it can be asked */
  static async start(file, options) {
    const part = new Part(new URL(file, import.meta.url), options);
    await new Promise((resolve, reject) => part.#asked.set(0, { resolve, reject }));
    return part;
  }

  /** @param {URL} file @param {{ulimit?: string}} [options] */
  constructor(file, { ulimit } = {}) {
    const [program = "", ...args] = limited([process.execPath, fileURLToPath(file)], ulimit);
    this.#child = spawn(program, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    this.#child.on("message", (/** @type {any} */ { id, result, error }) => {
      const waiting = this.#asked.get(id);
      this.#asked.delete(id);
      if (error) waiting?.reject(new Error(error));
      else waiting?.resolve(result);
    });
    this.#child.on("exit", (code) => {
      for (const { reject } of this.#asked.values()) reject(new Error(`${file.pathname} ended with exit code ${code}`));
    });
  }

  /** @param {string} name @param {...unknown} args @returns {Promise<any>} */
  ask(name, ...args) {
    return new Promise((resolve, reject) => {
      this.#asked.set(++this.#last, { resolve, reject });
      this.#child.send?.({ id: this.#last, name, args });
    });
  }

  end() {
    this.#child.disconnect();
  }
}
