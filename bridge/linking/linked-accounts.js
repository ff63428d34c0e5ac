// People's own accounts in the places of one bridge: linked, kept sealed, and acting for whom they are. A credential leaves this file to its own
// place alone. What comes back from a popup is sealed, of one person, and counts once; it becomes a credential only when that very person hands
// it over (http/own-accounts.js), so that nobody can have somebody else's account linked with theirs.
import { randomBytes } from "node:crypto";
import { Asker, NoAnswer } from "../doctor/asker.js";
import { ProviderError } from "../people/jwt.js";
import { named } from "../people/roles.js";
import { SealError, Sealer } from "../sealing.js";
import { SessionError } from "../sessions/bluesky.js";
import { LinkError } from "./errors.js";

/** @typedef {import("./way.d.ts").Way} Way */
/** @typedef {import("../people/roles.js").Person} Person */
/** @typedef {import("../sessions/session.d.ts").Session} Session */
/** @typedef {{url: string, platform: string, way: Way}} Linkable */
/**
 * What goes with somebody to the place and back.
 * @typedef {{id: string, person: string, place: string, origin: string, request: string, until: number, begun: Record<string, string>}} State
 */

const lifetimeMs = 600000; // to come back in
const graceMs = 3600000; // of a forgotten author's account, to take away what stands there
const stateMax = 8192;
const memberId = /^[A-Za-z0-9_.:-]{1,256}$/;

export class LinkedAccounts {
  #options;
  #states;
  #credentials;
  /** By place and member: what acts now, and of which credential it is made. @type {Map<string, {of: string, session: Session}>} */
  #sessions = new Map();

  /**
   * @param {{bridge: string, keys: import("../sealing.js").Keys, places: Map<string, Linkable>, returnUrl: (place: string) => string,
   *   store: Pick<import("../store/store.d.ts").Store, "links">, spent: import("../people/sign-ins.js").Spent, transport: import("../transport.js").Transport,
   *   log: {info: (what: object, message: string) => void, warn: (what: object, message: string) => void}}} options
   */
  constructor(options) {
    const { keys, bridge } = options;
    this.#options = options;
    this.#states = new Sealer(keys.of(`linking ${bridge}`), "link state");
    this.#credentials = new Sealer(keys.of(`linked ${bridge}`), "linked account");
  }

  /** In which places one can link an account. */
  get places() {
    return this.#options.places;
  }

  /** @param {string} person an id */
  of(person) {
    const { store, bridge } = this.#options;
    return store.links.of(bridge, person);
  }

  /** Who somebody is in places, for the engine: what is linked counts before what was said. @param {Person} person @returns {Promise<Person>} */
  async known(person) {
    const links = (await this.of(person.id)).filter(({ place, refused }) => !refused && this.places.has(place));
    if (links.length === 0) return person;
    const accounts = Object.fromEntries(links.map(({ place, member }) => [place, member]));
    return { ...person, accounts: { ...person.accounts, ...accounts }, linked: links.map(({ place }) => place) };
  }

