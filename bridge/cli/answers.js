// What `plein init` is to know: from its options, and from questions about what they leave open.
import { UsageError } from "./exit.js";
import { fieldsOf, platforms, platformsOf, webhookSecretsOf } from "./place-fields.js";

/** @typedef {import("./draft.js").Answers} Answers */
/** @typedef {import("./draft.js").PlaceAnswers} PlaceAnswers */
/** @typedef {"page" | "forum"} Kind */

/** @param {string} text */
const isAddress = (text) => /^https?:\/\/[^\s#]+$/.test(text) && URL.canParse(text);
/** @param {string} answer */
const address = (answer) => (isAddress(answer) ? null : "an address is needed: https://…");
/** @param {string} answer */
const something = (answer) => (answer === "" || answer.length > 60 ? "1 to 60 characters are needed" : null);
/** @param {string} answer */
const id = (answer) => (/^[a-z0-9-]{1,32}$/.test(answer) ? null : "small letters, digits and hyphens, 32 at most");
/** @param {string} answer */
const language = (answer) => (/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]+)*$/.test(answer) ? null : "as in nl, en-GB");

/** @param {string} name */
const idFrom = (name) =>
  name
    .toLowerCase()
    .replace(/\.[a-z]+$/, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 32);

/** The options as they were given. @param {import("./command.d.ts").Options} options */
export function readFlags(options) {
  const one = (/** @type {string} */ name) => /** @type {string | undefined} */ (options[name]);
  for (const kind of /** @type {Kind[]} */ (["page", "forum"])) {
    const platform = one(kind);
    if (platform !== undefined && !platformsOf(kind).includes(platform))
      throw new UsageError(`--${kind}: found "${platform}", expected one of: ${platformsOf(kind).join(", ")}`);
  }
  const port = Number(one("port") ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new UsageError("--port: expected 0 to 65535");
  const given = {
    one,
    port,
    signIn: options["no-sign-in"] !== true,
    webhooks: options.webhooks === true,
    /** @param {Kind} kind */
    values: (kind) => pairs(`${kind}-set`, /** @type {string[]} */ (options[`${kind}-set`] ?? []), one(kind)),
    /** Without asking. @returns {Answers} */
    complete() {
      const needed = (/** @type {string} */ name) => {
        const value = one(name);
        if (value === undefined)
          throw new UsageError(`found no --${name}, expected it where there is no terminal to ask on`);
        return value;
      };
      const siteName = needed("site-name");
      const siteUrl = needed("site-url");
      if (!isAddress(siteUrl)) throw new UsageError(`--site-url: found "${siteUrl}", expected an address: https://…`);
      const places = /** @type {Kind[]} */ (["page", "forum"]).map((kind) => {
        const platform = needed(kind);
        const known = platforms[platform];
        const url = one(`${kind}-url`) ?? (known.url || needed(`${kind}-url`));
        const values = given.values(kind);
        const missing = fieldsOf(platform).find((field) => !field.secret && field.needed && !values[field.key]);
        if (missing) throw new UsageError(`--${kind}-set: found no ${missing.key}=…, expected it (${missing.words})`);
        return { kind, platform, name: one(`${kind}-name`) ?? known.name, url, webhooks: given.webhooks, values };
      });
      const bridge = one("bridge") ?? idFrom(siteName);
      return { siteName, siteUrl, bridge, language: one("language") ?? "en", signIn: given.signIn, port, places };
    },
  };
  return given;
}
/** @typedef {ReturnType<typeof readFlags>} Given */

/** @param {Given} given @param {import("./questions.js").Questions} questions @returns {Promise<Answers>} */
export async function askAll(given, questions) {
  /** @param {string} option @param {string} words @param {string} preset @param {(answer: string) => string | null} problem */
  const know = async (option, words, preset, problem) => {
    const value = given.one(option);
    return value !== undefined && problem(value) === null ? value : questions.ask(words, { preset, problem });
  };
  const siteName = await know("site-name", "Your website, as people call it", "", something);
  const siteUrl = await know("site-url", "Address of the page with the widget", "", address);
  const bridge = await know("bridge", "The conversation's id, never changed later", idFrom(siteName), id);
  const words = "Language of generated words";
  const spoken = await know("language", words, "en", language);
  const places = [await askPlace("page", given, questions, know), await askPlace("forum", given, questions, know)];
  const signIn =
    given.signIn && (await questions.yes("May people write in the widget, signed in by your website", true));
  return { siteName, siteUrl, bridge, language: spoken, signIn, port: given.port, places };
}

/**
 * @param {Kind} kind @param {Given} given @param {import("./questions.js").Questions} questions
 * @param {(option: string, words: string, preset: string, problem: (answer: string) => string | null) => Promise<string>} know
 * @returns {Promise<PlaceAnswers>}
 */
async function askPlace(kind, given, questions, know) {
  const all = platformsOf(kind);
  const listed = (/** @type {string} */ answer) => (all.includes(answer) ? null : `one of: ${all.join(", ")}`);
  const platform = await know(kind, `The ${kind}'s platform (${all.join(", ")})`, "", listed);
  const known = platforms[platform];
  const url = await know(`${kind}-url`, known.words, known.url, address);
  const name = await know(`${kind}-name`, `The ${kind}'s name, as people call it`, known.name, something);
  const values = given.values(kind);
  for (const { key, secret, needed, words, pattern } of fieldsOf(platform)) {
    if (secret || !needed || values[key] !== undefined) continue;
    const fits = (/** @type {string} */ answer) =>
      answer !== "" && (!pattern || pattern.test(answer)) ? null : `that is no ${key}`;
    values[key] = await questions.ask(words, { problem: fits });
  }
  const offered = webhookSecretsOf(platform).length > 0;
  const webhooks = offered && (given.webhooks || (await questions.yes(`Take webhooks of ${name}`, false)));
  return { kind, platform, name, url, webhooks, values };
}

/** @param {string} option @param {string[]} texts @param {string | undefined} platform */
function pairs(option, texts, platform) {
  const known = (platform ? fieldsOf(platform) : []).filter((field) => !field.secret).map((field) => field.key);
  /** @type {Record<string, string>} */
  const values = {};
  for (const text of texts) {
    const at = text.indexOf("=");
    const key = text.slice(0, Math.max(at, 0));
    // The rest may be a secret that does not belong on a command line.
    if (!known.includes(key))
      throw new UsageError(`--${option}: expected ${known.map((one) => `${one}=…`).join(", ") || "nothing"}`);
    values[key] = text.slice(at + 1);
  }
  return values;
}
