// What the community yields, for the brand's managers: figures, the posts behind them, and the same as a table for a spreadsheet.
import { demand } from "../people/rights.js";
import { HttpError } from "./errors.js";
import { described, media, shape } from "./openapi.js";
import { signedInTo } from "./signed-in.js";

/** @typedef {import("../../wasm/engine.d.ts").Insight} Insight */

const time = { type: "integer", minimum: 0, maximum: 253402300799999 };
const period = {
  from: { ...time, description: "the period begins then, in milliseconds since 1970" },
  to: { ...time, description: "and ends before then" },
  place: { type: "string", pattern: "^[a-z0-9-]{1,32}$", description: "of what was written there" },
};
const step = { type: "integer", minimum: 1000, maximum: 31622400000, description: "of the series, in milliseconds" };
const series = { type: "object", required: ["from", "to"], properties: { ...period, step } };
const drill = {
  type: "object",
  required: ["figure", "from", "to"],
  properties: {
    figure: { type: "string", pattern: "^[a-z0-9_]{1,64}$", description: "its name, as in docs/insight.md" },
    part: { type: "string", pattern: "^[a-z0-9_]{1,64}$" },
    ...period,
    after: { type: "string", maxLength: 64, description: "`next` of the page before" },
    page_size: { type: "integer", minimum: 1, maximum: 100, description: "20, unless said" },
  },
};

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export function insightRoutes(server, bridgeOf) {
  const signedIn = signedInTo(bridgeOf);
  const base = "/v1/bridges/:bridge/desk";
  /** @param {import("fastify").FastifyRequest} request @param {import("fastify").FastifyReply} reply @param {"insight" | "insight_posts"} view */
  const ask = async (request, reply, view) => {
    const { host, person } = await signedIn(request, reply);
    demand(person, "steer");
    const wanted = /** @type {any} */ (request.query);
    if (wanted.from >= wanted.to) throw new HttpError(400, "bad_request", "querystring/to must be after from");
    reply.header("cache-control", "no-store");
    return host.query({ ...wanted, view });
  };

  /** @type {["insight" | "insight_posts", string, string, string, any][]} */
  const asked = [
    ["insight", "insight", "Insight", "all figures of a period, against the time of equal length before it", series],
    ["insight_posts", "insight/posts", "InsightPosts", "the posts behind a figure, the newest first", drill],
  ];
  for (const [view, path, answer, summary, query] of asked) {
    const url = `${base}/${path}`;
    const schema = described("desk", summary, { url, query, gives: { 200: shape(answer) }, right: "steer" });
    server.get(url, { schema }, (request, reply) => ask(request, reply, view));
  }

  const plan = `${base}/plan`;
  const planned = described("desk", "the brand's goals over the four weeks before, and what changed most", {
    url: plan,
    gives: { 200: shape("PlanView") },
    right: "steer",
  });
  server.get(plan, { schema: planned }, async (request, reply) => {
    const { host, person } = await signedIn(request, reply);
    demand(person, "steer");
    reply.header("cache-control", "no-store");
    return host.query({ view: "plan", at: Date.now() });
  });

  const table = `${base}/insight.csv`;
  const schema = described("desk", "the same as a table: a line a figure, a part of one, and a step of its series", {
    url: table,
    query: series,
    gives: { 200: media("text/csv", "RFC 4180; figure, part, unit, from, to, value") },
    right: "steer",
  });
  server.get(table, { schema }, async (request, reply) => {
    const insight = await ask(request, reply, "insight");
    const { step: length } = /** @type {{step?: number}} */ (request.query);
    reply.type("text/csv; charset=utf-8").header("content-disposition", 'attachment; filename="insight.csv"');
    return csvOf(insight, length);
  });
}

/** @param {Insight} insight @param {number} [length] of a step */
function csvOf({ from, to, previous_from: before, figures }, length = 0) {
  const day = (/** @type {number} */ at) => new Date(at).toISOString();
  /** @type {(string | number | null)[][]} */
  const lines = [["figure", "part", "unit", "from", "to", "value"]];
  for (const { name, unit, value, previous, parts = [], series: steps = [] } of figures) {
    lines.push([name, "", unit, day(from), day(to), value], [name, "", unit, day(before), day(from), previous]);
    for (const part of parts) lines.push([name, part.name, "count", day(from), day(to), part.value]);
    for (const [i, one] of steps.entries())
      lines.push([name, "", unit, day(from + i * length), day(Math.min(to, from + (i + 1) * length)), one]);
  }
  return lines.map((line) => `${line.map((cell) => cell ?? "").join(",")}\r\n`).join("");
}
