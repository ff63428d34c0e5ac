// Reads plein.json. Whatever is wrong is said at once: where, what was found, and what is expected.
import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { signInProblems } from "./sign-in.js";
import { syntaxProblem } from "./syntax.js";
import { webcareProblems } from "./webcare.js";

/** @typedef {import("./types.d.ts").Config} Config */

const schema = JSON.parse(readFileSync(new URL("./schema.json", import.meta.url), "utf8"));
/** Whether a database is PostgreSQL's. @param {string} database */
export const isPostgres = (database) => /^postgres(ql)?:\/\//.test(database);

const builtWidget = path.resolve(import.meta.dirname, "../../build/web");
const defaultLimits = {
  writes: 120,
  previews: 240,
  searches: 240,
  reads: 1200,
  pictures: 2400,
  webhooks: 12000,
  sign_ins: 60,
}; // a minute

/** A configuration that cannot be used. Its message is for the operator, and never holds a secret. */
export class ConfigError extends Error {
  /** @param {string[]} problems */
  constructor(problems) {
    super(problems.join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** @param {string} file @returns {Config} */
export function loadConfig(file) {
  let text;
  try {
    text = readFileSync(file, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    throw new ConfigError([`${file}: cannot be read: ${/** @type {Error} */ (error).message}`]);
  }
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ConfigError([`${file}: ${syntaxProblem(text)}`]);
  }
  return checkConfig(value, path.basename(file), path.dirname(path.resolve(file)));
}

/** @param {unknown} value @param {string} name @param {string} folder @returns {Config} */
export function checkConfig(value, name, folder) {
  const ajv = new Ajv({ allErrors: true, useDefaults: true, verbose: true, strict: false });
  const config = structuredClone(value);
  const validate = ajv.compile(schema);
  if (!validate(config)) {
    const problems = (validate.errors ?? [])
      .filter((error) => error.keyword !== "if")
      .map((error) => `${name}: ${describe(error)}`);
    throw new ConfigError([...new Set(problems)]);
  }
  const checked = /** @type {Config} */ (config);
  const checks = [repeated, addresses, unruly, unlevel, signInProblems, webcareProblems];
  const problems = checks.flatMap((check) => check(checked)).map((problem) => `${name}: ${problem}`);
  if (problems.length > 0) throw new ConfigError(problems);
  checked.listen = { host: checked.listen?.host ?? "127.0.0.1", port: checked.listen?.port ?? 8080 };
  checked.allow_private_addresses ??= false;
  checked.trust_proxy ??= false;
  checked.public_url = checked.public_url?.replace(/\/+$/, "");
  checked.limits = { ...defaultLimits, ...checked.limits };
  checked.file = path.join(folder, name);
  checked.folder = folder;
  if (!isPostgres(checked.database)) checked.database = path.resolve(folder, checked.database);
  checked.widget = checked.widget ? path.resolve(folder, checked.widget) : builtWidget;
  for (const bridge of checked.bridges) {
    bridge.horizon_days ??= 7;
    for (const place of bridge.places) place.url = place.url.replace(/\/+$/, ""); // paths are put after it
  }
  return checked;
}

/** @param {Config} config @returns {string[]} */
function repeated(config) {
  const problems = [];
  const bridges = new Set();
  for (const [i, bridge] of config.bridges.entries()) {
    if (bridges.has(bridge.id))
      problems.push(`bridges[${i}].id: found "${bridge.id}" a second time, expected an id of its own`);
    bridges.add(bridge.id);
    const places = new Set();
    for (const [j, place] of bridge.places.entries()) {
      const at = `bridges[${i}].places[${j}].id`;
      if (places.has(place.id)) problems.push(`${at}: found "${place.id}" a second time, expected an id of its own`);
      places.add(place.id);
    }
  }
  return problems;
}

/** Rules between places that are not there, or that say two things. @param {Config} config @returns {string[]} */
function unruly(config) {
  return config.bridges.flatMap(({ places, rules = [] }, i) => {
    const known = places.map((place) => place.id);
    return rules.flatMap((rule, j) => {
      const at = `bridges[${i}].rules[${j}]`;
      const problems = [];
      /** @param {"from" | "to"} end @param {string[]} ids */
      const named = (end, ids) => {
        if (!ids.includes(rule[end]))
          problems.push(`${at}.${end}: found the text "${rule[end]}", expected the id of a place: ${ids.join(", ")}`);
      };
      named("from", ["site", ...known]);
      named("to", known);
      if (rule.from === rule.to)
        problems.push(`${at}.to: found "${rule.to}", where it comes from, expected another place`);
      const first = rules.findIndex((other) => other.from === rule.from && other.to === rule.to);
      if (first < j)
        problems.push(`${at}: found a second rule from "${rule.from}" to "${rule.to}", expected one (rules[${first}])`);
      if (rule.threads === "tagged" && rule.tag === undefined)
        problems.push(`${at}.tag: found nothing, expected the tag of the threads that are mirrored, without #`);
      if (rule.threads !== "tagged" && rule.tag !== undefined)
        problems.push(`${at}.tag: found a tag, expected none unless threads is "tagged"`);
      return problems;
    });
  });
}

/** Levels that are reached before the one below them. @param {Config} config @returns {string[]} */
function unlevel({ bridges }) {
  return bridges.flatMap(({ reputation }, i) => {
    const points = new Map(Object.entries(reputation?.levels ?? {})); // with all their defaults
    return ["member", "regular", "expert", "ambassador"].flatMap((level, j, all) => {
      const [own = 0, least = 0] = [points.get(level), points.get(all[j - 1] ?? "")];
      const at = `bridges[${i}].reputation.levels.${level}`;
      return own < least ? [`${at}: found the number ${own}, expected at least that of ${all[j - 1]}, ${least}`] : [];
    });
  });
}

/** What looks like an address and is none, or holds a password. @param {Config} config @returns {string[]} */
function addresses(config) {
  /** @type {[string, string | undefined][]} */
  const ofBridges = config.bridges.flatMap(({ site, places }, i) => [
    [`bridges[${i}].site.url`, site.url],
    ...places.flatMap(({ url, web }, j) => [
      /** @type {[string, string]} */ ([`bridges[${i}].places[${j}].url`, url]),
      /** @type {[string, string | undefined]} */ ([`bridges[${i}].places[${j}].web`, web]),
    ]),
  ]);
  /** @type {[string, string | undefined][]} */
  const all = [["public_url", config.public_url], ...ofBridges];
  const ofDatabase = databaseProblems(config);
  const others = all.flatMap(([at, address]) => {
    if (address === undefined) return [];
    if (!URL.canParse(address)) return [`${at}: found ${found(address, at)}, expected an http or https address`];
    const { username, password } = new URL(address);
    return username || password ? [`${at}: found a name or password in it, expected an address without`] : [];
  });
  return [...ofDatabase, ...others];
}

/** @param {Config} config @returns {string[]} */
function databaseProblems({ database, database_password }) {
  if (!isPostgres(database))
    return database_password ? ["database_password: found a secret, expected none for a SQLite file"] : [];
  if (!URL.canParse(database) || new URL(database).pathname.length < 2)
    return ["database: found no name of a database in it, expected postgresql://user@host:port/name"];
  return new URL(database).password
    ? ["database: found a password in it, expected an address without: it is named by database_password"]
    : [];
}

/** @param {unknown} value @param {string} at */
function found(value, at) {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return "an object";
  // Somebody may have put the secret itself where its name belongs, or a password into an address.
  if (
    typeof value === "string" &&
    (/(^|\.)(password|token|key|\w*secret|verify_token)(\.|$)/.test(at) || value.includes("@"))
  )
    return "a text";
  if (typeof value === "string") return `the text "${value.length > 60 ? value.slice(0, 57) + "..." : value}"`;
  return `the ${typeof value} ${value}`;
}

/** @type {Record<string, string>} */
const kinds = {
  object: "an object",
  array: "a list",
  string: "a text",
  integer: "a whole number",
  boolean: "true or false",
};

/** @param {import("ajv").ErrorObject} error */
function describe(error) {
  const at = error.instancePath
    .replace(/\/(\d+)/g, "[$1]")
    .replaceAll("/", ".")
    .replace(/^\./, "");
  /** @param {string} key */
  const inside = (key) => (at === "" ? key : `${at}.${key}`);
  const words = /** @type {{description?: string} | undefined} */ (error.parentSchema)?.description;
  const meaning = words === undefined ? "" : ` (${words.replace(/\.$/, "")})`;
  switch (error.keyword) {
    case "additionalProperties": {
      const known = Object.keys(/** @type {any} */ (error.parentSchema).properties ?? {}).join(", ");
      return `${inside(error.params.additionalProperty)}: found a key that Plein does not know, expected one of: ${known}`;
    }
    case "required":
      return `${inside(error.params.missingProperty)}: found nothing, expected a value`;
    case "type":
      return `${at}: found ${found(error.data, at)}, expected ${kinds[error.params.type] ?? error.params.type}${meaning}`;
    case "enum":
      return `${at}: found ${found(error.data, at)}, expected one of: ${error.params.allowedValues.join(", ")}`;
    case "pattern":
      return `${at}: found ${found(error.data, at)}, expected what matches ${error.params.pattern}${meaning}`;
    case "false schema":
      return `${at}: found ${found(error.data, at)}, expected nothing: this platform has none`;
    default:
      return `${at}: found ${found(error.data, at)}, expected what ${error.message?.replace(/^must /, "can ")}${meaning}`;
  }
}
