// Who decided what about whom, and when: of every moderation, also of those that were refused. On disk before the answer leaves; of posts
// and people only their keys, so that it tells nothing of somebody who was forgotten.
import { demand } from "../people/rights.js";
import { shortened } from "../people/shortened.js";
import { described, objectOf } from "./openapi.js";
import { signedInTo } from "./signed-in.js";

/** @typedef {{id: number, at: number, who: string, role: string, did: string, about: string, status: number, source: string}} AuditEntry `about`: the key of a post or author, or a way to sign in; `status`: of the answer; `source`: the network */

const page = {
  type: "object",
  properties: {
    before: { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    page_size: { type: "integer", minimum: 1, maximum: 200 },
  },
};

const text = { type: "string" };
const integer = { type: "integer" };
const entry = objectOf({
  id: integer,
  at: integer,
  who: text,
  role: text,
  did: text,
  about: text,
  status: integer,
  source: text,
});

/** The option of a route whose calls are recorded. @param {string} did @returns {{config: any}} */
export const audited = (did) => ({ config: { audit: did } });

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 * @param {Pick<import("../store/store.d.ts").Store, "note" | "notes">} store
 */
export function auditRoutes(server, bridgeOf, store) {
  server.addHook("onSend", async (request, reply) => {
    const did = /** @type {{audit?: string}} */ (request.routeOptions.config).audit ?? request.did;
    const { by, ip } = request;
    if (!did || !by) return;
    const { bridge, id, key, place } = /** @type {Record<string, string>} */ (request.params);
    const about = [id ?? key, place].filter(Boolean).join(" ").slice(0, 100);
    const { id: who, role } = by;
    const source = shortened(ip);
    await store.note(bridge, { at: Date.now(), who, role, did, about, status: reply.statusCode, source });
  });

  const signedIn = signedInTo(bridgeOf);
  const url = "/v1/bridges/:bridge/audit";
  const schema = described("moderation", "who decided what, the latest first", {
    url,
    query: page,
    gives: { 200: objectOf({ entries: { type: "array", items: entry }, next: { type: ["integer", "null"] } }) },
    signedIn: true,
  });
  server.get(url, { schema }, async (request, reply) => {
    demand((await signedIn(request, reply)).person, "audit");
    const { bridge } = /** @type {{bridge: string}} */ (request.params);
    const { before, page_size = 50 } = /** @type {{before?: number, page_size?: number}} */ (request.query);
    const entries = await store.notes(bridge, before ?? Number.MAX_SAFE_INTEGER, page_size);
    reply.header("cache-control", "no-store");
    return { entries, next: entries.length === page_size ? entries[entries.length - 1].id : null };
  });
}
