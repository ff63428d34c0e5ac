// What those see who work for the community: who waits for an answer, what was decided, what is held.
import { demand } from "../people/rights.js";
import { described, shape } from "./openapi.js";
import { signedInTo } from "./signed-in.js";

/** @typedef {import("../people/rights.js").Right} Right */

const size = { type: "integer", minimum: 1, maximum: 100, description: "20, unless said" };
const after = { type: "string", maxLength: 64, description: "`next` of the page before" };
const place = { type: "string", pattern: "^[a-z0-9-]{1,32}$", description: "threads that began there" };
const similarMax = 5;
const similarText = 500;

/** @type {{path: string, view: string, right: Right, answer: string, summary: string, query?: Record<string, object>}[]} */
const lists = [
  {
    path: "inbox",
    view: "inbox",
    right: "work",
    answer: "Inbox",
    summary: "who waits for an answer, most at risk first",
    query: {
      filter: { enum: ["open", "mine", "overdue", "snoozed", "all"], description: "open, unless said" },
      place,
      after,
      page_size: size,
    },
  },
  { path: "canned", view: "canned", right: "work", answer: "CannedReplies", summary: "replies kept to be sent again" },
  {
    path: "held",
    view: "held",
    right: "moderate",
    answer: "HeldPosts",
    summary: "posts that are held, the latest first",
    query: { after, page_size: size },
  },
  {
    path: "decisions",
    view: "decisions",
    right: "moderate",
    answer: "Decisions",
    summary: "what was decided in the last thirty days, the latest first",
    query: { after, page_size: size },
  },
];

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export function deskRoutes(server, bridgeOf) {
  const signedIn = signedInTo(bridgeOf);
  const base = "/v1/bridges/:bridge/desk";

  for (const { path, view, right, answer, summary, query } of lists) {
    const url = `${base}/${path}`;
    const properties = query && { type: "object", properties: query };
    const gives = { 200: shape(answer) };
    const schema = described("desk", summary, { url, query: properties, gives, right });
    server.get(url, { schema }, async (request, reply) => {
      const { host, person } = await signedIn(request, reply);
      demand(person, right);
      reply.header("cache-control", "no-store");
      return host.query({ .../** @type {any} */ (request.query), view, by: person.id, at: Date.now() });
    });
  }

  const one = `${base}/cases/:id`;
  const schema = described("desk", "a thread as those who answer see it, with threads like it that were answered", {
    url: one,
    gives: { 200: shape("CaseWithSimilar") },
    right: "work",
  });
  server.get(one, { schema }, async (request, reply) => {
    const { host, person } = await signedIn(request, reply);
    demand(person, "work");
    const { id } = /** @type {{id: string}} */ (request.params);
    reply.header("cache-control", "no-store");
    /** @type {import("../../wasm/engine.d.ts").Case} */
    const found = host.query({ view: "case", id, at: Date.now() });
    return { ...found, similar: similarTo(host, found.thread) };
  });
}

/** @param {import("../host.d.ts").Host} host @param {import("../../wasm/engine.d.ts").ThreadSummary} thread */
function similarTo(host, { root }) {
  const body = Array.isArray(root.body) ? root.body : root.body.b;
  const text = `${root.title ?? ""} ${wordsOf(body)}`.slice(0, similarText);
  /** @type {import("../../wasm/engine.d.ts").Search} */
  const { results } = host.query({ view: "search", text, like: true, answered: true, page_size: similarMax + 1 });
  return results
    .filter(({ post }) => post.thread !== root.id)
    .slice(0, similarMax)
    .map(({ post, title, answered_by, accepted }) => ({
      post: post.thread,
      title,
      answered_by,
      ...(accepted && { accepted }),
    }));
}

/** @param {import("../../wasm/engine.d.ts").RichNode[]} nodes @returns {string} */
const wordsOf = (nodes) =>
  nodes.map((node) => (typeof node === "string" ? node : `${node.s ?? ""}${wordsOf(node.c ?? [])}`)).join(" ");
