// The people of one bridge: the ways to sign in, and who a bearer token says somebody is.
import { decodeJwt } from "jose";
import { siteTokens, TokenError, tokenIn } from "./jwt.js";
import { issuer } from "./own-tokens.js";
import { higher, roles } from "./roles.js";

/** @typedef {import("./roles.js").Person} Person */
/** @typedef {import("./discourse-connect.js").DiscourseConnect | import("./openid.js").OpenId} Way */

export class People {
  #own;
  #site;
  #once;
  #named;
  #spent;
  /** By name; a popup each. @type {Map<string, Way>} */
  ways;

  /**
   * @param {{own: import("./own-tokens.js").OwnTokens, site: import("./jwt.js").Trusted & {once?: boolean} | null, ways: Way[],
   *   spent: import("./sign-ins.js").Spent, named?: import("./roles.js").RoleMap}} options `named`: who has which role whatever else is said
   */
  constructor({ own, site, ways, spent, named }) {
    this.#spent = spent;
    this.#own = own;
    this.#site = site && siteTokens(site);
    this.#once = site?.once ?? false;
    this.#named = named;
    this.ways = new Map(ways.map((way) => [way.name, way]));
  }

  get takesSiteTokens() {
    return this.#site !== null;
  }

  /** @param {string | undefined} header @returns {Promise<Person>} Rejects with a TokenError. */
  async identify(header) {
    const token = tokenIn(header);
    // Each issuer's tokens are checked with its own key alone: to claim the other one helps nobody.
    if (issuerOf(token) === issuer) return this.#own.read(token);
    const { person } = await this.#readSite(token);
    if (this.#once) throw new TokenError("this token is to be exchanged first: POST sign-in/jwt");
    return person;
  }

  /** Somebody has come through one of the ways. @param {Person} person */
  async welcome(person) {
    const known = { ...person, role: this.#roleOf(person) };
    return { person: known, ...(await this.#own.issue(known)) };
  }

  /** A token of the website's for one of ours; one with a `jti` once only. @param {string | undefined} header @param {string} [nonce] */
  async exchange(header, nonce) {
    const { person, claims } = await this.#readSite(tokenIn(header));
    if (claims.nonce !== undefined && claims.nonce !== nonce) throw new TokenError("the token is not for this nonce");
    if (this.#once && claims.jti === undefined) throw new TokenError("the token needs `jti`: it counts once");
    if (claims.jti !== undefined && !(await this.#spent.take(`jti ${claims.jti}`, Number(claims.exp) * 1000)))
      throw new TokenError("the token was used already; sign in again");
    return this.welcome({ ...person, way: "jwt" });
  }

  /** @param {string} token */
  async #readSite(token) {
    if (!this.#site) throw new TokenError("the token is not accepted");
    const { person, claims } = await this.#site(token);
    return { person: { ...person, role: this.#roleOf(person) }, claims };
  }

  /** @param {Person} person */
  #roleOf({ id, role }) {
    const given = roles.findLast((each) => this.#named?.[each]?.includes(id));
    return given ? higher(given, role) : role;
  }
}

/** @param {string} token @returns {unknown} what it says; not checked yet */
function issuerOf(token) {
  try {
    return decodeJwt(token).iss;
  } catch {
    throw new TokenError("the token is not accepted");
  }
}
