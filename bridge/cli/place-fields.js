// What a platform's place is asked for, as the configuration's schema has it.
import { readFileSync } from "node:fs";

/**
 * @typedef {object} Field
 * @property {string} key
 * @property {"account" | "settings"} part
 * @property {boolean} secret it comes from the environment, and is never asked for
 * @property {boolean} needed
 * @property {string} words what it is
 * @property {RegExp} [pattern]
 *
 * @typedef {{kind: "page" | "forum", url: string, name: string, words: string}} Known
 */

const schema = JSON.parse(readFileSync(new URL("../config/schema.json", import.meta.url), "utf8"));

/** What the schema does not say. @type {Record<string, Known>} */
export const platforms = {
  bluesky: { kind: "page", name: "Bluesky", url: "https://bsky.social", words: "Address of the account's PDS" },
  mastodon: { kind: "page", name: "Mastodon", url: "", words: "Address of the instance" },
  facebook: { kind: "page", name: "Facebook", url: "https://graph.facebook.com/v25.0", words: "Address of the API" },
  discourse: { kind: "forum", name: "Forum", url: "", words: "Address of the forum" },
  nodebb: { kind: "forum", name: "Forum", url: "", words: "Address of the forum" },
  flarum: { kind: "forum", name: "Forum", url: "", words: "Address of the forum" },
};

/** @param {string} kind @returns {string[]} */
export const platformsOf = (kind) => Object.keys(platforms).filter((name) => platforms[name].kind === kind);

/** @param {string} platform */
function rulesOf(platform) {
  /** @type {any[]} */
  const all = schema.definitions.place.allOf;
  return all.find((one) => one.if.properties.platform.const === platform).then.properties;
}

/** @param {any} node */
const resolved = (node) => ({ ...schema.definitions[node.$ref?.split("/").pop()], ...node });

/** @param {string} platform @returns {Field[]} */
export function fieldsOf(platform) {
  return /** @type {const} */ (["account", "settings"]).flatMap((part) => {
    const { properties = {}, required = [] } = resolved(rulesOf(platform)[part]);
    return Object.entries(properties).map(([key, node]) => {
      const { description = key, pattern } = resolved(node);
      const secret = /** @type {any} */ (node).$ref === "#/definitions/secret";
      const words = String(description).replace(/\.$/, "");
      const rule = pattern && new RegExp(pattern, "u");
      return { key, part, secret, needed: required.includes(key), words, ...(rule && { pattern: rule }) };
    });
  });
}

/** The secrets of a platform's webhook; none where it has no webhooks. @param {string} platform @returns {string[]} */
export function webhookSecretsOf(platform) {
  const webhook = rulesOf(platform).webhook;
  return webhook === false ? [] : resolved(webhook).required;
}
