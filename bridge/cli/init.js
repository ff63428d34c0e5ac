// plein init: writes a configuration that the relay starts with.
import { renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { checkConfig } from "../config/load.js";
import { askAll, readFlags } from "./answers.js";
import { draftConfig, variablesOf } from "./draft.js";
import { exits } from "./exit.js";
import { platformsOf } from "./place-fields.js";
import { Questions } from "./questions.js";

const text = /** @type {const} */ ({ type: "string" });
const many = /** @type {const} */ ({ type: "string", multiple: true });
const flag = /** @type {const} */ ({ type: "boolean" });

/** @type {import("./command.d.ts").Command} */
export const init = {
  summary: "asks, and writes a configuration",
  usage: `Usage: plein init [--config plein.json] [--force]
       plein init --site-name NAME --site-url URL --page PLATFORM --forum PLATFORM [more] [--config plein.json] [--force]

Writes a configuration for one page and one forum, and says which environment variables are to hold the secrets. On a terminal it asks for
what the options leave open; elsewhere it takes the options alone.
  --config        the file to write (plein.json); one that is there is left alone, but with --force
  --site-name     your website, as people call it     --site-url  the page with the widget
  --bridge        the conversation's id (from the site's name)
  --language      of generated words: nl, en ... (en)
  --page          ${platformsOf("page").join(", ")}
  --forum         ${platformsOf("forum").join(", ")}
  --page-url, --forum-url     addresses of their APIs; --page-name, --forum-name  as people call them
  --page-set, --forum-set     key=value, as often as needed: what docs/config.md lists as account and settings of the platform
  --webhooks      take webhooks of platforms that have them
  --no-sign-in    nobody can write in the widget
  --port          where the relay listens on 127.0.0.1 (8080)
Exit codes: 0 written, 1 could not be written, 2 wrong usage or answers that make no configuration.`,
  options: {
    config: { type: "string", default: "plein.json" },
    force: flag,
    "site-name": text,
    "site-url": text,
    bridge: text,
    language: text,
    page: text,
    forum: text,
    "page-url": text,
    "forum-url": text,
    "page-name": text,
    "forum-name": text,
    "page-set": many,
    "forum-set": many,
    webhooks: flag,
    "no-sign-in": flag,
    port: text,
  },
  async run(options, io) {
    const file = path.resolve(String(options.config));
    const given = readFlags(options);
    const answers = io.in.isTTY ? await asked(given, io) : given.complete();
    const config = draftConfig(answers);
    checkConfig(config, path.basename(file), path.dirname(file)); // nothing is written that `serve` refuses
    write(file, `${JSON.stringify(config, null, 2)}\n`, options.force === true);
    io.out.write(
      `wrote ${file}\n\nSet these environment variables, or change their { "env": ... } to { "file": PATH }:\n`,
    );
    for (const { env, at } of variablesOf(config)) io.out.write(`  ${env.padEnd(26)} ${at}\n`);
    io.out.write(`\nThen: plein doctor --config ${options.config}, and plein serve --config ${options.config}\n`);
    return exits.done;
  },
};

/** @param {import("./answers.js").Given} given @param {import("./command.d.ts").Io} io */
async function asked(given, io) {
  const questions = new Questions(io);
  try {
    return await askAll(given, questions);
  } finally {
    questions.close();
  }
}

/** @param {string} file @param {string} text @param {boolean} force */
function write(file, text, force) {
  try {
    if (!force) return writeFileSync(file, text, { flag: "wx", mode: 0o640 });
    const part = `${file}.${process.pid}.part`;
    try {
      writeFileSync(part, text, { flag: "wx", mode: 0o640, flush: true });
      renameSync(part, file);
    } finally {
      rmSync(part, { force: true });
    }
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === "EEXIST") throw new Error(`${file} is there already, and was left as it is; --force writes over it`);
    throw new Error(`${file} cannot be written: ${code}`);
  }
}
