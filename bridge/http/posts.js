// Writing: new threads and replies from the widget, what they say from now on, what is done about them and their copies.
import { demand, may } from "../people/rights.js";
import { audited } from "./audit.js";
import { HttpError } from "./errors.js";
import { described, objectOf, shape } from "./openapi.js";
import { Repeats } from "./repeats.js";
import { signedInTo } from "./signed-in.js";
import { bodyOf, said, withReason } from "./written.js";

const { key, parent, title, text, format } = said;
const newPost = bodyOf({ key, parent, title, text, format }, ["key", "text"]);
const newText = bodyOf({ text, format, title }, ["text"]);
const inPlace = bodyOf({ place: { type: "string", maxLength: 32 } }, ["place"]);
const thePost = objectOf({ post: shape("PostView") });

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

  /**
   * The schema of what answers with the post.
   * @param {"writing" | "moderation"} topic @param {string} summary @param {string} url @param {Record<string, unknown>} [body]
   */
  const schemaOf = (topic, summary, url, body) =>
    described(topic, summary, { url, body, gives: { 200: thePost }, signedIn: true });

  const created = described("writing", "a new thread, or a reply to `parent`; the same `key` again is the same post", {
    url: posts,
    body: newPost,
    gives: { 200: thePost, 201: thePost },
    signedIn: true,
  });
  server.post(posts, { schema: created }, async (request, reply) => {
    const { host, author } = await signedIn(request, reply);
    const said = /** @type {import("./repeats.js").Said} */ (request.body);
    repeats.check(host, author.id, said);
    const outcome = await host.command({ do: "post", by: author, ...said });
    if (!outcome.created) repeats.compare(host, author, outcome.post, said);
    repeats.remember(host, author.id, said);
    reply.code(outcome.created ? 201 : 200);
    return { post: outcome.post };
  });

  const one = `${posts}/:id`;
  /** @type {["accept" | "unaccept" | "react" | "unreact", string][]} */
  const opinions = [
    ["accept", "it is its thread's answer: by whoever asked, ambassadors and the brand"],
    ["unaccept", "undoes accept"],
    ["react", "likes it, once a person"],
    ["unreact", "undoes react"],
  ];
  for (const [act, summary] of opinions) {
    const url = `${one}/${act}`;
    server.post(url, { schema: schemaOf("writing", summary, url) }, async (request, reply) => {
      const { host, by } = await signedIn(request, reply);
      const { post } = await host.command({ do: act, by, post: idIn(request) });
      return { post };
    });
  }

  server.patch(
    one,
    { schema: schemaOf("writing", "what one's post says from now on", one, newText) },
    async (request, reply) => {
      const { host, by, person } = await signedIn(request, reply);
      if (may(person, "moderate")) request.did = "edit";
      const said = /** @type {import("./repeats.js").Text} */ (request.body);
      const { post } = await host.command({ do: "edit", by, post: idIn(request), ...said });
      return { post };
    },
  );

  server.delete(one, { schema: schemaOf("writing", "one's post is gone, for good", one) }, async (request, reply) => {
    const { host, by, person } = await signedIn(request, reply);
    if (may(person, "moderate")) request.did = "remove";
    const { post } = await host.command({ do: "remove", by, post: idIn(request) });
    return { post };
  });

  /** @type {["hold" | "release" | "sweep", string][]} */
  const decisions = [
    ["hold", "a held post is in no feed and has no copy"],
    ["release", "undoes hold"],
    ["sweep", "reads its thread whole again, everywhere, now"],
  ];
  for (const [act, summary] of decisions) {
    const url = `${one}/${act}`;
    const schema = schemaOf("moderation", summary, url, act === "sweep" ? undefined : withReason);
    server.post(url, { ...audited(act), schema }, async (request, reply) => {
      const { host, by, person } = await signedIn(request, reply);
      demand(person, "moderate");
      const why = /** @type {{reason?: string} | null} */ (request.body);
      const { post } = await host.command({ ...why, do: act, by, post: idIn(request) });
      return { post };
    });
  }

  /** @type {["resend" | "dismiss", string][]} */
  const aboutCopies = [
    ["resend", "sends a copy again that failed, or of which nobody can tell whether it arrived"],
    ["dismiss", "lets such a copy be"],
  ];
  for (const [act, summary] of aboutCopies) {
    const url = `${one}/copies/:place/${act}`;
    server.post(url, { ...audited(act), schema: schemaOf("moderation", summary, url) }, async (request, reply) => {
      const { host, by, person } = await signedIn(request, reply);
      demand(person, "deliver");
      const { place } = /** @type {{place: string}} */ (request.params);
      const { post } = await host.command({ do: act, by, post: idIn(request), place });
      return { post };
    });
  }

  const retry = `${one}/retry`;
  const retried = schemaOf("writing", "sends a copy again that failed", retry, inPlace);
  server.post(retry, { schema: retried }, async (request, reply) => {
    const { host, by, person } = await signedIn(request, reply);
    const { place } = /** @type {{place: string}} */ (request.body);
    if (!may(person, "deliver")) {
      /** @type {import("../../wasm/engine.d.ts").PostView} */
      const { copies } = host.query({ view: "post", id: idIn(request) });
      // Sending again what may have arrived is to be decided by somebody who looked.
      if (copies.some((copy) => copy.place === place && copy.state !== "failed"))
        throw new HttpError(409, "conflict", "that copy has not failed");
    }
    const { post } = await host.command({ do: "retry", by, post: idIn(request), place });
    return { post };
  });
}
