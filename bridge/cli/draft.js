// The configuration that `plein init` writes, from the answers. Secrets are named, never asked for.
import { fieldsOf, webhookSecretsOf } from "./place-fields.js";

/**
 * @typedef {{kind: "page" | "forum", platform: string, name: string, url: string, webhooks: boolean, values: Record<string, string>}} PlaceAnswers
 * @typedef {object} Answers
 * @property {string} siteName
 * @property {string} siteUrl
 * @property {string} bridge
 * @property {string} language
 * @property {boolean} signIn
 * @property {number} port
 * @property {PlaceAnswers[]} places
 */

/** The environment variable of a secret. @param {...string} parts */
const variable = (...parts) => ["PLEIN", ...parts].join("_").toUpperCase();

/** @param {Answers} answers */
export function draftConfig({ siteName, siteUrl, bridge, language, signIn, port, places }) {
  const origin = new URL(siteUrl).origin;
  const jwt = { issuer: origin, audience: "plein", secret: { env: variable("jwt", "secret") } };
  return {
    listen: { host: "127.0.0.1", port },
    database: "plein.db",
    origins: [origin],
    bridges: [
      {
        id: bridge,
        language,
        site: { name: siteName, url: siteUrl },
        ...(signIn && { sign_in: { jwt } }),
        places: places.map(draftPlace),
      },
    ],
  };
}

/** @param {PlaceAnswers} place */
function draftPlace({ kind, platform, name, url, webhooks, values }) {
  /** @type {Record<"account" | "settings", Record<string, unknown>>} */
  const parts = { account: {}, settings: {} };
  for (const { key, part, secret, needed } of fieldsOf(platform)) {
    if (secret && needed) parts[part][key] = { env: variable(kind, key) };
    else if (values[key] !== undefined) parts[part][key] = values[key];
  }
  const secrets = webhookSecretsOf(platform).map((key) => [key, { env: variable(kind, "webhook", key) }]);
  return {
    id: kind,
    kind,
    platform,
    name,
    url,
    account: parts.account,
    ...(Object.keys(parts.settings).length > 0 && { settings: parts.settings }),
    ...(webhooks && secrets.length > 0 && { webhook: Object.fromEntries(secrets) }),
  };
}

/** The variables that a configuration names, each with the place in it that needs it. @param {unknown} node @param {string} [at] @returns {{env: string, at: string}[]} */
export function variablesOf(node, at = "") {
  if (node === null || typeof node !== "object") return [];
  const { env } = /** @type {{env?: unknown}} */ (node);
  if (typeof env === "string") return [{ env, at }];
  return Object.entries(node).flatMap(([key, child]) =>
    variablesOf(child, Array.isArray(node) ? `${at}[${key}]` : at === "" ? key : `${at}.${key}`),
  );
}
