// What pages tell of their readers: that somebody came, and what they opened. For everybody, without signing in; who they are is not asked, and
// not kept (bridge/counting/).
import { isPrivate, pageActs, told, vias } from "../counting/readers.js";
import { HttpError } from "./errors.js";
import { described, objectOf } from "./openapi.js";
import { bodyOf } from "./written.js";

const eventsMax = 50;
const event = {
  ...objectOf(
    {
      what: { enum: Object.keys(pageActs), description: "docs/insight.md" },
      thread: {
        type: "string",
        pattern: "^[0-9a-f][0-9a-hjkmnp-tv-z]{12}$",
        description:
          "id of a post of it: of impression, read and answer_read; of click, share, conversion and muted, if any",
      },
      via: { enum: vias, description: "of a visit: whence somebody came (direct: from no page); of a click: whither" },
    },
    ["what"],
  ),
  additionalProperties: false,
};
const body = bodyOf({ events: { type: "array", minItems: 1, maxItems: eventsMax, items: event } }, ["events"]);

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export function countRoutes(server, bridgeOf) {
  const url = "/v1/bridges/:bridge/count";
  const schema = described("reading", "what a reader did on the page: counted, and not by whom", {
    url,
    body,
    gives: { 204: { type: "null" } },
  });
  server.post(url, { schema }, async (request, reply) => {
    const { bridge } = /** @type {{bridge: string}} */ (request.params);
    const { readers } = bridgeOf(bridge);
    const { events } = /** @type {{events: import("../counting/readers.js").PageEvent[]}} */ (request.body);
    for (const [i, { what, thread, via }] of events.entries()) {
      const of = pageActs[what];
      if (of === "always" && !thread) throw new HttpError(400, "bad_request", `body/events/${i} must have a thread`);
      if (of === "never" && thread) throw new HttpError(400, "bad_request", `body/events/${i} must have no thread`);
      if (via && !told.has(what)) throw new HttpError(400, "bad_request", `body/events/${i} must have no via`);
    }
    const { "user-agent": browser = "" } = request.headers;
    readers.take(events, isPrivate(request.headers) ? null : { address: request.ip, browser });
    return reply.code(204).send();
  });
}
