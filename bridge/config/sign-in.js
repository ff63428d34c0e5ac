// What a schema cannot say of how people sign in: which of its parts belong together.

/** @typedef {import("./types.d.ts").Config} Config */
/** @typedef {import("./sign-in-entry.d.ts").SignInEntry} SignInEntry */

const ways = /** @type {const} */ (["jwt", "discourse", "openid"]);
const thisMachine = ["localhost", "127.0.0.1", "[::1]"];

/** Who can read the address can read who signs in. @param {string} address */
const covered = (address) => {
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || thisMachine.includes(hostname);
};

/** @param {NonNullable<SignInEntry["jwt"]>} jwt @param {string} at @returns {string[]} */
function ofJwt({ algorithm = "HS256", secret, key, jwks }, at) {
  const keys = [secret, key, jwks].filter((one) => one !== undefined).length;
  if (keys !== 1) return [`${at}: found ${keys} keys, expected one: secret (of HS256, HS384, HS512), or key or jwks`];
  const shared = algorithm.startsWith("HS");
  if (shared && !secret)
    return [`${at}.algorithm: found ${algorithm}, expected the public key's: RS256, ES256 or EdDSA`];
  if (!shared && secret) return [`${at}.algorithm: found ${algorithm}, expected the secret's: HS256, HS384 or HS512`];
  if (jwks && (!URL.canParse(jwks) || !covered(jwks))) return [`${at}.jwks: found another, expected an https address`];
  return [];
}

/** @param {Config["bridges"][0]} bridge @param {Config} config @param {string} at @returns {string[]} */
function ofBridge({ sign_in, places }, { public_url: url, origins }, at) {
  if (!sign_in) return [];
  const problems = [];
  if (!ways.some((way) => sign_in[way]))
    problems.push(`${at}: found no way to sign in, expected one of: ${ways.join(", ")}`);
  if (sign_in.jwt) problems.push(...ofJwt(sign_in.jwt, `${at}.jwt`));
  const { discourse, openid } = sign_in;
  for (const [way, there] of Object.entries({ discourse, openid })) {
    if (!there) continue;
    if (!url)
      problems.push(
        `public_url: found nothing, expected the relay's public address: ${at}.${way} sends people back to it`,
      );
    if (origins.length === 0)
      problems.push(`origins: found none, expected the website's: ${at}.${way} hands its tokens to no other`);
  }
  const forums = places.filter((place) => place.platform === "discourse").map((place) => place.id);
  if (discourse && !forums.includes(discourse.place))
    problems.push(
      `${at}.discourse.place: found the text "${discourse.place}", expected the id of a Discourse forum: ${forums.join(", ") || "there is none"}`,
    );
  if (openid && (!URL.canParse(openid.issuer) || !covered(openid.issuer)))
    problems.push(`${at}.openid.issuer: found another address, expected one over https`);
  return problems;
}

/** @param {Config} config @returns {string[]} */
export const signInProblems = (config) => [
  ...new Set(config.bridges.flatMap((bridge, i) => ofBridge(bridge, config, `bridges[${i}].sign_in`))),
];
