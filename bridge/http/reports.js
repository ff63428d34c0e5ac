// Readers report a post; moderators see who reported what, and why. A report is a line of the audit record: durable before it is answered, and
// of keys alone, so that it tells nothing of somebody who was forgotten. What is done about it are moderators' own acts; that something was, and
// what, is one more line, which closes all reports of the post before it, or opens them again.
import { demand } from "../people/rights.js";
import { described, objectOf } from "./openapi.js";
import { signedInTo } from "./signed-in.js";
import { bodyOf } from "./written.js";

/** @typedef {import("./audit.js").AuditEntry} AuditEntry */

const act = "report";
const reasons = ["spam", "abuse", "private", "illegal", "other"];
const body = {
  type: "object",
  required: ["reason"],
  additionalProperties: false,
  properties: { reason: { enum: reasons } },
};
const settling = "settle";
const opened = "reopened";
const outcomes = ["kept", "held", "hidden", "blocked"];
const outcome = bodyOf({ outcome: { enum: outcomes } }, ["outcome"]);
const partMax = 200; // lines that are read at a time
const page = {
  type: "object",
  properties: {
    open: { type: "boolean", description: "those alone about which nothing was done yet" },
    before: { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: "`next` of the page before" },
    page_size: { type: "integer", minimum: 1, maximum: 200 },
  },
};
const text = { type: "string" };
const integer = { type: "integer" };
const closed = objectOf({ at: integer, by: text, outcome: { enum: outcomes } });
const named = ["id", "at", "post", "by", "reason"];
const report = objectOf({ id: integer, at: integer, post: text, by: text, reason: { enum: reasons }, closed }, named);

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 * @param {Pick<import("../store/store.d.ts").Store, "notes">} store
 * @param {(bridge: string) => void} tell those at the desk that something changed
 */
export function reportRoutes(server, bridgeOf, store, tell) {
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
    const { bridge } = /** @type {{bridge: string}} */ (request.params);
    reply.raw.once("finish", () => tell(bridge));
    return reply.code(204).send();
  });

  for (const [act, summary, taken] of /** @type {[string, string, import("./openapi.js").Schema | undefined][]} */ ([
    ["close", "something was done about a post, or nothing had to be: its reports are closed", outcome],
    ["reopen", "they are open again", undefined],
  ])) {
    const path = `/v1/bridges/:bridge/posts/:id/reports/${act}`;
    const settled = described("moderation", summary, {
      url: path,
      ...(taken && { body: taken }),
      gives: { 204: { type: "null" } },
      signedIn: true,
    });
    server.post(path, { schema: settled }, async (request, reply) => {
      const { host, person } = await signedIn(request, reply);
      demand(person, "moderate");
      const { bridge, id } = /** @type {{bridge: string, id: string}} */ (request.params);
      host.query({ view: "post", id }); // one that was never there has no reports
      const { outcome = opened } = /** @type {{outcome?: string}} */ (request.body ?? {});
      request.did = `${settling} ${outcome}`;
      reply.raw.once("finish", () => tell(bridge)); // then it is on record
      return reply.code(204).send();
    });
  }

  /** What was done last about each post since a line of the record. @param {string} bridge @param {number} since @returns {Promise<Map<string, AuditEntry>>} */
  async function settledSince(bridge, since) {
    /** @type {Map<string, AuditEntry>} */
    const last = new Map();
    for (let before = Number.MAX_SAFE_INTEGER; before > since;) {
      const notes = await store.notes(bridge, before, partMax, settling);
      for (const note of notes) if (!last.has(note.about)) last.set(note.about, note);
      before = notes.length === partMax ? notes[partMax - 1].id : 0;
    }
    return last;
  }

  /** @param {AuditEntry} report @param {AuditEntry | undefined} settled */
  function view({ id, at, about, who, did }, settled) {
    const done = settled && settled.id > id ? settled.did.split(" ")[1] : opened;
    const closed = done === opened ? {} : { closed: { at: settled?.at, by: settled?.who, outcome: done } };
    return { id, at, post: about, by: who, reason: did.split(" ")[1], ...closed };
  }

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
    const {
      before = Number.MAX_SAFE_INTEGER,
      page_size = 50,
      open = false,
    } = /** @type {{before?: number, page_size?: number, open?: boolean}} */ (request.query);
    const reports = [];
    let [at, more] = [before, true];
    while (more && reports.length < page_size) {
      const notes = await store.notes(bridge, at, page_size, act);
      more = notes.length === page_size;
      const settled = await settledSince(bridge, notes[notes.length - 1]?.id ?? Number.MAX_SAFE_INTEGER);
      for (const note of notes) {
        if (reports.length === page_size) {
          more = true;
          break;
        }
        at = note.id;
        const report = view(note, settled.get(note.about));
        if (!open || !("closed" in report)) reports.push(report);
      }
    }
    reply.header("cache-control", "no-store");
    return { reports, next: more ? at : null };
  });
}
