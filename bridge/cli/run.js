// Finds the command, reads its options, runs it, and says what went wrong: one line for people, never a stack, never a secret.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ConfigError } from "../config/load.js";
import { exits, UsageError } from "./exit.js";

/** @typedef {import("./command.d.ts").Command} Command */
/** @typedef {import("./command.d.ts").Io} Io */

/** In the order of `plein --help`; loaded when it is called. @type {Record<string, () => Promise<Command>>} */
const commands = {
  init: async () => (await import("./init.js")).init,
  doctor: async () => (await import("./doctor.js")).doctor,
  serve: async () => (await import("./serve.js")).serve,
  backfill: async () => (await import("./backfill.js")).backfill,
  export: async () => (await import("./export.js")).exporting,
  import: async () => (await import("./import.js")).importing,
  snapshot: async () => (await import("./snapshot.js")).snapshot,
  repair: async () => (await import("./repair.js")).repair,
  token: async () => (await import("./token.js")).token,
};

/** @type {Io} */
const process_ = { env: process.env, in: process.stdin, out: process.stdout, err: process.stderr };

/** @param {string[]} args @param {Io} [io] @returns {Promise<number | null>} the exit code; null: it goes on running */
export async function runCommand(args, io = process_) {
  const [name = "--help", ...rest] = args;
  if (name === "--version") return said(io, version());
  if (name === "--help" || name === "-h" || name === "help") return said(io, await overview());
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    const known = Object.keys(commands).join(", ");
    return wrong(io, `plein: found the command "${name}", expected one of: ${known}`, "Usage: plein <command> --help");
  }
  const command = await load();
  try {
    const { values, positionals } = readOptions(command, rest);
    if (values.help) return said(io, command.usage);
    const missing = (command.needed ?? []).filter((option) => values[option] === undefined);
    if (missing.length > 0) throw new UsageError(`found no --${missing.join(", no --")}, expected it`);
    return await command.run(values, io, positionals);
  } catch (error) {
    if (error instanceof UsageError) return wrong(io, `plein ${name}: ${error.message}`, command.usage);
    io.err.write(`plein: ${/** @type {Error} */ (error).message}\n`);
    return error instanceof ConfigError ? exits.usage : exits.failed;
  }
}

/** @param {Command} command @param {string[]} args */
function readOptions({ options, words = 0 }, args) {
  try {
    const help = /** @type {const} */ ({ type: "boolean", short: "h" });
    const read = parseArgs({ args, options: { ...options, help }, allowPositionals: words > 0 });
    if (read.positionals.length > words) throw new Error(`found "${read.positionals[words]}", expected options alone`);
    return { values: /** @type {import("./command.d.ts").Options} */ (read.values), positionals: read.positionals };
  } catch (error) {
    throw new UsageError(/** @type {Error} */ (error).message);
  }
}

async function overview() {
  const lines = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(10)}${(await load()).summary}`),
  );
  return `Usage: plein <command> [options]

${lines.join("\n")}

plein <command> --help says more of one; plein --version prints the version.
Exit codes: 0 done; 1 could not be done; 2 wrong usage or configuration; 3 doctor found a failure.`;
}

function version() {
  return JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;
}

/** @param {Io} io @param {string} text */
function said(io, text) {
  io.out.write(`${text}\n`);
  return exits.done;
}

/** @param {Io} io @param {string} problem @param {string} usage */
function wrong(io, problem, usage) {
  io.err.write(`${problem}\n\n${usage}\n`);
  return exits.usage;
}
