// Reads plein.json. Whatever is wrong is said at once: where, what was found, and what is expected.
import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";

/** @typedef {import("./types.d.ts").Config} Config */

const schema = JSON.parse(readFileSync(new URL("./schema.json", import.meta.url), "utf8"));
const builtWidget = path.resolve(import.meta.dirname, "../../build/web");

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
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new ConfigError([`${file}: cannot be read: ${/** @type {Error} */ (error).message}`]);
  }
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ConfigError([`${file}: ${syntaxProblem(text, /** @type {Error} */ (error))}`]);
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
  const problems = repeated(checked).map((problem) => `${name}: ${problem}`);
  if (problems.length > 0) throw new ConfigError(problems);
  checked.listen = { host: checked.listen?.host ?? "127.0.0.1", port: checked.listen?.port ?? 8080 };
  checked.folder = folder;
  checked.database = path.resolve(folder, checked.database);
  checked.widget = checked.widget ? path.resolve(folder, checked.widget) : builtWidget;
  for (const bridge of checked.bridges) bridge.horizon_days ??= 7;
  return checked;
}

/** @param {string} text @param {Error} error */
function syntaxProblem(text, error) {
  const found = /position (\d+)/.exec(error.message);
  const before = text.slice(0, found ? Number(found[1]) : text.length).split("\n");
  return `line ${before.length}, column ${before[before.length - 1].length + 1}: no JSON: ${error.message.replace(/ in JSON at position.*/s, "")}`;
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

/** @param {unknown} value */
function found(value) {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return "an object";
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
      return `${at}: found ${found(error.data)}, expected ${kinds[error.params.type] ?? error.params.type}${meaning}`;
    case "enum":
      return `${at}: found ${found(error.data)}, expected one of: ${error.params.allowedValues.join(", ")}`;
    case "pattern":
      return `${at}: found ${found(error.data)}, expected what matches ${error.params.pattern}${meaning}`;
    default:
      return `${at}: found ${found(error.data)}, expected what ${error.message?.replace(/^must /, "can ")}${meaning}`;
  }
}
