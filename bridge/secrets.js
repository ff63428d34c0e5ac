// Secrets come from the environment or from files, and are named, never shown.
import { readFileSync } from "node:fs";
import path from "node:path";
import { ConfigError } from "./config/load.js";

/**
 * @param {import("./config/types.d.ts").SecretName} name
 * @param {{env: Record<string, string | undefined>, folder: string, where: string}} from
 * @returns {string}
 */
export function readSecret(name, { env, folder, where }) {
  if ("env" in name) {
    const value = env[name.env];
    if (!value)
      throw new ConfigError([`${where}: found nothing in the environment variable ${name.env}, expected the secret`]);
    return value;
  }
  try {
    const value = readFileSync(path.resolve(folder, name.file), "utf8").trim();
    if (value !== "") return value;
  } catch (error) {
    throw new ConfigError([
      `${where}: the file ${name.file} cannot be read: ${/** @type {NodeJS.ErrnoException} */ (error).code}`,
    ]);
  }
  throw new ConfigError([`${where}: found nothing in the file ${name.file}, expected the secret`]);
}
