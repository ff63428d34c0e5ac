// Which session an account has, by its place's platform.
import { ConfigError } from "../config/load.js";
import { readSecret } from "../secrets.js";
import { blueskySession } from "./bluesky.js";
import { discourseSession } from "./discourse.js";
import { facebookSession } from "./facebook.js";
import { flarumSession } from "./flarum.js";
import { sealedKeeper } from "./keeper.js";
import { mastodonSession } from "./mastodon.js";
import { nodebbSession } from "./nodebb.js";

/** @typedef {import("./session.d.ts").Session} Session */
/**
 * @typedef {{where: string, name: string, env: Record<string, string | undefined>, folder: string,
 *   transport: import("../transport.js").Transport, store: import("../store/store.d.ts").Store,
 *   keys?: import("../sealing.js").Keys, log?: {warn: (what: object, message: string) => void}}} From
 */

/** @param {import("../config/types.d.ts").PlaceEntry} place @param {From} from @returns {Session} */
export function openSession({ platform, url, account, settings = {} }, from) {
  const { where, name, env, folder, transport, store } = from;
  /** @param {"password" | "token" | "app_secret" | "key"} key */
  const secret = (key) => {
    const named = account[key];
    if (!named) throw new ConfigError([`${where}.account.${key}: found nothing, expected a value`]);
    return readSecret(named, { env, folder, where: `${where}.account.${key}` });
  };
  /** One that goes into a header as it is. @param {"token" | "key"} key */
  const sent = (key) => {
    const value = secret(key);
    // Of what a header may hold: a line's end or a letter outside of ASCII would fail at each request, and be shown there.
    if (/^[\x21-\x7e]{1,4096}$/.test(value)) return value;
    throw new ConfigError([
      `${where}.account.${key}: found a space or a sign that no key has, expected the secret alone`,
    ]);
  };
  /** @type {Record<typeof platform, () => Session>} */
  const sessions = {
    bluesky() {
      const password = secret("password");
      const identifier = account.identifier ?? "";
      return blueskySession({ url, identifier, password }, transport, sealedKeeper(store, name, password, from));
    },
    mastodon: () => mastodonSession(sent("token"), url, transport),
    facebook: () => facebookSession(sent("token"), account.app_secret && secret("app_secret")),
    discourse: () => discourseSession(sent("key"), settings.username ?? ""),
    nodebb: () => nodebbSession(sent("token")),
    flarum: () => flarumSession(sent("key"), settings.user ?? ""),
  };
  return sessions[platform]();
}
