// plein doctor: what is wrong, or may go wrong, and what to do about it.
import { readFileSync } from "node:fs";
import { ConfigError, loadConfig } from "../config/load.js";
import { direct } from "../doctor/direct.js";
import { diagnose } from "../doctor/doctor.js";
import { Transport } from "../transport.js";
import { exits, UsageError } from "./exit.js";

/** @typedef {import("../doctor/finding.js").Finding} Finding */

/** @type {import("./command.d.ts").Command} */
export const doctor = {
  summary: "checks the configuration against the live platforms",
  usage: `Usage: plein doctor --config plein.json [--relay https://relay.example] [--direct community.json] [--json]

Looks at the configuration, the secrets, the database, the disk, and each place: who signs in there, what they may do and until when,
what would hold or slow posts, the webhook there, the clocks. Writes nothing anywhere. A line is ok, a warning, or a failure with what to do.
  --relay   where the running relay is reached from the internet: tries websites' access and the webhooks' way to it
  --direct  a widget's configuration without a relay (docs/direct.md): may pages of the configured \`origins\` read its places
  --json    an object a line: level, where, what, todo
Exit codes: 0 no failure, 2 wrong usage, 3 at least one failure.`,
  options: {
    config: { type: "string" },
    relay: { type: "string" },
    direct: { type: "string" },
    json: { type: "boolean" },
  },
  needed: ["config"],
  async run(options, { env, out }) {
    const counts = { ok: 0, warning: 0, failure: 0 };
    for await (const finding of findings(options, env)) {
      counts[finding.level] += 1;
      out.write(options.json ? `${JSON.stringify(finding)}\n` : line(finding));
    }
    if (!options.json) out.write(`${counts.ok} ok, ${counts.warning} to look at, ${counts.failure} failed\n`);
    return counts.failure > 0 ? exits.unwell : exits.done;
  },
};

/** @param {import("./command.d.ts").Options} options @param {Record<string, string | undefined>} env @returns {AsyncGenerator<Finding>} */
async function* findings({ config: file, relay, direct: page }, env) {
  const relayUrl = relay === undefined ? undefined : String(relay).replace(/\/+$/, "");
  if (relayUrl !== undefined && !/^https?:\/\/[^\s?#@]+$/.test(relayUrl))
    throw new UsageError("--relay: expected an address: https://relay.example");
  let config;
  try {
    config = loadConfig(String(file));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const what of error.problems) yield { level: "failure", where: "config", what, todo: "docs/config.md" };
    return;
  }
  yield { level: "ok", where: "config", what: `${config.file} is a good configuration` };
  yield* diagnose(config, { env, relayUrl });
  if (page === undefined) return;
  const transport = new Transport();
  try {
    yield* direct(documentOf(String(page)), config.origins, transport);
  } finally {
    await transport.close();
  }
}

/** @param {string} file */
function documentOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new UsageError(`--direct: ${file} cannot be read, or is no JSON`);
  }
}

/** @param {Finding} finding */
function line({ level, where, what, todo }) {
  return `${level.padEnd(8)} ${where}: ${what}\n${todo === undefined ? "" : `${" ".repeat(9)}${todo}\n`}`;
}
