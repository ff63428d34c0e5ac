// Writing: new threads and replies from the widget, what they say from now on, what is done about them and their copies.
import { may } from "../people/rights.js";
import { HttpError } from "./errors.js";
import { Repeats } from "./repeats.js";
import { signedInTo } from "./signed-in.js";

const key = { type: "string", pattern: "^[A-Za-z0-9_-]{8,64}$" };
const title = { type: "string", maxLength: 200 };
const text = { type: "string", minLength: 1, maxLength: 20000 };
/** @param {object} properties @param {string[]} required */
const bodyOf = (properties, required) => ({ type: "object", required, additionalProperties: false, properties });

const newPost = bodyOf({ key, parent: { type: "string", maxLength: 13 }, title, text }, ["key", "text"]);
const newText = bodyOf({ text, title }, ["text"]);
const inPlace = bodyOf({ place: { type: "string", maxLength: 32 } }, ["place"]);

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export function postRoutes(server, bridgeOf) {
  const signedIn = signedInTo(bridgeOf);
  const repeats = new Repeats();
  const posts = "/v1/bridges/:bridge/posts";
  /** @param {{params: unknown}} request */
  const idIn = ({ params }) => /** @type {{id: string}} */ (params).id;

  server.post(posts, { schema: { body: newPost } }, async (request, reply) => {
    const { host, author } = await signedIn(request, reply);
    const said = /** @type {import("./repeats.js").Said} */ (request.body);
    repeats.check(host, author.id, said);
    const outcome = host.command({ do: "post", by: author, ...said });
    if (!outcome.created) repeats.compare(outcome.post, said);
    repeats.remember(host, author.id, said);
    reply.code(outcome.created ? 201 : 200);
    return { post: outcome.post };
  });

  /** One's own, or whoever's by who may: that is on record. @param {any} signed @param {"edit" | "remove"} act @param {string} id @param {object} said */
  const change = async ({ host, by, person, decide }, act, id, said) => {
    const command = () => host.command({ do: act, by, post: id, ...said });
    const { post } = may(person, "moderate") ? await decide("moderate", { act, target: id }, command) : command();
    return { post };
  };

  server.patch(`${posts}/:id`, { schema: { body: newText } }, async (request, reply) => {
    const signed = await signedIn(request, reply);
    const said = /** @type {{text: string, title?: string}} */ (request.body);
    return change(signed, "edit", idIn(request), said);
  });

  server.delete(`${posts}/:id`, async (request, reply) => {
    return change(await signedIn(request, reply), "remove", idIn(request), {});
  });

  for (const act of /** @type {const} */ (["hold", "release", "sweep"])) {
    server.post(`${posts}/:id/${act}`, async (request, reply) => {
      const { host, by, decide } = await signedIn(request, reply);
      const target = idIn(request);
      const { post } = await decide("moderate", { act, target }, () => host.command({ do: act, by, post: target }));
      return { post };
    });
  }

  for (const act of /** @type {const} */ (["resend", "dismiss"])) {
    server.post(`${posts}/:id/copies/:place/${act}`, async (request, reply) => {
      const { host, by, decide } = await signedIn(request, reply);
      const { place } = /** @type {{place: string}} */ (request.params);
      const target = idIn(request);
      const command = () => host.command({ do: act, by, post: target, place });
      const { post } = await decide("deliver", { act, target, place }, command);
      return { post };
    });
  }

  server.post(`${posts}/:id/retry`, { schema: { body: inPlace } }, async (request, reply) => {
    const { host, by, person } = await signedIn(request, reply);
    const { place } = /** @type {{place: string}} */ (request.body);
    if (!may(person, "deliver")) {
      /** @type {import("../../wasm/engine.d.ts").PostView} */
      const { copies } = host.query({ view: "post", id: idIn(request) });
      // Sending again what may have arrived is to be decided by somebody who looked.
      if (copies.some((copy) => copy.place === place && copy.state !== "failed"))
        throw new HttpError(409, "conflict", "that copy has not failed");
    }
    const { post } = host.command({ do: "retry", by, post: idIn(request), place });
    return { post };
  });
}
