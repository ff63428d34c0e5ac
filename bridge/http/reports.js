// Readers report a post; moderators see who reported what, and why. A report is a line of the audit record: durable before it is answered, and
// of keys alone, so that it tells nothing of somebody who was forgotten. What is done about it are moderators' own acts.
import { demand } from "../people/rights.js";
import { described, objectOf } from "./openapi.js";
import { signedInTo } from "./signed-in.js";

const act = "report";
const reasons = ["spam", "abuse", "private", "illegal", "other"];
const body = {
  type: "object",
  required: ["reason"],
  additionalProperties: false,
  properties: { reason: { enum: reasons } },
};
const page = {
  type: "object",
  properties: {
    before: { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: "`next` of the page before" },
    page_size: { type: "integer", minimum: 1, maximum: 200 },
  },
};
const text = { type: "string" };
const report = objectOf({
  id: { type: "integer" },
  at: { type: "integer" },
  post: text,
  by: text,
  reason: { enum: reasons },
});

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 * @param {Pick<import("../store/store.d.ts").Store, "notes">} store
 */
export function reportRoutes(server, bridgeOf, store) {
  const signedIn = signedInTo(bridgeOf);
  const url = "/v1/bridges/:bridge/posts/:id/report";
  const reported = described("writing", "something is wrong with a post: for the brand's moderators", {
    url,
    body,
    gives: { 204: { type: "null" } },
    signedIn: true,
  });
  server.post(url, { schema: reported }, async (request, reply) => {
    const { host } = await signedIn(request, reply);
    const { id } = /** @type {{id: string}} */ (request.params);
    host.query({ view: "post", id }); // one that is not there cannot be reported
    const { reason } = /** @type {{reason: string}} */ (request.body);
    request.did = `${act} ${reason}`; // audit.js keeps it before the answer leaves
    return reply.code(204).send();
  });

  const list = "/v1/bridges/:bridge/reports";
  const listed = described("moderation", "what readers reported, the latest first", {
    url: list,
    query: page,
    gives: { 200: objectOf({ reports: { type: "array", items: report }, next: { type: ["integer", "null"] } }) },
    signedIn: true,
  });
  server.get(list, { schema: listed }, async (request, reply) => {
    demand((await signedIn(request, reply)).person, "moderate");
    const { bridge } = /** @type {{bridge: string}} */ (request.params);
    const { before = Number.MAX_SAFE_INTEGER, page_size = 50 } = /** @type {{before?: number, page_size?: number}} */ (
      request.query
    );
    const notes = await store.notes(bridge, before, page_size, act);
    reply.header("cache-control", "no-store");
    return {
      reports: notes.map(({ id, at, about, who, did }) => ({
        id,
        at,
        post: about,
        by: who,
        reason: did.split(" ")[1],
      })),
      next: notes.length === page_size ? notes[notes.length - 1].id : null,
    };
  });
}
