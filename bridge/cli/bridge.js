// The bridge that --bridge names; the only one there is when nothing is named.
import { ConfigError } from "../config/load.js";

/**
 * @param {import("../config/types.d.ts").Config} config @param {unknown} id
 * @returns {import("../config/types.d.ts").BridgeEntry}
 */
export function bridgeOf(config, id) {
  if (id === undefined && config.bridges.length === 1) return config.bridges[0];
  const found = config.bridges.find((one) => one.id === id);
  if (found) return found;
  const known = config.bridges.map((one) => one.id).join(", ");
  const what = id === undefined ? "no --bridge" : `--bridge "${id}"`;
  throw new ConfigError([`${config.file}: found ${what}, expected one of: ${known}`]);
}
