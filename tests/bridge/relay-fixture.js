// A relay in this process, between simulated places, with all it keeps in a folder of its own.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { SignJWT } from "jose";
import { pino } from "pino";
import { checkConfig } from "../../bridge/config/load.js";
import { startRelay } from "../../bridge/relay.js";

export const secrets = {
  JWT_SECRET: "jwt-secret-of-the-tests",
  PAGE_PASSWORD: "password",
  FORUM_TOKEN: "master-token",
};
export const jwt = { issuer: "https://noordnet.example", audience: "plein" };

/** @param {import("../simulators/host.js").Simulators} simulators */
export function configFor({ bluesky, nodebb }) {
  return {
    listen: { port: 0 },
    database: "plein.db",
    origins: ["https://www.noordnet.example"],
    bridges: [
      {
        id: "noordnet",
        language: "nl",
        site: { name: "noordnet.example", url: "https://noordnet.example/community" },
        sign_in: { jwt: { ...jwt, secret: { env: "JWT_SECRET" } } },
        places: [
          {
            id: "page",
            kind: "page",
            platform: "bluesky",
            name: "Bluesky",
            url: bluesky.url,
            account: { identifier: bluesky.brand.handle, password: { env: "PAGE_PASSWORD" } },
            poll_every_ms: 100,
          },
          {
            id: "forum",
            kind: "forum",
            platform: "nodebb",
            name: "Noordnet forum",
            url: nodebb.url,
            account: { token: { env: "FORUM_TOKEN" } },
            settings: { category: String(nodebb.category), uid: String(nodebb.bridge.uid) },
            ambassadors: ["joris"],
            poll_every_ms: 100,
          },
        ],
      },
    ],
  };
}

export class RelayFixture {
  /** @type {string[]} */
  log = [];
  folder = mkdtempSync(path.join(tmpdir(), "plein-test-"));
  /** @type {{url: string, stop: () => Promise<void>} | null} */
  relay = null;

  /** @param {object} config @param {{env?: Record<string, string>, makeEngine?: () => import("../../wasm/engine.d.ts").Engine, leaseTimes?: import("../../bridge/sharing/lease.js").Times}} [more] */
  async start(config, more = {}) {
    const sink = new Writable({
      write: (chunk, _encoding, done) => {
        this.log.push(String(chunk));
        done();
      },
    });
    this.relay = await startRelay(checkConfig(config, "plein.json", this.folder), {
      ...more,
      env: { ...secrets, ...more.env },
      log: pino({ level: "trace" }, sink),
    });
    return this.relay.url;
  }

  get url() {
    return this.relay?.url ?? "";
  }

  /** @param {string} route @param {RequestInit} [options] */
  fetch(route, options) {
    return fetch(this.url + route, options);
  }

  /** @param {string} method @param {string} route @param {{ token?: string, body?: object }} [given] @returns {Promise<{status: number, body: any}>} */
  async ask(method, route, { token: bearer = "", body } = {}) {
    const answer = await this.fetch(route, {
      method,
      headers: {
        ...(bearer && { authorization: `Bearer ${bearer}` }),
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const json = answer.headers.get("content-type")?.startsWith("application/json");
    return { status: answer.status, body: json ? JSON.parse(text) : text };
  }

  /** @param {string} route @returns {Promise<any>} */
  async get(route) {
    return (await this.fetch(route)).json();
  }

  async status() {
    return (await this.get("/healthz")).bridges.noordnet;
  }

  /** @param {number} copies that there are at least */
  settled(copies) {
    const stand = async () => {
      const { adopted, deliveries } = await this.status();
      return adopted && deliveries.sent >= copies && !deliveries.waiting && !deliveries.sending;
    };
    return eventually("the copies stand", stand, 60_000);
  }

  async stop() {
    await this.relay?.stop();
    this.relay = null;
  }

  async remove() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** @param {Record<string, unknown>} [claims] @param {{secret?: string, expires?: string, issuer?: string, audience?: string}} [options] */
export function token(
  claims = {},
  { secret = secrets.JWT_SECRET, expires = "1h", issuer = jwt.issuer, audience = jwt.audience } = {},
) {
  return new SignJWT({ sub: "wil", name: "Wil", ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer(issuer)
    .setAudience(audience)
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(secret));
}

/** @template T @param {string} what @param {() => Promise<T | null | undefined | false> | T | null | undefined | false} look @param {number} [withinMs] @returns {Promise<T>} */
export async function eventually(what, look, withinMs = 30000) {
  for (const deadline = Date.now() + withinMs; ;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
