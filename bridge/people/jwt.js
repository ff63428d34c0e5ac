// Who a bearer token of the brand's own website says a person is. Algorithm and key are the configuration's, never the token's choice.
import { createRemoteJWKSet, errors, importSPKI, jwtVerify } from "jose";
import { claimedAccounts, claimedRole, named } from "./roles.js";

/** @typedef {import("./roles.js").Person} Person */
/**
 * @typedef {object} Trusted
 * @property {string} issuer
 * @property {string} audience
 * @property {string} [algorithm] HS256 by default
 * @property {string} [secret] of HS256, HS384, HS512; or
 * @property {string} [key] the public key, as PEM; or
 * @property {string} [jwks] where the public keys are
 * @property {number} [max_age_s] how long a token may live at most
 */

/** The token is not accepted; the message is for the caller. */
export class TokenError extends Error {}

/** What somebody is to be asked by cannot be reached now; the message is for people. */
export class ProviderError extends Error {}

export const maxAgeDefaultS = 86400;
const toleranceS = 5;
const tokenMax = 8192;
const keysTimeoutMs = 5000;
/** Ids of those who sign in another way: no website can say that somebody is one of them. */
const reserved = /^(discourse|openid):/;

/** @param {string | undefined} header @returns {string} */
export function tokenIn(header) {
  const found = /^Bearer ([A-Za-z0-9_.-]+)$/.exec(header ?? "");
  if (!found || found[1].length > tokenMax) throw new TokenError("a bearer token is needed to write");
  return found[1];
}

/** @param {Trusted} trusted @param {string} algorithm @returns {() => Promise<any>} */
function keyOf({ secret, key, jwks }, algorithm) {
  if (jwks !== undefined) {
    const keys = createRemoteJWKSet(new URL(jwks), { timeoutDuration: keysTimeoutMs });
    return async () => keys;
  }
  if (key !== undefined) {
    /** @type {Promise<CryptoKey> | undefined} */
    let imported;
    return () => (imported ??= importSPKI(key, algorithm));
  }
  const bytes = new TextEncoder().encode(secret);
  return async () => bytes;
}

/** @param {unknown} error */
function refusal(error) {
  if (error instanceof errors.JWTExpired) return new TokenError("the token has expired; sign in again");
  const code = error instanceof errors.JOSEError ? error.code : "";
  if (["ERR_JWKS_TIMEOUT", "ERR_JWKS_INVALID", "ERR_JOSE_GENERIC"].includes(code) || error instanceof TypeError)
    return new ProviderError("the keys that tokens are checked with cannot be had now; try again later");
  return new TokenError("the token is not accepted");
}

/** Times that no honest clock and no careful website gives. @param {import("jose").JWTPayload} claims @param {number} maxAgeS */
function checkTimes({ exp, iat }, maxAgeS) {
  const now = Date.now() / 1000;
  if (iat !== undefined && (typeof iat !== "number" || iat > now + toleranceS))
    throw new TokenError("the token was issued in the future");
  if (Number(exp) - (iat ?? now) > maxAgeS + toleranceS)
    throw new TokenError(`the token lives too long: ${maxAgeS} s at most`);
}

/** @param {Trusted} trusted @returns {(token: string) => Promise<{person: Person, claims: import("jose").JWTPayload}>} */
export function siteTokens(trusted) {
  const { issuer, audience, algorithm = "HS256", max_age_s = maxAgeDefaultS } = trusted;
  const key = keyOf(trusted, algorithm);
  const options = {
    algorithms: [algorithm],
    issuer,
    audience,
    requiredClaims: ["exp", "sub"],
    clockTolerance: toleranceS,
  };
  return async (token) => {
    let claims;
    try {
      claims = (await jwtVerify(token, await key(), options)).payload;
    } catch (error) {
      throw refusal(error);
    }
    checkTimes(claims, max_age_s);
    const who = named(claims.sub, claims.name);
    if (!who) throw new TokenError("the token names nobody: it needs `sub` and `name`");
    if (reserved.test(who.id)) throw new TokenError("the token names somebody who signs in another way");
    return { person: { ...who, role: claimedRole(claims.role), ...claimedAccounts(claims.accounts) }, claims };
  };
}

/** @param {Trusted} trusted @returns {(header: string | undefined) => Promise<Person>} */
export function bearer(trusted) {
  const verify = siteTokens(trusted);
  return async (header) => (await verify(tokenIn(header))).person;
}
