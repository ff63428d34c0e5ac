// Every secret that the configuration names, wherever it names one: is it there, is it what it looks like, is it for our eyes only.
import { statSync } from "node:fs";
import path from "node:path";
import { readSecret } from "../secrets.js";
import { failure, ok, warning } from "./finding.js";

/** @typedef {import("./finding.js").Found} Found */
/** @typedef {{where: string, found: Found, value: string | null}} Looked */

/** Least lengths, by how the secret's place ends. @type {[RegExp, number, string][]} */
const lengths = [
  [/\.jwt\.secret$/, 32, "RFC 7518 asks for 32 bytes: a short one can be found by trying"],
  [/^key$/, 32, "the relay does not start with a shorter one"],
  [/\.webhook\.secret$/, 12, "Discourse takes none below 12, and a short one can be guessed"],
];

/** @param {import("../config/types.d.ts").Config} config @param {Record<string, string | undefined>} env @returns {Looked[]} */
export function secretsOf({ bridges, folder, key, metrics }, env) {
  return named({ key, metrics, bridges }, "").map(({ where, name }) => {
    const source = "env" in name ? `the environment variable ${name.env}` : `the file ${name.file}`;
    let value;
    try {
      value = readSecret(name, { env, folder, where });
    } catch (error) {
      const words = /** @type {Error} */ (error).message.replace(`${where}: `, "");
      return { where, value: null, found: failure(words, `put the secret into ${source}`) };
    }
    return { where, value, found: looked(where, name, value, folder, source) };
  });
}

/** @param {string} where @param {import("../config/types.d.ts").SecretName} name @param {string} value @param {string} folder @param {string} source @returns {Found} */
function looked(where, name, value, folder, source) {
  if (value !== value.trim())
    return warning(`${source} begins or ends with a space`, "take it away, if it is not part of the secret");
  for (const [pattern, least, why] of lengths) {
    if (pattern.test(where) && Buffer.byteLength(value) < least)
      return warning(`${source} holds fewer than ${least} bytes`, `take a longer one: ${why}`);
  }
  if ("file" in name && process.platform !== "win32" && (statSync(path.resolve(folder, name.file)).mode & 0o004) !== 0)
    return warning(`${source} can be read by everybody on this machine`, `chmod o-r ${name.file}`);
  return ok(`${source} holds it`);
}

/** @param {unknown} node @param {string} where @returns {{where: string, name: import("../config/types.d.ts").SecretName}[]} */
function named(node, where) {
  if (node === null || typeof node !== "object") return [];
  const keys = Object.keys(node);
  const [value] = Object.values(node);
  if (keys.length === 1 && (keys[0] === "env" || keys[0] === "file") && typeof value === "string")
    return [{ where, name: /** @type {import("../config/types.d.ts").SecretName} */ (node) }];
  return Object.entries(node).flatMap(([key, child]) =>
    named(child, Array.isArray(node) ? `${where}[${key}]` : where === "" ? key : `${where}.${key}`),
  );
}
