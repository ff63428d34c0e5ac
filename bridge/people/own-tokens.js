// The relay's own tokens, for who signed in through it: short-lived, of one bridge, signed with a key that nobody else has.
import { randomUUID } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { TokenError } from "./jwt.js";
import { asAuthor, claimedAccounts, claimedRole, named } from "./roles.js";

/** @typedef {import("./roles.js").Person} Person */

const algorithm = "HS256";
export const issuer = "urn:plein:relay";

export class OwnTokens {
  #key;
  #bridge;
  #lifetimeS;

  /** @param {Buffer} key @param {string} bridge @param {number} lifetimeS */
  constructor(key, bridge, lifetimeS) {
    this.#key = key;
    this.#bridge = bridge;
    this.#lifetimeS = lifetimeS;
  }

  /** @param {Person} person @returns {Promise<{token: string, expires_at: number}>} */
  async issue(person) {
    const now = Math.floor(Date.now() / 1000);
    const { name, role } = asAuthor(person); // as the widget shows them; `standing` is what they may do
    const { role: standing, way, forum, accounts } = person;
    const token = await new SignJWT({ name, role, standing, way, forum, accounts })
      .setProtectedHeader({ alg: algorithm, typ: "JWT" })
      .setSubject(person.id)
      .setIssuer(issuer)
      .setAudience(this.#bridge)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + this.#lifetimeS)
      .sign(this.#key);
    return { token, expires_at: (now + this.#lifetimeS) * 1000 };
  }

  /** @param {string} token @returns {Promise<Person>} */
  async read(token) {
    let claims;
    try {
      const options = { algorithms: [algorithm], issuer, audience: this.#bridge, maxTokenAge: this.#lifetimeS };
      claims = (await jwtVerify(token, this.#key, { ...options, requiredClaims: ["exp", "sub"] })).payload;
    } catch {
      // Of another key after a restart without `key`, too: there is one thing to do.
      throw new TokenError("the token has expired; sign in again");
    }
    const who = named(claims.sub, claims.name);
    if (!who) throw new TokenError("the token names nobody");
    const { way, forum } = /** @type {Pick<Person, "way" | "forum">} */ (/** @type {unknown} */ (claims));
    const accounts = claimedAccounts(claims.accounts);
    return { ...who, role: claimedRole(claims.standing), way, ...(forum && { forum }), ...accounts };
  }
}
