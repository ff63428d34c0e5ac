// Writing: new threads and replies from the widget, what they say from now on, what is done about them and their copies.
import { demand, may } from "../people/rights.js";
import { audited } from "./audit.js";
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

  server.patch(`${posts}/:id`, { schema: { body: newText } }, async (request, reply) => {
    const { host, by, person } = await signedIn(request, reply);
    if (may(person, "moderate")) request.did = "edit";
    const said = /** @type {{text: string, title?: string}} */ (request.body);
    const { post } = host.command({ do: "edit", by, post: idIn(request), ...said });
    return { post };
  });

  server.delete(`${posts}/:id`, async (request, reply) => {
    const { host, by, person } = await signedIn(request, reply);
    if (may(person, "moderate")) request.did = "remove";
    const { post } = host.command({ do: "remove", by, post: idIn(request) });
    return { post };
  });

  for (const act of /** @type {const} */ (["hold", "release", "sweep"])) {
    server.post(`${posts}/:id/${act}`, audited(act), async (request, reply) => {
      const { host, by, person } = await signedIn(request, reply);
      demand(person, "moderate");
      const { post } = host.command({ do: act, by, post: idIn(request) });
      return { post };
    });
  }

  for (const act of /** @type {const} */ (["resend", "dismiss"])) {
    server.post(`${posts}/:id/copies/:place/${act}`, audited(act), async (request, reply) => {
      const { host, by, person } = await signedIn(request, reply);
      demand(person, "deliver");
      const { place } = /** @type {{place: string}} */ (request.params);
      const { post } = host.command({ do: act, by, post: idIn(request), place });
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
