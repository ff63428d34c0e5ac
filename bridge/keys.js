// The relay's own key, from the configuration's `key`.
import { ConfigError } from "./config/load.js";
import { Keys } from "./sealing.js";
import { readSecret } from "./secrets.js";

const least = 32; // bytes

/** @param {import("./config/types.d.ts").Config} config @param {Record<string, string | undefined>} env */
export function openKeys({ key, folder }, env) {
  if (!key) return new Keys(null);
  const secret = readSecret(key, { env, folder, where: "key" });
  if (Buffer.byteLength(secret) >= least) return new Keys(secret);
  throw new ConfigError([`key: found a secret shorter than ${least} bytes, expected a longer one`]);
}
