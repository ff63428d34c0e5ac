// Who a bearer token says a person is: a JWT from the brand's own website.
import { errors, jwtVerify } from "jose";

/** @typedef {import("../../wasm/engine.d.ts").Person} Person */

/** The token is not accepted; the message is for the caller. */
export class TokenError extends Error {}

export const roles = ["visitor", "ambassador", "brand"];

/**
 * @param {{issuer: string, audience: string, secret: string}} trusted
 * @returns {(header: string | undefined) => Promise<Person>}
 */
export function bearer({ issuer, audience, secret }) {
  const key = new TextEncoder().encode(secret);
  return async (header) => {
    const found = /^Bearer ([A-Za-z0-9_.-]+)$/.exec(header ?? "");
    if (!found) throw new TokenError("a bearer token is needed to write");
    let claims;
    try {
      const options = { algorithms: ["HS256"], issuer, audience, requiredClaims: ["exp", "sub"], clockTolerance: 5 };
      claims = (await jwtVerify(found[1], key, options)).payload;
    } catch (error) {
      throw new TokenError(
        error instanceof errors.JWTExpired ? "the token has expired; sign in again" : "the token is not accepted",
      );
    }
    const name = typeof claims.name === "string" ? claims.name.trim() : "";
    if (
      typeof claims.sub !== "string" ||
      claims.sub === "" ||
      claims.sub.length > 200 ||
      name === "" ||
      name.length > 100
    )
      throw new TokenError("the token names nobody: it needs `sub` and `name`");
    const role = typeof claims.role === "string" && roles.includes(claims.role) ? claims.role : "visitor";
    return { id: claims.sub, name, role: /** @type {Person["role"]} */ (role) };
  };
}
