// Serves the demo brand's website, and everything of the relay under the same origin, as a brand's own web server would:
// /v1, /plein and /healthz are passed on, streams included. Issues the tokens of the brand's own (pretended) sign-in. Beside it,
// the documentation (/docs/) and the examples (/examples/).
import { createServer, request as ask } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { SignJWT } from "jose";
import { actInPlace, placeOf, placePage } from "./places-pages.js";

/** @import { IncomingMessage, Server, ServerResponse } from "node:http" */

const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";
const site = path.join(import.meta.dirname, "site");

/** @type {Record<string, string>} */
const files = {
  "/": "index.html",
  "/wifi": "wifi.html",
  "/desk": "desk.html",
  "/site.css": "site.css",
  "/site.js": "site.js",
  "/desk.js": "desk.js",
  "/icon.svg": "icon.svg",
  "/wifi.svg": "wifi.svg",
  "/places.css": "places.css",
};
/** @type {Record<string, string>} */
const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };

/** @typedef {{ secret: string, issuer: string, audience: string }} Jwt */

/** @type {Record<string, { name: string, role: "visitor" | "ambassador" | "manager" }>} */
const people = {
  ana: { name: "Ana de Wit", role: "visitor" },
  joris: { name: "Joris Bakker", role: "ambassador" },
  mia: { name: "Mia Hofstra", role: "manager" },
};

/**
 * @param {{ target: { relay: string }, jwt: Jwt,
 *   simulators?: import("../tests/simulators/host.js").Simulators }} options `jwt`: as the relay's configuration has it for
 *   this bridge; `target.relay`: its URL, which may be set later
 * @returns {Server} not listening yet
 */
export function createDemoServer({ target, jwt, simulators }) {
  return createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://demo");
    if (/^\/(v1|plein)\/|^\/healthz$/.test(pathname)) return passOn(target.relay, request, response);
    if (pathname === "/demo/token") return giveToken(searchParams.get("as") ?? "", jwt, response);
    if (/^\/(docs|examples)(\/|$)/.test(pathname))
      return give(await answerBeside(pathname, request), request, response);
    const place = placeOf(pathname);
    if (place && simulators) return showPlace(simulators, place, request, response);
    const name = files[pathname];
    if (!name || request.method !== "GET") return void response.writeHead(404).end();
    response.writeHead(200, {
      "content-type": `${types[path.extname(name)]}; charset=utf-8`,
      "content-security-policy": policy,
      "cache-control": "no-cache",
    });
    response.end(await readFile(path.join(site, name)));
  });
}

/** Loaded when it is first asked for: who looks at the brand's site needs none of it. @param {string} pathname @param {IncomingMessage} request */
async function answerBeside(pathname, request) {
  if (pathname.startsWith("/docs")) return (await import("./docs/serve.js")).answerDocs(pathname, originOf(request));
  return (await import("./examples/serve.js")).answerExamples(pathname);
}

/** @param {IncomingMessage} request */
function originOf({ headers: { host = "" } }) {
  return /^[\w.:[\]-]+$/.test(host) ? `http://${host}` : "";
}

/** @param {import("./docs/serve.js").Answer} answer @param {IncomingMessage} request @param {ServerResponse} response */
function give({ status, headers, body }, { method }, response) {
  if (method !== "GET" && method !== "HEAD") return void response.writeHead(405, { allow: "GET, HEAD" }).end();
  response.writeHead(status, headers).end(method === "HEAD" ? undefined : body);
}

/** @param {string} relay @param {IncomingMessage} request @param {ServerResponse} response */
function passOn(relay, request, response) {
  if (!relay) return unreachable(response); // it is still starting
  const target = new URL(request.url ?? "/", relay);
  const headers = { ...request.headers, host: target.host };
  const onward = ask(target, { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    response.flushHeaders();
    answer.pipe(response);
    answer.on("error", () => response.destroy());
  });
  onward.on("error", () => {
    if (response.headersSent) return response.destroy();
    unreachable(response);
  });
  response.on("close", () => onward.destroy());
  request.pipe(onward);
}

/** @param {ServerResponse} response */
function unreachable(response) {
  response.writeHead(502, { "content-type": "application/json" });
  response.end(JSON.stringify({ error: { code: "unreachable", message: "the relay does not answer" } }));
}

/** The website's word for who somebody is. @param {string} as one of `people` @param {Jwt} jwt */
export function tokenFor(as, { secret, issuer, audience }) {
  return new SignJWT({ ...people[as] })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(as)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(secret));
}

/** @param {string} as @param {Jwt} jwt @param {ServerResponse} response */
async function giveToken(as, jwt, response) {
  if (!Object.hasOwn(people, as)) return void response.writeHead(404).end();
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify({ token: await tokenFor(as, jwt), name: people[as].name }));
}

/**
 * @param {import("../tests/simulators/host.js").Simulators} simulators
 * @param {"forum" | "bluesky"} place
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 */
async function showPlace(simulators, place, request, response) {
  if (request.method === "POST") {
    let body = "";
    for await (const part of request) {
      body += part;
      if (body.length > 100_000) return void request.destroy();
    }
    try {
      actInPlace(simulators, place, new URLSearchParams(body));
    } catch (error) {
      // The place's own refusal: a text too long, a second post too soon.
      response.writeHead(422, { "content-type": "text/plain; charset=utf-8" });
      return void response.end(/** @type {Error} */ (error).message);
    }
    return void response.writeHead(303, { location: `/${place}` }).end();
  }
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "cache-control": "no-store",
  });
  response.end(placePage(simulators, place));
}
