// Opens the ways to sign in to a bridge, as configured.
import { createPublicKey } from "node:crypto";
import { ConfigError } from "../config/load.js";
import { readSecret } from "../secrets.js";
import { DiscourseConnect } from "./discourse-connect.js";
import { OpenId } from "./openid.js";
import { OwnTokens } from "./own-tokens.js";
import { People } from "./people.js";
import { SignIns } from "./sign-ins.js";

/** @typedef {import("../config/types.d.ts").BridgeEntry} BridgeEntry */
/** @typedef {import("../config/sign-in-entry.d.ts").SignInEntry} SignInEntry */
/**
 * @typedef {{where: string, env: Record<string, string | undefined>, folder: string, url: string | undefined, keys: import("../sealing.js").Keys,
 *   spent: import("./sign-ins.js").Spent, log: {warn: (what: object, message: string) => void}}} From `url`: of the relay, for people
 */

const sessionMinutes = 60;
const secretMin = 32;

/** RFC 7518, 3.2: a short one can be found by trying, from any one token. @param {string} secret @param {string} where @param {From} from */
function weighed(secret, where, { log }) {
  if (Buffer.byteLength(secret) < secretMin) log.warn({ where }, `the secret is shorter than ${secretMin} bytes`);
  return secret;
}

/** @param {NonNullable<SignInEntry["jwt"]>} jwt @param {From} from */
function siteOf({ secret, key, ...trusted }, from) {
  const where = `${from.where}.jwt`;
  if (key) {
    const pem = readSecret(key, { ...from, where: `${where}.key` });
    checkKey(pem, trusted.algorithm ?? "", `${where}.key`);
    return { ...trusted, key: pem };
  }
  if (!secret) return trusted;
  const value = readSecret(secret, { ...from, where: `${where}.secret` });
  // A public key is everybody's: as a secret it would let anybody make tokens.
  if (value.includes("-----BEGIN"))
    throw new ConfigError([`${where}.secret: found a PEM, expected a secret; a public key is given as \`key\``]);
  return { ...trusted, secret: weighed(value, `${where}.secret`, from) };
}

const keyTypes = /** @type {Record<string, string>} */ ({ RS256: "rsa", ES256: "ec", EdDSA: "ed25519" });

/** @param {string} pem @param {string} algorithm @param {string} where */
function checkKey(pem, algorithm, where) {
  const wanted = `expected the public key of ${algorithm}, as PEM (BEGIN PUBLIC KEY)`;
  if (/PRIVATE KEY/.test(pem)) throw new ConfigError([`${where}: found a private key, ${wanted}`]);
  let type;
  try {
    type = createPublicKey(pem).asymmetricKeyType;
  } catch {
    throw new ConfigError([`${where}: found something else, ${wanted}`]);
  }
  if (type !== keyTypes[algorithm]) throw new ConfigError([`${where}: found a key of ${type}, ${wanted}`]);
}

/** @param {BridgeEntry} bridge @param {From} from @returns {People | null} null: nobody can sign in */
export function openPeople({ id, places, sign_in }, from) {
  if (!sign_in) return null;
  const { where, url, keys, spent } = from;
  const signIns = new SignIns(keys.of(`sign-in ${id}`), id, spent);
  const own = new OwnTokens(keys.of(`tokens ${id}`), id, (sign_in.session_minutes ?? sessionMinutes) * 60);
  /** @param {string} way */
  const returnUrl = (way) => `${url}/v1/bridges/${id}/sign-in/${way}/return`;
  const { discourse, openid } = sign_in;
  const ways = [];
  if (discourse) {
    const at = `${where}.discourse.secret`;
    const place = places.find((one) => one.id === discourse.place);
    ways.push(
      new DiscourseConnect({
        ...discourse,
        title: discourse.title ?? place?.name ?? "",
        url: place?.web ?? place?.url ?? "",
        secret: readSecret(discourse.secret, { ...from, where: at }),
        returnUrl: returnUrl("discourse"),
        signIns,
      }),
    );
  }
  if (openid) {
    const { client_secret, ...rest } = openid;
    const at = `${where}.openid.client_secret`;
    const secret = client_secret && readSecret(client_secret, { ...from, where: at });
    const title = openid.title ?? new URL(openid.issuer).host;
    ways.push(new OpenId({ ...rest, title, secret, returnUrl: returnUrl("openid"), signIns }));
  }
  const site = sign_in.jwt ? siteOf(sign_in.jwt, from) : null;
  return new People({ own, site, ways, spent, named: sign_in.roles });
}
