// The command line in this process: what it wrote, and the code it ended with.
import { PassThrough, Readable, Writable } from "node:stream";
import { runCommand } from "../../bridge/cli/run.js";

/** @returns {{stream: Writable, text: () => string}} */
function sink() {
  let text = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  return { stream, text: () => text };
}

/**
 * @param {string[]} args @param {{env?: Record<string, string | undefined>, typed?: string[]}} [from] `typed`: at a terminal, a line each
 * @returns {Promise<{code: number | null, out: string, err: string}>}
 */
export async function command(args, { env = {}, typed } = {}) {
  const out = sink();
  const err = sink();
  const input = typed ? Readable.from(typed.map((line) => `${line}\n`)) : new PassThrough();
  const terminal = Object.assign(input, { isTTY: typed !== undefined });
  const code = await runCommand(args, { env, in: terminal, out: out.stream, err: err.stream });
  return { code, out: out.text(), err: err.text() };
}
