// The relay's OpenAPI document, taken apart for tests.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Ajv2020 } from "ajv/dist/2020.js";

/** @param {any} document @returns {{method: string, path: string, operation: any}[]} */
export const operations = (document) =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );

/** Where an object's members are listed, no others may be there. @param {any} schema @returns {any} */
function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const each = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return (each.properties && !each.additionalProperties) || each.allOf
    ? { ...each, unevaluatedProperties: false }
    : each;
}

/** What is joined by allOf is closed as a whole. @param {any} schema @returns {any} */
function joined(schema, /** @type {any} */ components) {
  if (Array.isArray(schema)) return schema.map((each) => joined(each, components));
  if (typeof schema !== "object" || schema === null) return schema;
  if (!schema.allOf)
    return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, joined(value, components)]));
  const parts = schema.allOf.map((/** @type {any} */ part) =>
    part.$ref ? components[part.$ref.split("/").pop()] : part,
  );
  return {
    type: "object",
    required: parts.flatMap((/** @type {any} */ part) => part.required),
    properties: Object.assign({}, ...parts.map((/** @type {any} */ part) => part.properties)),
  };
}

/** Compiles schemas of the document, and takes nothing they do not name. @param {any} document */
export function closedAjv(document) {
  const { schemas } = document.components;
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema({ $id: "document", components: { schemas: closed(schemas) } });
  return (/** @type {any} */ schema) => {
    const text = JSON.stringify(closed(joined(schema, schemas)));
    return ajv.compile(JSON.parse(text.replaceAll('"#/components', '"document#/components')));
  };
}

/** @typedef {{method: string, path: string, hidden: boolean}} Route */

/** The routes of the servers that are made from here on, as they are made. @returns {{routes: Route[], end: () => void}} */
export function watchRoutes() {
  /** @type {Route[]} */
  const routes = [];
  const watch = (/** @type {any} */ { fastify }) =>
    fastify.addHook("onRoute", (/** @type {any} */ { method, url, schema }) => {
      const path = url.replace(/:(\w+)/g, "{$1}");
      for (const one of [method].flat()) routes.push({ method: one, path, hidden: schema?.hide === true });
    });
  subscribe("fastify.initialization", watch);
  return { routes, end: () => unsubscribe("fastify.initialization", watch) };
}
