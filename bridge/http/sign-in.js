// Signing in: a popup goes to the forum or the provider, comes back, and hands over a token. No cookie is set. Only websites that the
// configuration names get a token, each for itself.
import { ProviderError, TokenError } from "../people/jwt.js";
import { SignInError } from "../people/sign-ins.js";
import { HttpError } from "./errors.js";
import { described, media, objectOf } from "./openapi.js";
import { files, script, sendPage, style } from "./popup/page.js";

/** @typedef {import("../people/people.js").People} People */
/** @typedef {import("fastify").FastifyRequest} FastifyRequest */

const type = "plein-sign-in";
const nonce = { type: "string", maxLength: 200 };
const begin = {
  type: "object",
  required: ["origin", "request"],
  properties: {
    origin: { type: "string", maxLength: 300 },
    request: { type: "string", pattern: "^[A-Za-z0-9_-]{16,64}$" },
  },
};
const exchanged = { type: "object", required: ["nonce"], additionalProperties: false, properties: { nonce } };
const text = { type: "string" };
const page = media("text/html", "a page for the popup, which hands the answer to the one that opened it");

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {{bridgeOf: (id: string) => import("./server.js").Bridge, origins: string[]}} options
 */
export function signInRoutes(server, { bridgeOf, origins }) {
  /** @param {FastifyRequest} request */
  const find = ({ params }) => {
    const { bridge: id, way: name } = /** @type {{bridge: string, way: string}} */ (params);
    const bridge = bridgeOf(id);
    const way = bridge.people?.ways.get(name);
    if (!bridge.people || !way) throw new HttpError(404, "unknown_name", "one cannot sign in here this way");
    return { ...bridge, people: bridge.people, way, language: bridge.language ?? "en" };
  };
  const base = "/v1/bridges/:bridge/sign-in";

  const ways = { type: "array", items: objectOf({ way: text, title: text }) };
  const listed = described("people", "in which ways one can sign in with a popup", {
    url: base,
    gives: { 200: objectOf({ ways }) },
  });
  server.get(base, { schema: listed }, async (request, reply) => {
    const { bridge } = /** @type {{bridge: string}} */ (request.params);
    const ways = [...(bridgeOf(bridge).people?.ways.values() ?? [])];
    reply.header("cache-control", "no-cache");
    return { ways: ways.map(({ name, title }) => ({ way: name, title })) };
  });

  const exchange = described("people", "a token of the website's for one of the relay's", {
    url: `${base}/jwt`,
    body: exchanged,
    gives: { 200: objectOf({ token: text, expires_at: { type: "integer" } }) },
    signedIn: true,
  });
  server.post(`${base}/jwt`, { schema: exchange }, async (request) => {
    const { bridge } = /** @type {{bridge: string}} */ (request.params);
    const { people, signIns } = bridgeOf(bridge);
    if (!people?.takesSiteTokens) throw new HttpError(404, "unknown_name", "one cannot sign in here this way");
    const asked = /** @type {{nonce: string}} */ (request.body);
    try {
      const { person, token, expires_at } = await people.exchange(request.headers.authorization, asked.nonce);
      await signIns?.signedIn(request.ip, person);
      return { token, expires_at };
    } catch (error) {
      if (error instanceof TokenError) await signIns?.refused(request.ip, "token");
      throw error;
    }
  });

  const begun = described("people", "for a popup: leads to the forum or the provider", {
    url: `${base}/:way`,
    query: begin,
    gives: { 302: { type: "null" }, 503: page },
  });
  server.get(`${base}/:way`, { schema: begun }, async (request, reply) => {
    const { way, language } = find(request);
    const asked = /** @type {{origin: string, request: string}} */ (request.query);
    if (!origins.includes(asked.origin)) throw new HttpError(403, "not_allowed", "this website may not sign people in");
    try {
      const address = await way.begin({ origin: asked.origin, request: asked.request });
      return reply.header("cache-control", "no-store").redirect(address, 302);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const answer = { type, request: asked.request, error: "not_available" };
      return sendPage(reply, { language, origin: asked.origin, answer, why: error.message, status: 503 });
    }
  });

  const returned = described("people", "where the forum or the provider sends people back to", {
    url: `${base}/:way/return`,
    gives: { 200: page, 403: page, 503: page },
  });
  server.get(`${base}/:way/return`, { schema: returned }, async (request, reply) => {
    const { people, way, signIns, language } = find(request);
    const came = new URLSearchParams(request.url.split("?").slice(1).join("?"));
    try {
      const { started, person } = await way.finish(came);
      const { token, expires_at, person: known } = await people.welcome(person);
      await signIns?.signedIn(request.ip, known);
      const answer = { type, request: started.request, token, expires_at };
      return sendPage(reply, { language, origin: started.origin, answer });
    } catch (error) {
      const known = error instanceof SignInError || error instanceof ProviderError;
      if (!known) throw error;
      const refused = error instanceof SignInError;
      if (refused) await signIns?.refused(request.ip, way.name);
      const started = refused ? error.started : undefined;
      const code = refused ? "not_allowed" : "not_available";
      const answer = started && { type, request: started.request, error: code };
      return sendPage(reply, {
        language,
        origin: started?.origin,
        answer,
        why: error.message,
        status: refused ? 403 : 503,
      });
    }
  });

  for (const [name, content, file] of [
    ["handover.js", "text/javascript; charset=utf-8", script],
    ["popup.css", "text/css; charset=utf-8", style],
  ]) {
    const url = `${files}/${name}`;
    const [type] = content.split(";");
    const schema = described("people", "a file of the popup's page", { url, gives: { 200: media(type, name) } });
    server.get(url, { schema }, async (_request, reply) =>
      reply.type(content).header("cache-control", "no-cache").send(file),
    );
  }
}