  /**
   * Where to send somebody who links an account with a popup.
   * @param {Person} person @param {string} place @param {{origin: string, request: string}} asked @returns {Promise<string>}
   */
  async begin(person, place, { origin, request }) {
    const { way } = this.#linkable(place);
    if (!way.begin) throw new LinkError("an account of this place is not linked with a popup");
    const until = Date.now() + lifetimeMs;
    const state = { id: randomBytes(16).toString("base64url"), person: person.id, place, origin, request, until };
    const seal = (/** @type {Record<string, string>} */ begun) =>
      this.#states.seal(JSON.stringify({ ...state, begun }), this.#context(place)).toString("base64url");
    return way.begin(this.#options.returnUrl(place), seal);
  }

  /**
   * Somebody came back: what they bring, sealed again, for the page that sent them. Nothing is linked yet.
   * @param {string} place @param {URLSearchParams} came @returns {{state: State, ticket: string | null}} null: the place did not agree
   */
  back(place, came) {
    const { way } = this.#linkable(place);
    const state = this.#open(came.get("state"), place);
    const brought = Object.fromEntries(way.fields.map((name) => [name, came.get(name) ?? ""]));
    const whole = Object.values(brought).every((value) => value !== "" && value.length <= 4096);
    if (!whole) return { state, ticket: null };
    const ticket = this.#states.seal(JSON.stringify({ ...state, brought }), `${this.#context(place)} ticket`);
    return { state, ticket: ticket.toString("base64url") };
  }

  /**
   * Links what a person gives: the ticket that a popup handed over, or what the way asks for.
   * @param {Person} person @param {string} author the key of what they write @param {string} place @param {Record<string, string>} given
   */
  async link(person, author, place, given) {
    const { way } = this.#linkable(place);
    const { brought, begun } = way.popup ? await this.#redeemed(person, place, given) : { brought: given, begun: {} };
    const fields = Object.keys(brought);
    if (fields.length !== way.fields.length || !way.fields.every((name) => brought[name]))
      throw new LinkError(`expected ${way.popup ? "a ticket" : way.fields.join(" and ")}`);
    const credential = await way.take(brought, begun, this.#options.returnUrl(place));
    const keeper = { load: async () => null, save: async () => {} };
    const session = way.session(credential, keeper);
    const member = await this.#whose(place, session);
    const name = member && named(member.id, member.name.slice(0, 100))?.name;
    if (!member || !name || !memberId.test(member.id))
      throw new LinkError("the place does not say whose account this is");
    const { store, bridge } = this.#options;
    const sealed = this.#credentials.seal(JSON.stringify(credential), this.#context(place, member.id));
    await store.links.put(bridge, {
      person: person.id,
      place,
      author,
      member: member.id,
      name,
      at: Date.now(),
      sealed,
    });
    return { place, member: member.id, name };
  }

  /** @param {string} person an id @param {string} place @returns {Promise<boolean>} false: nothing was linked there */
  async unlink(person, place) {
    const { store, bridge, log } = this.#options;
    const row = await store.links.drop(bridge, person, place);
    if (!row) return false;
    this.#sessions.delete(`${place} ${row.member}`);
    // The place is told, if it can be; nothing hangs on it.
    this.#tell(place, row).catch((error) =>
      log.info({ bridge, place, reason: error.message }, "the place was not told"),
    );
    return true;
  }

  /** A forgotten author's accounts: they take away what stands there, and are deleted. @param {string} author a key */
  async forget(author) {
    const { store, bridge } = this.#options;
    await store.links.end(bridge, author, Date.now() + graceMs);
  }

  /** Deletes what has ended. */
  async expire() {
    await this.#options.store.links.expire(Date.now());
  }

  /**
   * Who acts for a member in a place with their own credential; null: nobody.
   * @param {string} place @param {string} member @returns {Promise<Session | null>}
   */
  async sessionOf(place, member) {
    const linkable = this.places.get(place);
    if (!linkable) return null;
    const { store, bridge } = this.#options;
    const row = await store.links.acting(bridge, place, member, Date.now());
    const key = `${place} ${member}`;
    if (!row) {
      this.#sessions.delete(key);
      return null;
    }
    const of = Buffer.from(row.sealed).toString("base64");
    const there = this.#sessions.get(key);
    if (there?.of === of) return there.session;
    const credential = this.#opened(row.sealed, place, member);
    if (!credential) return null;
    const context = `${this.#context(place, member)} session`;
    const session = linkable.way.session(credential, {
      load: async () => {
        const kept = (await store.links.acting(bridge, place, member, Date.now()))?.session;
        return kept ? this.#unsealed(kept, context) : null;
      },
      save: async (text) => store.links.keepSession(bridge, row.person, place, this.#credentials.seal(text, context)),
    });
    this.#sessions.set(key, { of, session });
    return session;
  }

  /** As the place's account needs them. @param {string} place @returns {import("../accounts.js").Members} */
  actingIn(place) {
    return {
      sessionOf: (member) => this.sessionOf(place, member),
      refused: (member) => this.refused(place, member),
    };
  }

  /** The place refused something to a member: whether it was the credential is asked, and kept. @param {string} place @param {string} member */
  async refused(place, member) {
    const session = await this.sessionOf(place, member);
    if (!session) return;
    try {
      if ((await this.#whose(place, session))?.id === member) return;
    } catch (error) {
      if (error instanceof ProviderError) return; // nobody knows
      throw error;
    }
    const { store, bridge, log } = this.#options;
    const row = await store.links.acting(bridge, place, member, Date.now());
    if (row) await store.links.refuse(bridge, row.person, place);
    this.#sessions.delete(`${place} ${member}`);
    log.info({ bridge, place }, "a linked account is not accepted any more");
  }

  /** @param {string} place @param {Session} session @returns {Promise<import("./way.d.ts").Member | null>} */
  async #whose(place, session) {
    const { url, way } = this.#linkable(place);
    try {
      return await way.whose(new Asker(url, this.#options.transport, session));
    } catch (error) {
      if (error instanceof NoAnswer && !(error.cause instanceof SessionError && error.cause.refused))
        throw new ProviderError("the place does not answer now; try again later");
      if (error instanceof NoAnswer) return null;
      throw error;
    }
  }

  /** @param {Person} person @param {string} place @param {Record<string, string>} given */
  async #redeemed(person, place, { ticket }) {
    const { brought, ...state } = this.#open(ticket, place, " ticket");
    // A ticket is of who asked for it: nobody else gets what it brings, and nobody's account is linked with another's.
    if (state.person !== person.id) throw new LinkError("somebody else began this");
    if (!(await this.#options.spent.take(`link ${state.id}`, state.until)))
      throw new LinkError("this was used already; try again");
    return { brought, begun: state.begun };
  }

  /** @param {unknown} sealed @param {string} place @param {string} [kind] @returns {any} */
  #open(sealed, place, kind = "") {
    const wrong = "this was not begun here";
    if (typeof sealed !== "string" || sealed.length > stateMax || !/^[A-Za-z0-9_-]+$/.test(sealed))
      throw new LinkError(wrong);
    let state;
    try {
      state = JSON.parse(this.#states.open(Buffer.from(sealed, "base64url"), this.#context(place) + kind));
    } catch (error) {
      throw error instanceof SealError ? new LinkError(wrong) : error;
    }
    if (state.until <= Date.now()) throw new LinkError("this took too long; try again");
    return state;
  }

  /** @param {string} place @param {{member: string, sealed: Uint8Array, session: Uint8Array | null}} row */
  async #tell(place, { member, sealed, session: kept }) {
    const { transport } = this.#options;
    const linkable = this.places.get(place);
    const credential = this.#opened(sealed, place, member);
    if (!linkable?.way.end || !credential) return;
    const context = `${this.#context(place, member)} session`;
    const load = async () => (kept ? this.#unsealed(kept, context) : null);
    const session = linkable.way.session(credential, { load, save: async () => {} });
    await linkable.way.end(credential, new Asker(linkable.url, transport, session));
  }

  /** @param {Uint8Array} sealed @param {string} place @param {string} member @returns {Record<string, string> | null} */
  #opened(sealed, place, member) {
    const text = this.#unsealed(sealed, this.#context(place, member));
    return text === null ? null : JSON.parse(text);
  }

  /** @param {Uint8Array} sealed @param {string} context @returns {string | null} */
  #unsealed(sealed, context) {
    try {
      return this.#credentials.open(sealed, context);
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      const { log, bridge } = this.#options;
      log.warn({ bridge, reason: error.message }, "a linked account cannot be used: it is to be linked anew");
      return null;
    }
  }

  /** @param {string} place @returns {Linkable} */
  #linkable(place) {
    const linkable = this.places.get(place);
    if (!linkable) throw new LinkError("one cannot link an account of this place");
    return linkable;
  }

  /** @param {string} place @param {string} [member] */
  #context(place, member = "") {
    return `${this.#options.bridge} ${place} ${member}`;
  }
}
