// What an engine is told of its bridge: all of its configuration but how to sign in, and no place's secret, by whatever name. It gets
// one key, made of the relay's own for this alone, to seal copies with that stand under their authors' names (wasm/sync/acting.h).
import { webcareConfig } from "./webcare.js";

/** @typedef {import("./types.d.ts").Config} Config */
/** @typedef {import("./types.d.ts").BridgeEntry} BridgeEntry */
/** @typedef {import("./types.d.ts").PlaceEntry} PlaceEntry */

/** The name the engine knows an account by. @param {string} bridge @param {string} place */
export const accountName = (bridge, place) => `${bridge}/${place}`;

/** Whom a platform counts and limits, however the secret is called. @param {PlaceEntry} place */
function actor({ platform, url, account, settings = {} }) {
  /** @type {Record<import("./types.d.ts").Platform, () => string | undefined>} */
  const names = {
    bluesky: () => account.identifier?.toLowerCase().replace(/^@/, ""),
    mastodon: () => JSON.stringify(account.token), // whose it is, only the instance knows
    facebook: () => settings.page,
    discourse: () => "", // all keys of a forum share one limit
    nodebb: () => settings.uid,
    flarum: () => settings.user,
  };
  return `${platform} ${new URL(url).origin} ${names[platform]() ?? ""}`;
}

/** @param {Config} config @param {BridgeEntry} bridge @param {import("../sealing.js").Keys} [keys] for an engine that is to act @returns {import("../../wasm/engine.d.ts").BridgeConfig} */
export function engineConfig(config, bridge, keys) {
  const { sign_in: _, webcare, places, ...rest } = bridge;
  const told = places.map(({ webhook: _webhook, linking: _linking, ...place }) => {
    const sharing = config.bridges.filter((other) => other.places.some((one) => actor(one) === actor(place)));
    return { ...place, account: accountName(bridge.id, place.id), account_shared_by: sharing.length };
  });
  const seal = keys?.lasting ? { seal_key: keys.of("copies").toString("hex") } : {};
  return { ...rest, ...webcareConfig(webcare, Date.now()), ...seal, role: "relay", places: told };
}
