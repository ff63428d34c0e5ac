// What stands in for a relay where the desk is tried: it answers what web/desk/calls.js asks, keeps what it was asked, and refuses what a test says.
import { morning, now } from "./data.js";
import { plannedAt, pollsAt } from "./planning-data.js";
import { actOn } from "./relay-acts.js";
import { keep } from "./relay-keeps.js";
import { read } from "./relay-reads.js";
import { ideasAt, rulesOfTests, trialAt } from "./steering-data.js";
import { bodyOf } from "../site.js";
import { StubRelay, idOf } from "../stub-relay.js";

/** @import { IncomingMessage, ServerResponse } from "node:http" */

const base = "/v1/bridges/noordnet";

/** @typedef {{ method: string, path: string, query: Record<string, string>, body: any }} Asked */
/** What is to be done: of which area, with what, by whom. @typedef {{ method: string, path: string, area: string, id: string, act: string, body: any, claims: any }} Call */

/** A token as a website makes them; nobody looks at its signature here. @param {string} role @param {string} [id] @param {string} [name] */
export function tokenOf(role, id = "mira", name = "Mira Hoek") {
  const part = (/** @type {unknown} */ value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "HS256" })}.${part({ sub: id, name, role })}.none`;
}

export class DeskRelay extends StubRelay {
  data = morning();
  /** @type {Asked[]} */
  asked = [];
  /** Which calls are refused, as "POST /desk/posts/x/claim", with which status. @type {Map<string, number>} */
  refuses = new Map();
  /** What is answered later than it was read, as "GET /desk/cases/x", until when. @type {Map<string, Promise<unknown>>} */
  delays = new Map();
  /** What is decided is told; otherwise it was so already. */
  decides = true;
  /** What is asked, planned, and pushed. */
  polls = pollsAt(now);
  planned = plannedAt(now);
  pushing = { day: 0, week: 1, replies: 9 };
  ideas = ideasAt(now);
  rules = rulesOfTests();
  trial = trialAt(now);
  /** What is wrong with a rule, as the relay says it; "": nothing. */
  wrongRule = "";
  /** Nothing is answered: the network is gone. */
  isGone = false;
  /** Posts of which the reports are closed. @type {Set<string>} */
  closed = new Set();
  /** @type {Set<ServerResponse>} */
  told = new Set();

  /** @param {string} method @param {string} path that ends so @returns {Asked[]} */
  all(method, path) {
    return this.asked.filter((each) => each.method === method && each.path.endsWith(path));
  }

  /** Something that the desk shows has changed. */
  tellDesk() {
    for (const stream of this.told) stream.write(`event: desk\ndata: {"seq":"1-2"}\n\n`);
  }

  /** @param {IncomingMessage} request @param {ServerResponse} response @param {URL} url */
  answer(request, response, url) {
    if (!url.pathname.startsWith(base)) return false;
    void this.answerDesk_(request, response, url);
    return true;
  }

  /** @param {IncomingMessage} request @param {ServerResponse} response @param {URL} url */
  async answerDesk_(request, response, url) {
    const { method = "GET" } = request;
    const path = decodeURIComponent(url.pathname.slice(base.length));
    const text = await bodyOf(request);
    const body = text ? JSON.parse(text) : undefined;
    if (this.isGone) return void request.socket.destroy();
    const query = Object.fromEntries(url.searchParams);
    this.asked.push({ method, path, query, body });
    const claims = claimsOf(request);
    const status =
      this.refuses.get(`${method} ${path}`) ?? (claims || path === "/feed" || path === "/sign-in" ? 0 : 401);
    if (status) return give(response, status, { error: { code: `http_${status}`, message: "" } });
    if (path === "/desk/events") return this.streamDesk_(response);
    if (path === "/desk/insight.csv") {
      response.writeHead(200, { "content-type": "text/csv" });
      return void response.end("figure,value,previous\nquestions,412,388\n");
    }
    if (path === "/me")
      return give(response, 200, {
        person: { id: claims.sub, name: claims.name, role: claims.role },
        author: idOf("a", 99),
        may: {},
        liked: [],
      });
    if (this.wrongRule && path.startsWith("/desk/rules") && method === "POST")
      return give(response, 422, { error: { code: "invalid_value", message: this.wrongRule } });
    const answer = structuredClone(this.answerOf_(method, path, query, body, claims));
    await this.delays.get(`${method} ${path}`);
    if (answer === undefined) return give(response, 404, { error: { code: "unknown_name", message: path } });
    if (answer === null) return void response.writeHead(204).end();
    give(response, 200, answer);
  }

  /** @param {ServerResponse} response */
  streamDesk_(response) {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write(": hello\n\n");
    this.told.add(response);
    response.on("close", () => this.told.delete(response));
  }

  /** @param {string} method @param {string} path @param {Record<string, string>} query @param {any} body @param {any} claims @returns {unknown} undefined: there is none; null: nothing */
  answerOf_(method, path, query, body, claims) {
    const [, area, id = "", act = ""] = /^\/(desk\/\w+|\w+)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(path) ?? [];
    if (path === "/feed") return { seq: "1-1", threads: [], next: null, places: this.places };
    if (path === "/sign-in") return { ways: [] };
    if (method === "GET") return read(this, area, id, query);
    const call = { method, path, area, id, act, body, claims };
    const done = actOn(this, call);
    return done === undefined ? keep(this, call) : done;
  }
}

/** @param {IncomingMessage} request @returns {any} */
function claimsOf({ headers }) {
  const payload = /^Bearer [^.]+\.([^.]+)\./.exec(headers.authorization ?? "")?.[1];
  return payload && JSON.parse(Buffer.from(payload, "base64url").toString());
}

/** @param {ServerResponse} response @param {number} status @param {unknown} data */
function give(response, status, data) {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(data));
}
