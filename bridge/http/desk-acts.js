// What those do who work for the community: each act is a command of the engine's, by a person who has the right to it.
import { demand } from "../people/rights.js";
import { actsIn } from "./desk-act.js";
import { described, objectOf, shape } from "./openapi.js";
import { signedInTo } from "./signed-in.js";
import { bodyOf, question, said, why as reason } from "./written.js";

/** @typedef {Record<string, object>} Members */

const { key } = said;
const time = { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
const note = { type: "string", minLength: 1, maxLength: 2000 };
const place = { type: "string", pattern: "^[a-z0-9-]{1,32}$" };
const author = { type: "string", pattern: "^[0-9a-f][0-9a-hjkmnp-tv-z]{12}$", description: "an author's key" };
const tag = { type: "string", pattern: "^[^\\s#]{1,64}$" };
const name = { type: "string", minLength: 1, maxLength: 100 };
const post = { type: "string", pattern: "^[0-9a-z]{13}$" };
const status = { enum: ["new", "considered", "planned", "done", "declined"] };

const times = { type: "integer", minimum: 0, maximum: 1000 };
const texts = (/** @type {object} */ items) => ({ type: "array", maxItems: 500, items });
const rule = bodyOf(
  {
    key,
    name: { type: "string", minLength: 1, maxLength: 60, description: "for people: the reason that is given" },
    on: { type: "boolean" },
    new_author: { ...times, description: "they wrote fewer posts than so many before" },
    links: { ...times, description: "it has so many links at least" },
    per_hour: { ...times, description: "they wrote more than so many posts within an hour" },
    words: { ...texts({ type: "string", minLength: 1, maxLength: 50 }), description: "it holds one of them" },
    places: { ...texts(place), description: "it was written there" },
  },
  ["key", "name", "on"],
);

/** What is done about a thread that waits. @type {Record<string, [string, Members?]>} */
const work = {
  claim: ["one answers it, and for an hour nobody else"],
  unclaim: ["one does not after all"],
  assign: ["somebody is to answer it", { to: { type: "string", minLength: 1, maxLength: 200 }, name }],
  unassign: ["nobody in particular is to answer it"],
  snooze: ["it does not wait until then", { until: time }],
  unsnooze: ["it waits again"],
  done: ["nobody needs to answer it, unless whoever asked writes again"],
  reopen: ["somebody needs to after all"],
  note: ["a note for those who work here", { key, text: note }],
  unnote: ["takes a note away", { key }],
};

/** What is decided about a post or its thread. @type {Record<string, [string, Members?]>} */
const deeds = {
  hide: ["it has no copy in a place", { place }],
  show: ["undoes hide", { place }],
  unmove: ["it stands again where it was written"],
  lock: ["visitors cannot reply in the widget"],
  unlock: ["undoes lock"],
  slow: ["a visitor replies once in so long", { every_ms: { type: "integer", minimum: 1000, maximum: 86400000 } }],
  unslow: ["undoes slow"],
  feature: ["it is featured"],
  unfeature: ["undoes feature"],
  pin: ["it is pinned"],
  unpin: ["undoes pin"],
  sponsor: ["it is paid for, and says so"],
  unsponsor: ["undoes sponsor"],
  tag: ["it bears a tag", { tag }],
  untag: ["it does not any more", { tag }],
  idea: ["it is an idea, and this is what became of it", { status }],
  unidea: ["it is none"],
};

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export function deskActRoutes(server, bridgeOf) {
  const signedIn = signedInTo(bridgeOf);
  const base = "/v1/bridges/:bridge/desk";

  const act = actsIn(server, bridgeOf);

  const decided = { 200: shape("Decided") };
  const bodyWith = (/** @type {Members} */ members, /** @type {Members} */ optional = {}) =>
    bodyOf({ ...members, ...optional }, Object.keys(members));

  for (const [name, [summary, members = {}]] of Object.entries(work)) {
    act("POST", `${base}/posts/:id/${name}`, summary, {
      right: "work",
      did: name,
      body: Object.keys(members).length > 0 ? bodyWith(members) : undefined,
      gives: { 200: objectOf({ case: shape("Case") }) },
      command: ({ id }, body) => ({ ...body, do: name, post: id }),
      answer: (_result, { host, parts }) => ({ case: host.query({ view: "case", id: parts.id, at: Date.now() }) }),
    });
  }

  for (const [name, [summary, members = {}]] of Object.entries(deeds)) {
    act("POST", `${base}/posts/:id/${name}`, summary, {
      right: "moderate",
      did: name,
      body: bodyWith(members, { reason }),
      gives: decided,
      command: ({ id }, body) => ({ ...body, do: name, post: id }),
      answer: (result) => result,
    });
  }

  act("POST", `${base}/posts/:id/move`, "with all that answers it, it stands under another post, or begins a thread", {
    right: "moderate",
    did: "move",
    body: bodyWith({}, { under: post, title: { type: "string", minLength: 1, maxLength: 200 }, reason }),
    gives: decided,
    command: ({ id }, body) => ({ ...body, do: "move", post: id }),
    answer: (result) => result,
  });

  act("POST", `${base}/decisions/:id/undo`, "takes a decision of the last thirty days back", {
    right: "moderate",
    did: "undo",
    gives: decided,
    command: ({ id }) => ({ do: "undo", decision: id }),
    answer: (result) => result,
  });

  const kept = `${base}/canned/:key`;
  act("POST", kept, "keeps a reply to be sent again", {
    right: "moderate",
    did: "canned",
    body: bodyOf({ title: said.title, text: said.text }, ["title", "text"]),
    gives: { 204: { type: "null" } },
    command: ({ key: id }, body) => ({ ...body, do: "canned", key: id }),
    answer: () => undefined,
  });
  act("DELETE", kept, "keeps it no more", {
    right: "moderate",
    did: "uncanned",
    gives: { 204: { type: "null" } },
    command: ({ key: id }) => ({ do: "uncanned", key: id }),
    answer: () => undefined,
  });

  const rules = `${base}/rules`;
  act("POST", rules, "keeps a rule by which visitors' posts are held, by its key", {
    right: "moderate",
    did: "rule",
    body: rule,
    gives: { 204: { type: "null" } },
    command: (_parts, body) => ({ do: "rule", rule: body }),
    answer: () => undefined,
  });
  act("DELETE", `${rules}/:key`, "keeps it no more", {
    right: "moderate",
    did: "unrule",
    gives: { 204: { type: "null" } },
    command: ({ key: id }) => ({ do: "unrule", key: id }),
    answer: () => undefined,
  });
  const trial = `${rules}/trial`;
  const tried = described("desk", "what a rule would have held in the thirty days before", {
    url: trial,
    body: rule,
    gives: { 200: shape("RuleTrial") },
    right: "moderate",
  });
  server.post(trial, { schema: tried }, async (request, reply) => {
    const { host, person } = await signedIn(request, reply);
    demand(person, "moderate");
    reply.header("cache-control", "no-store");
    return host.query({ view: "rule_trial", rule: /** @type {any} */ (request.body), at: Date.now() });
  });

  const announcements = `${base}/announcements`;
  act("POST", announcements, "tells everybody, in every place, until it ends", {
    right: "steer",
    did: "announce",
    body: bodyOf(
      {
        key,
        title: said.title,
        text: said.text,
        format: said.format,
        until: time,
        poll: { ...bodyOf(question, ["options"]), description: "what it asks" },
        reason,
      },
      ["key", "title", "text"],
    ),
    gives: decided,
    command: (_parts, body) => ({ ...body, do: "announce" }),
    answer: (result) => result,
  });
  act("DELETE", `${announcements}/:id`, "it is over, in every place", {
    right: "steer",
    did: "end_announcement",
    gives: decided,
    command: ({ id }) => ({ do: "end_announcement", post: id }),
    answer: (result) => result,
  });

  for (const [name, summary] of Object.entries({
    same: "they are another author too: one person",
    unsame: "undoes same",
  })) {
    act("POST", `${base}/people/:key/${name}`, summary, {
      right: "steer",
      did: name,
      body: bodyWith({ other: author }, { reason }),
      gives: decided,
      command: ({ key: one }, body) => ({ ...body, do: name, author: one }),
      answer: (result) => result,
    });
  }

  for (const [name, summary] of Object.entries({
    appoint: "makes somebody an ambassador",
    withdraw: "undoes appoint",
  })) {
    act("POST", `${base}/people/:key/${name}`, summary, {
      right: "steer",
      did: name,
      body: bodyWith({}, { reason }),
      gives: decided,
      command: ({ key: author }, body) => ({ ...body, do: name, author }),
      answer: (result) => result,
    });
  }
}
