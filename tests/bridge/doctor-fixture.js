// A doctor's visit to one place, and what was found there.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkConfig } from "../../bridge/config/load.js";
import { diagnose } from "../../bridge/doctor/doctor.js";

/** @typedef {import("../../bridge/doctor/finding.js").Finding} Finding */

export const env = {
  TOKEN: "token-of-the-tests",
  APP: "app-secret-of-the-tests",
  WORD: "word-of-the-tests",
  HOOK: "hook-secret-of-the-tests",
  JWT: "j".repeat(32),
  KEY: "k".repeat(32),
};

/** Nobody is there: it is not what a test looks at. */
const other = {
  forum: { platform: "nodebb", settings: { category: "2", uid: "1" } },
  page: { platform: "mastodon" },
};

/** A configuration with this place, and one of the other kind that nobody answers for. @param {any} place */
export function configOf(place) {
  const kind = place.kind === "page" ? "forum" : "page";
  const absent = {
    id: "absent",
    kind,
    name: "Absent",
    url: "http://127.0.0.1:1",
    account: { token: { env: "TOKEN" } },
  };
  return {
    database: "plein.db",
    key: { env: "KEY" },
    origins: ["https://www.noordnet.example"],
    bridges: [
      {
        id: "noordnet",
        language: "nl",
        site: { name: "noordnet.example", url: "https://www.noordnet.example" },
        sign_in: { jwt: { issuer: "https://www.noordnet.example", audience: "plein", secret: { env: "JWT" } } },
        places: [
          { id: "place", name: "The place", ...place },
          { ...absent, ...other[kind] },
        ],
      },
    ],
  };
}

/**
 * @param {any} config @param {{relayUrl?: string, env?: Record<string, string | undefined>, folder?: string}} [options]
 * @returns {Promise<Finding[]>}
 */
export async function visited(config, { relayUrl, env: given = env, folder } = {}) {
  const own = folder ?? mkdtempSync(path.join(tmpdir(), "plein-doctor-"));
  try {
    const findings = [];
    for await (const finding of diagnose(checkConfig(config, "plein.json", own), { env: given, relayUrl }))
      findings.push(finding);
    return findings;
  } finally {
    if (folder === undefined) rmSync(own, { recursive: true, force: true });
  }
}

/** What was found of the place, but for what is well. @param {any} place @param {{relayUrl?: string}} [options] */
export async function troubles(place, options) {
  const found = await visited(configOf(place), options);
  return found
    .filter(({ where, level }) => where === "noordnet/place" && level !== "ok")
    .map(({ level, what }) => `${level} ${what}`);
}
