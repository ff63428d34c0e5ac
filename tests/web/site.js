// A website with nothing on it but the widget: its page, its policy, and under the same origin what stands in for the relay, or
// a real one. What a browser reports of the policy is kept.
import { createServer, request as ask } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";

/** @import { IncomingMessage, ServerResponse } from "node:http" */
/** @typedef {{ answer: (request: IncomingMessage, response: ServerResponse, url: URL) => boolean }} Answers false: it is not for it */

const built = path.resolve(import.meta.dirname, "../../build/web");
/** @type {Record<string, string>} */
const types = { ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };
const icon = '<svg xmlns="http://www.w3.org/2000/svg"/>';
const style =
  "body { margin: 0; font: 16px/1.5 sans-serif } plein-feed { display: block; max-width: 46rem } plein-feed:not(:defined) { min-height: 100vh }";

// The strictest policy that the widget works under, of what docs/widget/csp-and-privacy.md allows.
export const strict = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html",
].join("; ");

export const tag = `<plein-feed relay="/" bridge="noordnet" lang="en"></plein-feed>`;

/** @param {IncomingMessage} request */
export async function bodyOf(request) {
  let body = "";
  for await (const part of request) body += part;
  return body;
}

export class Site {
  url = "";
  /** @type {string[]} what browsers reported of the policy, as they sent it */
  reports = [];
  /** Event streams that are open to a real relay. */
  streams = 0;

  /** @param {{ relay: string | Answers, policy?: string, body?: string, head?: string, script?: string }} options `relay`: the address of a real one */
  constructor({ relay, policy, body = tag, head = "", script = "plein.js" }) {
    this.relay = relay;
    this.policy = policy;
    this.html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Noordnet</title>
      <meta name="viewport" content="width=device-width"><link rel="icon" href="/icon.svg">
      <link rel="stylesheet" href="/site.css">${head}<script type="module" src="/plein/${script}"></script></head><body>${body}</body></html>`;
    this.server_ = createServer((request, response) => this.answer_(request, response));
  }

  async start() {
    await new Promise((resolve) => this.server_.listen(0, "127.0.0.1", () => resolve(undefined)));
    this.url = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (this.server_.address()).port}`;
    return this.url;
  }

  end() {
    this.server_.close();
    this.server_.closeAllConnections();
  }

  /** @param {IncomingMessage} request @param {ServerResponse} response */
  async answer_(request, response) {
    const url = new URL(request.url ?? "/", this.url);
    if (url.pathname === "/") {
      response.setHeader("content-type", "text/html; charset=utf-8");
      if (this.policy) response.setHeader("content-security-policy", `${this.policy}; report-uri /reports`);
      return void response.end(this.html);
    }
    if (url.pathname === "/site.css") return void response.setHeader("content-type", "text/css").end(style);
    if (url.pathname === "/icon.svg") return void response.setHeader("content-type", "image/svg+xml").end(icon);
    if (url.pathname === "/reports") {
      this.reports.push(await bodyOf(request));
      return void response.writeHead(204).end();
    }
    if (typeof this.relay === "string") {
      if (url.pathname.endsWith("/events")) {
        this.streams++;
        response.on("close", () => this.streams--);
      }
      return passOn(this.relay, request, response);
    }
    if (this.relay.answer(request, response, url)) return;
    if (url.pathname.startsWith("/plein/")) return giveBuilt(url.pathname.slice(7), response);
    response.writeHead(404, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { code: "not_found", message: url.pathname } }));
  }
}

/** @param {string} name @param {ServerResponse} response */
async function giveBuilt(name, response) {
  const file = path.join(built, name);
  const bytes = file.startsWith(built) ? await readFile(file).catch(() => undefined) : undefined;
  if (!bytes) return void response.writeHead(404).end();
  response.setHeader("content-type", types[path.extname(name)] ?? "application/octet-stream").end(bytes);
}

/** @param {string} relay @param {IncomingMessage} request @param {ServerResponse} response */
function passOn(relay, request, response) {
  const target = new URL(request.url ?? "/", relay);
  const headers = { ...request.headers, host: target.host };
  const onward = ask(target, { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers).flushHeaders();
    answer.pipe(response);
    answer.on("error", () => response.destroy());
  });
  onward.on("error", () => response.destroy());
  response.on("close", () => onward.destroy());
  request.pipe(onward);
}
