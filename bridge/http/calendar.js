// What the brand has planned to post, and how much it pushes against how much it answers.
import { demand } from "../people/rights.js";
import { actsIn } from "./desk-act.js";
import { described, shape } from "./openapi.js";
import { signedInTo } from "./signed-in.js";
import { bodyOf, said, why } from "./written.js";

const { key } = said;
const time = { type: "integer", minimum: 0, maximum: 253402300800000 };
const places = { type: "array", maxItems: 50, items: { type: "string", pattern: "^[a-z0-9-]{1,32}$" } };

const planned = bodyOf(
  {
    key: { ...key, description: "of the post that it becomes; the same again is the same, changed" },
    title: said.title,
    text: said.text,
    format: said.format,
    at: { ...time, description: "a time to come, at most two years ahead" },
    without: { ...places, description: "no copy is to stand there" },
    reason: why,
  },
  ["key", "text", "at"],
);

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export function calendarRoutes(server, bridgeOf) {
  const signedIn = signedInTo(bridgeOf);
  const act = actsIn(server, bridgeOf);
  const desk = "/v1/bridges/:bridge/desk";
  const url = `${desk}/calendar`;

  const listed = described("desk", "what is planned, the first first, and what was sent in the sixty days before", {
    url,
    gives: { 200: shape("Calendar") },
    right: "steer",
  });
  server.get(url, { schema: listed }, async (request, reply) => {
    const { host, person } = await signedIn(request, reply);
    demand(person, "steer");
    reply.header("cache-control", "no-store");
    return host.query({ view: "calendar" });
  });
  act("POST", url, "plans a thread of the brand's, or changes what is planned", {
    right: "steer",
    did: "plan",
    body: planned,
    gives: { 204: { type: "null" } },
    command: (_parts, said) => ({ ...said, do: "plan" }),
    answer: () => undefined,
  });
  act("DELETE", `${url}/:key`, "it is planned no more", {
    right: "steer",
    did: "unplan",
    gives: { 204: { type: "null" } },
    command: ({ key }) => ({ do: "unplan", key }),
    answer: () => undefined,
  });

  const pushed = `${desk}/pushing`;
  const query = {
    type: "object",
    properties: {
      at: { ...time, description: "now, unless said" },
      key: { ...key, description: "of what only moves" },
    },
  };
  const gives = { 200: shape("Pushing") };
  const schema = described("desk", "how much the brand pushes against how much it answers", {
    url: pushed,
    query,
    gives,
    right: "moderate",
  });
  server.get(pushed, { schema }, async (request, reply) => {
    const { host, person } = await signedIn(request, reply);
    demand(person, "moderate");
    const { at = Date.now(), key } = /** @type {{at?: number, key?: string}} */ (request.query);
    reply.header("cache-control", "no-store");
    return host.query({ view: "pushing", at, ...(key && { key }) });
  });
}
