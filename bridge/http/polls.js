// What the brand asks: it is asked and ended on the desk; people choose in the widget.
import { demand } from "../people/rights.js";
import { actsIn } from "./desk-act.js";
import { described, objectOf, shape } from "./openapi.js";
import { signedInTo } from "./signed-in.js";
import { bodyOf, question, said, why } from "./written.js";

const choice = { type: "integer", minimum: 0, maximum: 9 };
const choices = {
  type: "array",
  maxItems: 10,
  items: choice,
  description: "numbers of its options, the first is 0; none: nothing any more",
};

const asked = bodyOf(
  {
    key: said.key,
    title: said.title,
    text: said.text,
    format: said.format,
    ...question,
    reason: why,
  },
  ["key", "title", "text", "options"],
);

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export function pollRoutes(server, bridgeOf) {
  const signedIn = signedInTo(bridgeOf);
  const act = actsIn(server, bridgeOf);
  const base = "/v1/bridges/:bridge";
  const gives = { 200: objectOf({ poll: shape("ThreadPoll") }) };
  /** @param {{params: unknown}} request */
  const idIn = ({ params }) => /** @type {{id: string}} */ (params).id;

  const own = `${base}/posts/:id/poll`;
  const seen = described("writing", "what its thread asks, and what one chose", { url: own, gives, signedIn: true });
  server.get(own, { schema: seen }, async (request, reply) => {
    const { host, person } = await signedIn(request, reply);
    reply.header("cache-control", "no-store");
    return { poll: host.query({ view: "poll", id: idIn(request), by: person.id, at: Date.now() }) };
  });

  const url = `${base}/posts/:id/vote`;
  const body = bodyOf({ choices }, ["choices"]);
  const summary = "chooses, once a person, in place of what one chose before";
  server.post(
    url,
    { schema: described("writing", summary, { url, body, gives, signedIn: true }) },
    async (request, reply) => {
      const { host, by } = await signedIn(request, reply);
      reply.header("cache-control", "no-store");
      const { choices } = /** @type {{choices: number[]}} */ (request.body);
      return host.command({ do: "vote", by, post: idIn(request), choices });
    },
  );

  const polls = `${base}/desk/polls`;
  const listed = described("desk", "what is asked, the newest first, with its result", {
    url: polls,
    gives: { 200: shape("Polls") },
    right: "moderate",
  });
  server.get(polls, { schema: listed }, async (request, reply) => {
    const { host, person } = await signedIn(request, reply);
    demand(person, "moderate");
    reply.header("cache-control", "no-store");
    return host.query({ view: "polls", at: Date.now() });
  });
  act("POST", polls, "asks everybody, in a thread of its own, until it ends", {
    right: "moderate",
    did: "poll",
    body: asked,
    gives: { 200: shape("Decided") },
    command: (_parts, said) => ({ ...said, do: "poll" }),
    answer: (result) => result,
  });
  act("POST", `${polls}/:id/end`, "it ends now", {
    right: "moderate",
    did: "end_poll",
    gives,
    command: ({ id }) => ({ do: "end_poll", post: id }),
    answer: (result) => result,
  });
}
