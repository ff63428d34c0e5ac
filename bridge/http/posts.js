// Writing: new threads and replies from the widget, what they say from now on, what is done about them and their copies.
import { demand, may } from "../people/rights.js";
import { audited } from "./audit.js";
import { HttpError } from "./errors.js";
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
  const posts = "/v1/bridges/:bridge/posts";
  /** @param {{params: unknown}} request */
  const idIn = ({ params }) => /** @type {{id: string}} */ (params).id;

  server.post(posts, { schema: { body: newPost } }, async (request, reply) => {
    const { host, by } = await signedIn(request);
    const said = /** @type {{key: string, parent?: string, title?: string, text: string}} */ (request.body);
    const outcome = host.command({ do: "post", by, ...said });
    reply.code(outcome.created ? 201 : 200);
    return { post: outcome.post };
  });

  server.patch(`${posts}/:id`, { schema: { body: newText } }, async (request) => {
    const { host, by } = await signedIn(request);
    const said = /** @type {{text: string, title?: string}} */ (request.body);
    const { post } = host.command({ do: "edit", by, post: idIn(request), ...said });
    return { post };
  });

  server.delete(`${posts}/:id`, async (request) => {
    const { host, by } = await signedIn(request);
    const { post } = host.command({ do: "remove", by, post: idIn(request) });
    return { post };
  });

  for (const act of /** @type {const} */ (["hold", "release", "sweep"])) {
    server.post(`${posts}/:id/${act}`, audited(act), async (request) => {
      const { host, by } = await signedIn(request);
      demand(by, "moderate");
      const { post } = host.command({ do: act, by, post: idIn(request) });
      return { post };
    });
  }

  for (const act of /** @type {const} */ (["resend", "dismiss"])) {
    server.post(`${posts}/:id/copies/:place/${act}`, audited(act), async (request) => {
      const { host, by } = await signedIn(request);
      demand(by, "deliver");
      const { place } = /** @type {{place: string}} */ (request.params);
      const { post } = host.command({ do: act, by, post: idIn(request), place });
      return { post };
    });
  }

  server.post(`${posts}/:id/retry`, { schema: { body: inPlace } }, async (request) => {
    const { host, by } = await signedIn(request);
    const { place } = /** @type {{place: string}} */ (request.body);
    if (!may(by, "deliver")) {
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
