// In which places of a bridge people can link their own accounts: where the configuration has a `key` to keep them with, and does not say
// otherwise. Facebook lets nobody act for a person, and a NodeBB member has no way to make a token.
import { readSecret } from "../secrets.js";
import { spentIn } from "../people/spent.js";
import { Sealer } from "../sealing.js";
import { blueskyWay } from "./bluesky.js";
import { discourseWay } from "./discourse.js";
import { flarumWay } from "./flarum.js";
import { LinkedAccounts } from "./linked-accounts.js";
import { mastodonWay } from "./mastodon.js";

/** @typedef {import("../config/types.d.ts").BridgeEntry} BridgeEntry */
/**
 * @typedef {{where: string, env: Record<string, string | undefined>, folder: string, url: string | undefined, keys: import("../sealing.js").Keys,
 *   store: import("../store/store.d.ts").Store, transport: import("../transport.js").Transport,
 *   log: {info: (what: object, message: string) => void, warn: (what: object, message: string) => void}}} From `url`: of the relay, for people
 */

/** @param {BridgeEntry} bridge @param {From} from @returns {LinkedAccounts | null} null: nobody can link an account */
export function openLinking({ id, site, places, sign_in }, from) {
  const { keys, url, store, transport, where, env, folder } = from;
  if (!keys.lasting || !sign_in) return null;
  /** @type {Map<string, import("./linked-accounts.js").Linkable>} */
  const linkable = new Map();
  for (const [i, place] of places.entries()) {
    if (place.linking === false) continue;
    const about = { url: place.url, name: site.name, website: site.url, id: `plein-${id}-${place.id}` };
    const given = place.linking;
    const client = given && {
      client_id: given.client_id,
      client_secret: readSecret(given.client_secret, {
        env,
        folder,
        where: `${where}.places[${i}].linking.client_secret`,
      }),
    };
    /** @type {{[platform: string]: () => import("./way.d.ts").Way}} */
    const ways = {
      bluesky: () => blueskyWay(about, transport),
      flarum: flarumWay,
      // These send people back to the relay.
      ...(url && {
        mastodon: () => mastodonWay(about, transport, kept(id, place.id), client),
        discourse: () => discourseWay(about),
      }),
    };
    const way = ways[place.platform]?.();
    if (way) linkable.set(place.id, { url: place.url, platform: place.platform, way });
  }
  /** What an instance knows us by. @param {string} bridge @param {string} place @returns {import("./mastodon.js").Kept} */
  function kept(bridge, place) {
    const name = `application ${bridge}/${place}`;
    const sealer = new Sealer(keys.of("applications"), "application");
    return {
      load: async () => {
        const sealed = await store.session(name);
        return sealed ? sealer.opened(sealed, name) : null;
      },
      save: async (text) => store.saveSession(name, sealer.seal(text, name)),
    };
  }
  if (linkable.size === 0) return null;
  const returnUrl = (/** @type {string} */ place) => `${url}/v1/bridges/${id}/me/accounts/${place}/return`;
  const spent = spentIn(() => store, id);
  return new LinkedAccounts({ bridge: id, keys, places: linkable, returnUrl, store, spent, transport, log: from.log });
}
