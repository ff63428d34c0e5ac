// A relay with places that tell by themselves, what they sign it with, and an engine that says what it was told. No secret of theirs is ever in its log.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Writable } from "node:stream";
import { after, before, beforeEach } from "node:test";
import { pino } from "pino";
import { checkConfig } from "../../bridge/config/load.js";
import { startRelay } from "../../bridge/relay.js";
import { FakeEngine } from "./fake-engine.js";

export const env = {
  APP: "app-s3cret",
  WORD: "w0rd-chosen",
  FORUM: "forum-s3cret",
  TOKEN: "t0ken",
  JWT: "j".repeat(32),
};
const folder = mkdtempSync(path.join(tmpdir(), "plein-webhooks-"));
const at = "https://place.example";
const config = {
  listen: { port: 0 },
  database: "plein.db",
  bridges: [
    {
      id: "noordnet",
      language: "nl",
      site: { name: "noordnet.example", url: "https://noordnet.example" },
      places: [
        {
          id: "facebook",
          kind: "page",
          platform: "facebook",
          name: "Facebook",
          url: at,
          account: { token: { env: "TOKEN" } },
          settings: { page: "700" },
          webhook: { secret: { env: "APP" }, verify_token: { env: "WORD" } },
        },
        {
          id: "discourse",
          kind: "forum",
          platform: "discourse",
          name: "Discourse",
          url: at,
          account: { key: { env: "TOKEN" } },
          settings: { category: "4", username: "plein" },
          webhook: { secret: { env: "FORUM" } },
        },
        {
          id: "nodebb",
          kind: "forum",
          platform: "nodebb",
          name: "NodeBB",
          url: at,
          account: { token: { env: "TOKEN" } },
          settings: { category: "2", uid: "1" },
          webhook: { secret: { env: "FORUM" } },
        },
        {
          id: "mastodon",
          kind: "page",
          platform: "mastodon",
          name: "M",
          url: at,
          account: { token: { env: "TOKEN" } },
        },
        {
          id: "silent",
          kind: "forum",
          platform: "flarum",
          name: "F",
          url: at,
          account: { key: { env: "TOKEN" } },
          settings: { tag: "help", user: "3" },
        },
      ],
    },
  ],
};

/** What the engine was told before, as a real one keeps posts: the same again is nothing new. @type {Set<string>} */
const told = new Set();
export const engine = new FakeEngine({
  query: ({ query }) => ({ ok: true, result: query.view === "status" ? { places: [] } : [] }),
  push: ({ body }) => {
    if (body.includes("unreadable"))
      return { ok: false, error: { code: "wrong_type", path: "$.entry", message: "no" } };
    const known = told.has(body);
    told.add(body);
    return { ok: true, effects: known ? {} : { append: [`told ${body.length}`] } };
  },
});
/** @type {string[]} */
export const log = [];
/** @type {Awaited<ReturnType<typeof startRelay>>} */
export let relay;

/** The relay of a file's tests: there before them, gone after. */
export function webhooksOfTests() {
  before(async () => {
    const sink = new Writable({
      write: (chunk, _encoding, done) => {
        log.push(String(chunk));
        done();
      },
    });
    relay = await startRelay(checkConfig(config, "plein.json", folder), {
      env,
      log: pino({ level: "trace" }, sink),
      makeEngine: () => engine,
    });
  });
  after(async () => {
    await relay.stop();
    rmSync(folder, { recursive: true, force: true });
    for (const secret of Object.values(env)) assert.ok(!log.join("").includes(secret), secret);
  });
  beforeEach(() => {
    engine.calls.length = 0;
  });
}

export const records = () => {
  const database = new DatabaseSync(path.join(folder, "plein.db"), { readOnly: true });
  const rows = database.prepare("SELECT line FROM record ORDER BY seq").all();
  database.close();
  return rows.map(({ line }) => String(line));
};

/** @type {Record<string, {header: string, algorithm: string, secret: string}>} */
export const signing = {
  facebook: { header: "x-hub-signature-256", algorithm: "sha256", secret: env.APP },
  discourse: { header: "x-discourse-event-signature", algorithm: "sha256", secret: env.FORUM },
  nodebb: { header: "x-webhook-signature", algorithm: "sha1", secret: env.FORUM },
};

/** @param {string} place @param {string | Uint8Array} body @param {string} [secret] @returns {Record<string, string>} */
export function signed(place, body, secret) {
  const scheme = signing[place];
  assert.ok(scheme);
  const digest = createHmac(scheme.algorithm, secret ?? scheme.secret)
    .update(body)
    .digest("hex");
  return { [scheme.header]: `${scheme.algorithm}=${digest}` };
}

/** @param {string} place @param {string | Uint8Array} body @param {Record<string, string>} headers */
export const post = (place, body, headers) =>
  fetch(`${relay.url}/webhooks/noordnet/${place}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: /** @type {BodyInit} */ (body),
  });

export const now = () => Math.floor(Date.now() / 1000);
export const bodyOf = (/** @type {string} */ text, time = now()) =>
  `{"object":"page","entry":[{"id":"700","time":${time},"changes":[{"field":"feed","value":{"message":"${text}"}}]}]}`;
