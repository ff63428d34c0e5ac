// The accounts of a bridge: sends a request as one of them. Reads run side by side, at most four; writes strictly one after another,
// as no platform promises to keep the order of two at once. A secret goes to its own place's address and nowhere else.
import { PictureError } from "./pictures/pictures.js";
import { withPicture } from "./pictures/upload.js";
import { SessionError } from "./sessions/bluesky.js";
import { openSession } from "./sessions/open.js";

/** @typedef {import("../wasm/engine.d.ts").HttpRequest} HttpRequest */
/** @typedef {import("../wasm/engine.d.ts").HttpResponse} HttpResponse */
/** @typedef {import("./sessions/session.d.ts").Session} Session */
/** @typedef {import("./sessions/session.d.ts").Credentials} Credentials */
/** @typedef {HttpRequest | ReturnType<typeof withPicture>} Sent */
/**
 * The place's members who linked their own accounts, by their ids there.
 * @typedef {{sessionOf: (member: string) => Promise<Session | null>, refused: (member: string) => Promise<void>}} Members
 */

const readsMax = 4;
/** Where the account's own key acts for its members (PlatformView.acts_as). */
const forMembers = ["discourse", "nodebb", "flarum"];

/**
 * @param {import("./config/types.d.ts").PlaceEntry} place
 * @param {import("./sessions/open.js").From & {pictures: import("./pictures/pictures.js").Pictures, members?: Members}} from
 */
export const openAccount = (place, from) =>
  new Account(openSession(place, from), from.transport, place.url, from.pictures, {
    members: from.members,
    forMembers: forMembers.includes(place.platform),
  });

export class Account {
  #session;
  #transport;
  #pictures;
  #origin;
  #members;
  #forMembers;
  #reads = 0;
  /** @type {(() => void)[]} */
  #waiting = [];
  #lastWrite = Promise.resolve();

  /**
   * @param {Session} session
   * @param {import("./transport.js").Transport} transport
   * @param {string} url of its place
   * @param {import("./pictures/pictures.js").Pictures} pictures
   * @param {{members?: Members, forMembers?: boolean}} [others] `forMembers`: the account's own key acts for the place's members
   */
  constructor(session, transport, url, pictures, { members, forMembers = true } = {}) {
    this.#members = members;
    this.#forMembers = forMembers;
    this.#pictures = pictures;
    this.#session = session;
    this.#transport = transport;
    this.#origin = new URL(url).origin;
  }

  /** @param {HttpRequest} request @returns {Promise<HttpResponse>} */
  async send(request) {
    if (!URL.canParse(request.url) || new URL(request.url).origin !== this.#origin)
      return { status: 0, failure: "no_session", detail: `this account acts at ${this.#origin} only` };
    if (request.upload) return this.#upload(request, request.upload);
    if (request.method === "GET") return this.#read(request);
    return this.#write(request);
  }

  /** @param {Sent} request */
  #write(request) {
    const done = this.#lastWrite.then(() => this.#authorized(request));
    this.#lastWrite = done.then(
      () => {},
      () => {},
    );
    return done;
  }

  /** Without the picture nothing is sent: the engine links to it instead. @param {HttpRequest} request @param {string} address */
  async #upload(request, address) {
    let picture;
    try {
      picture = await this.#pictures.fetch(address);
    } catch (error) {
      if (!(error instanceof PictureError)) throw error;
      return /** @type {HttpResponse} */ ({ status: 0, failure: "no_upload", detail: error.message });
    }
    return this.#write(withPicture(request, picture));
  }

  /**
   * A socket of its place: where, and what to open it with. Rejects when that is not to be had now. What is not of the place's own
   * server gets no secret.
   * @param {string} address @returns {Promise<{url: string, headers: Record<string, string>}>}
   */
  async socket(address) {
    const wanted = new URL(address);
    const own = new URL(this.#origin);
    const open = own.protocol === "http:"; // the operator's choice
    if (wanted.host !== own.host) return { url: covered(wanted, open), headers: {} };
    wanted.protocol = open ? "ws:" : "wss:";
    const url = covered((await this.#session.socketAddress?.(wanted)) ?? wanted, open);
    return { url, headers: (await this.#session.credentials()).headers };
  }

  /** @param {HttpRequest} request */
  async #read(request) {
    if (this.#reads < readsMax) this.#reads += 1;
    else await new Promise((resolve) => this.#waiting.push(() => resolve(undefined))); // a turn is handed over
    try {
      return await this.#authorized(request);
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#reads -= 1;
    }
  }

  /** @param {Sent} request @returns {Promise<HttpResponse>} */
  async #authorized(request) {
    const { as, method } = request;
    if (as === undefined) return this.#sendBy(this.#session, request);
    const own = await this.#members?.sessionOf(as);
    // What anybody may read is read by the account, where nobody else can; what is written by its key for others, where it may.
    const otherwise = () => {
      if (this.#forMembers) return this.#sendBy(this.#session, request, as);
      return method === "GET" ? this.#sendBy(this.#session, request) : notLinked;
    };
    if (!own) return otherwise();
    const answer = await this.#sendBy(own, request);
    const doubtful = answer.status === 401 || answer.status === 403 || answer.failure === "no_session";
    if (doubtful) await this.#members?.refused(as);
    return answer.status === 401 || answer.failure === "no_session" ? otherwise() : answer;
  }

  /** @param {Session} session @param {Sent} request @param {string} [as] @returns {Promise<HttpResponse>} */
  async #sendBy(session, request, as) {
    try {
      const credentials = await session.credentials(as);
      const answer = await this.#sendWith(credentials, request);
      // Refused for its session, before anything was done: the same request once more is no repetition.
      if (!(await session.rejected(credentials, answer))) return answer;
      return await this.#sendWith(await session.credentials(as), request);
    } catch (error) {
      if (!(error instanceof SessionError)) throw error;
      // A member's session that cannot be had now is no refusal: nothing was sent, and it is asked again.
      const failure = session === this.#session || error.refused ? "no_session" : "unreachable";
      return { status: 0, failure, detail: error.message };
    }
  }

  /** @param {Credentials} credentials @param {Sent} request @returns {Promise<HttpResponse>} */
  async #sendWith({ headers, query = {}, secrets = [] }, request) {
    const more = String(new URLSearchParams(query));
    const url = more === "" ? request.url : `${request.url}${request.url.includes("?") ? "&" : "?"}${more}`;
    const answer = await this.#transport.send({ ...request, url, headers: { ...request.headers, ...headers } });
    if (!answer.body || !secrets.some((secret) => answer.body?.includes(secret))) return answer;
    return { ...answer, body: secrets.reduce((body, secret) => body.replaceAll(secret, ""), answer.body) };
  }
}

/** @type {HttpResponse} */
const notLinked = { status: 0, failure: "no_session", detail: "the author's own account is not linked there any more" };

/** @param {URL} url @param {boolean} open clear text will do @returns {string} */
function covered(url, open) {
  if (url.protocol === "wss:" || (open && url.protocol === "ws:")) return url.href;
  throw new Error(`the socket at ${url.host} is not covered by TLS`);
}
