// Sign-ins under way. What must be known when somebody comes back goes with them, sealed: nothing is kept for who never does, no cookie is
// set, and any relay with the same key takes them back. Each is taken back once.
import { randomBytes } from "node:crypto";
import { SealError, Sealer } from "../sealing.js";

/** It is refused; the message is for who signs in. */
export class SignInError extends Error {
  /** @param {string} message @param {Started} [started] where to say so */
  constructor(message, started) {
    super(message);
    this.started = started;
  }
}

/** What counts once, whichever relay it comes to. @typedef {{take: (id: string, until: number) => Promise<boolean>}} Spent */
/**
 * @typedef {object} Started
 * @property {string} id
 * @property {string} way
 * @property {string} origin of the page that asked, to which alone the token goes
 * @property {string} request the page's own name for it, by which it knows its answer
 * @property {number} until
 * @property {string} [verifier] PKCE's
 * @property {string} [nonce] of the id token
 */

const lifetimeMs = 600000;
const stateMax = 2048;

export class SignIns {
  #sealer;
  #bridge;
  #spent;

  /** @param {Buffer} key @param {string} bridge @param {Spent} spent */
  constructor(key, bridge, spent) {
    this.#spent = spent;
    this.#sealer = new Sealer(key, "sign-in");
    this.#bridge = bridge;
  }

  /** @param {Omit<Started, "id" | "until">} what @returns {string} fit for an address */
  begin(what) {
    const started = { ...what, id: randomBytes(16).toString("base64url"), until: Date.now() + lifetimeMs };
    return this.#sealer.seal(JSON.stringify(started), this.#context(what.way)).toString("base64url");
  }

  /** Who comes back; it is not used up yet. @param {unknown} state @param {string} way @returns {Started} */
  open(state, way) {
    if (typeof state !== "string" || state.length > stateMax || !/^[A-Za-z0-9_-]+$/.test(state))
      throw new SignInError("this sign-in was not begun here");
    /** @type {Started} */
    let started;
    try {
      started = JSON.parse(this.#sealer.open(Buffer.from(state, "base64url"), this.#context(way)));
    } catch (error) {
      if (error instanceof SealError) throw new SignInError("this sign-in was not begun here");
      throw error;
    }
    if (started.until <= Date.now()) throw new SignInError("this sign-in took too long; try again", started);
    return started;
  }

  /** @param {Started} started */
  async use(started) {
    if (!(await this.#spent.take(`sign-in ${started.id}`, started.until)))
      throw new SignInError("this sign-in was used already; try again", started);
  }

  /** @param {string} way */
  #context(way) {
    return `${this.#bridge} ${way}`;
  }
}
