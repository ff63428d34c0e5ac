// What the relay can be asked and what it answers, as OpenAPI 3.1, made of the schemas by which each route is validated. The shapes of the
// answers come from wasm/engine.d.ts (npm run shapes).
import { readFileSync } from "node:fs";
import swagger from "@fastify/swagger";
import { sendCached } from "./cached.js";

/** @typedef {Record<string, unknown>} Schema */
/** @typedef {"reading" | "writing" | "moderation" | "desk" | "people" | "platforms" | "operating"} Topic */

/** @param {string} name */
const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
/** @type {Record<string, Schema>} */
const shapes = read("./shapes.json");
const { version } = read("../../package.json");

/** @type {Schema} */
const error = {
  $id: "Error",
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message"],
      properties: { code: { type: "string" }, message: { type: "string", description: "for people" } },
    },
  },
};

/** @type {Record<string, Schema>} the parts of addresses */
const parts = {
  bridge: { type: "string", pattern: "^[a-z0-9-]{1,32}$", description: "id of a bridge" },
  place: { type: "string", pattern: "^[a-z0-9-]{1,32}$", description: "id of a place" },
  id: { type: "string", minLength: 1, maxLength: 64, description: "id of a post" },
  key: { type: "string", minLength: 1, maxLength: 64, description: "key of an author" },
  n: { type: "integer", minimum: 0, maximum: 999, description: "number of a picture, from 0" },
  way: { type: "string", pattern: "^[a-z]{1,20}$", description: "how one signs in" },
};

/** @param {string} name @returns {Schema} a shape of wasm/engine.d.ts */
export const shape = (name) => ({ $ref: `${name}#` });

/** @param {Record<string, Schema>} properties @param {string[]} [required] all of them, unless named @returns {Schema} */
export const objectOf = (properties, required = Object.keys(properties)) => ({ type: "object", required, properties });

/** An answer that is no JSON. @param {string} type @param {string} description */
export const media = (type, description) => ({ description, content: { [type]: { schema: { type: "string" } } } });

const unchanged = { type: "null", description: "nothing changed since the ETag that was shown" };

/**
 * A route's schema. Its errors are everywhere the same.
 * @param {Topic} topic
 * @param {string} summary
 * @param {{url: string, query?: Schema, headers?: Schema, body?: Schema, gives: Record<number, Schema>, cached?: boolean, signedIn?: boolean, right?: import("../people/rights.js").Right}} route
 *   `right`: of those alone who have it, by whoever reads it told as `x-right`; `url`: whose parts are described; `gives`: by status; `cached`: it may answer 304
 */
export function described(
  topic,
  summary,
  { url, query, headers, body, gives, cached, right, signedIn = Boolean(right) },
) {
  const names = [...url.matchAll(/:(\w+)/g)].map((match) => match[1]);
  const answers = Object.entries(gives).map(([status, schema]) => [status, { description: summary, ...schema }]);
  const failure = (/** @type {string} */ description) => ({ description, ...shape("Error") });
  return {
    tags: [topic],
    summary,
    ...(names.length > 0 ? { params: objectOf(Object.fromEntries(names.map((name) => [name, parts[name]]))) } : {}),
    ...(query ? { querystring: query } : {}),
    ...(headers ? { headers } : {}),
    ...(body ? { body } : {}),
    ...(signedIn ? { security: [{ bearer: [] }] } : {}),
    ...(right ? { "x-right": right } : {}),
    response: {
      ...Object.fromEntries(answers),
      ...(cached ? { 304: unchanged } : {}),
      "4xx": failure("refused: what is asked is to be changed"),
      "5xx": failure("not now; what was asked may be asked again"),
    },
  };
}

/** To be called before any route is made. @param {import("fastify").FastifyInstance} server */
export async function describeRoutes(server) {
  for (const each of [error, ...Object.values(shapes)]) server.addSchema(each);
  // The schemas of answers are for those who read them: an answer leaves whole, as it is.
  server.setSerializerCompiler(() => (data) => JSON.stringify(data));
  await server.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Plein relay", version, description: "docs/http-api.md says more about each." },
      servers: [{ url: "/" }],
      components: {
        securitySchemes: {
          bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        },
      },
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, i) => String(json.$id ?? `def-${i}`) },
  });
}

/** @param {import("fastify").FastifyInstance} server */
export function openapiRoute(server) {
  const url = "/openapi.json";
  const schema = described("operating", "this document", { url, gives: { 200: { type: "object" } }, cached: true });
  /** @type {string | null} */
  let text = null;
  server.get(url, { schema }, async (request, reply) => {
    text ??= JSON.stringify(server.swagger());
    return sendCached(request, reply, text, { maxAgeS: 300 });
  });
}
