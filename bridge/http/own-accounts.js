// One's own accounts in places: what one writes in the widget is written there by them (linking/linked-accounts.js). A popup comes back with a
// ticket, which the page that opened it hands over with its own token: so the account is linked with whoever asked for it, and with nobody else.
import { LinkError } from "../linking/errors.js";
import { ProviderError } from "../people/jwt.js";
import { audited } from "./audit.js";
import { HttpError } from "./errors.js";
import { described, media, objectOf } from "./openapi.js";
import { sendPage } from "./popup/page.js";
import { signedInTo } from "./signed-in.js";

const type = "plein-link";
const text = { type: "string" };
const flag = { type: "boolean" };
const account = objectOf(
  {
    place: text,
    ways: { type: "array", items: { enum: ["popup", "password", "token"] }, description: "how one links it" },
    linked: flag,
    name: { ...text, description: "who one is there" },
    since: { type: "integer" },
    refused: { ...flag, description: "the place does not take it any more: to be linked anew" },
  },
  ["place", "ways", "linked"],
);
const done = objectOf({ place: text, name: text });
/** @param {number} maxLength */
const given = (maxLength) => ({ type: "string", minLength: 1, maxLength });
const body = {
  type: "object",
  additionalProperties: false,
  description: "what `ways` says: the popup's ticket, an identifier and an app password, or a token",
  properties: { ticket: given(8192), identifier: given(256), password: given(256), token: given(512) },
};
const asked = {
  type: "object",
  required: ["origin", "request"],
  additionalProperties: false,
  properties: { origin: given(300), request: { type: "string", pattern: "^[A-Za-z0-9_-]{16,64}$" } },
};

/** @param {import("../linking/way.d.ts").Way} way */
const waysOf = ({ popup, fields }) => [popup ? "popup" : fields.includes("password") ? "password" : "token"];

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {{bridgeOf: (id: string) => import("./server.js").Bridge, origins: string[]}} options
 */
export function ownAccountRoutes(server, { bridgeOf, origins }) {
  const signedIn = signedInTo(bridgeOf);
  /** @param {import("fastify").FastifyRequest} request */
  const find = ({ params }) => {
    const { bridge: id, place } = /** @type {{bridge: string, place: string}} */ (params);
    const bridge = bridgeOf(id);
    const linkable = bridge.linked?.places.get(place);
    if (!bridge.linked || !linkable)
      throw new HttpError(404, "unknown_name", "one cannot link an account of this place");
    return { bridge, place, linked: bridge.linked };
  };
  const base = "/v1/bridges/:bridge/me/accounts";
  const one = `${base}/:place`;

  const list = described("people", "one's own accounts in places, and where one can link one", {
    url: base,
    gives: { 200: objectOf({ accounts: { type: "array", items: account } }) },
    signedIn: true,
  });
  server.get(base, { schema: list }, async (request, reply) => {
    const { person } = await signedIn(request, reply);
    const { linked } = bridgeOf(/** @type {{bridge: string}} */ (request.params).bridge);
    reply.header("cache-control", "no-store");
    if (!linked) return { accounts: [] };
    const known = new Map((await linked.of(person.id)).map((each) => [each.place, each]));
    const accounts = [...linked.places].map(([place, { way }]) => {
      const { name, at: since, refused } = known.get(place) ?? {};
      const standing = name === undefined ? {} : { name, since, ...(refused && { refused }) };
      return { place, ways: waysOf(way), linked: name !== undefined && !refused, ...standing };
    });
    return { accounts };
  });

  const begun = described("people", "where a popup is to go to, to link one's account of a place", {
    url: `${one}/popup`,
    body: asked,
    gives: { 200: objectOf({ url: text }) },
    signedIn: true,
  });
  server.post(`${one}/popup`, { schema: begun }, async (request, reply) => {
    const { person } = await signedIn(request, reply);
    const { linked, place } = find(request);
    const wanted = /** @type {{origin: string, request: string}} */ (request.body);
    if (!origins.includes(wanted.origin)) throw new HttpError(403, "not_allowed", "this website may not link accounts");
    reply.header("cache-control", "no-store");
    return { url: await linked.begin(person, place, wanted) };
  });

  const linking = described("people", "links one's own account of a place, in the stead of what was linked there", {
    url: one,
    body,
    gives: { 200: done },
    signedIn: true,
  });
  server.post(one, { ...audited("link"), schema: linking }, async (request, reply) => {
    const { person, host } = await signedIn(request, reply);
    const { linked, place } = find(request);
    /** @type {import("../../wasm/engine.d.ts").Mine} */
    const { author } = host.query({ view: "mine", by: person.id, posts: [] });
    const { name } = await linked.link(person, author, place, /** @type {Record<string, string>} */ (request.body));
    return { place, name };
  });

  const unlinking = described("people", "unlinks one's account of a place; what was kept of it is deleted", {
    url: one,
    gives: { 204: { type: "null" } },
    signedIn: true,
  });
  server.delete(one, { ...audited("unlink"), schema: unlinking }, async (request, reply) => {
    const { person } = await signedIn(request, reply);
    const { linked, place } = find(request);
    if (!(await linked.unlink(person.id, place)))
      throw new HttpError(404, "unknown_name", "no account is linked there");
    return reply.code(204).send();
  });

  const page = media("text/html", "a page for the popup, which hands a ticket to the page that opened it");
  const back = `${one}/return`;
  const returned = described("people", "where a place sends people back to who link their account", {
    url: back,
    gives: { 200: page, 403: page, 503: page },
  });
  server.get(back, { schema: returned }, async (request, reply) => {
    const { linked, place, bridge } = find(request);
    const language = bridge.language ?? "en";
    const came = new URLSearchParams(request.url.split("?").slice(1).join("?"));
    try {
      const { state, ticket } = linked.back(place, came);
      const { origin, request: name } = state;
      if (ticket !== null)
        return sendPage(reply, { language, origin, answer: { type, request: name, place, ticket }, of: "link" });
      const answer = { type, request: name, place, error: "not_allowed" };
      return sendPage(reply, { language, origin, answer, why: "the place did not agree", status: 403, of: "link" });
    } catch (error) {
      if (!(error instanceof LinkError) && !(error instanceof ProviderError)) throw error;
      return sendPage(reply, { language, why: error.message, status: 403, of: "link" });
    }
  });
}
