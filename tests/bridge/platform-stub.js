// A platform's server as its documentation says it answers, where no simulator goes so far: a route an answer. What a test sets wrong, it
// replaces.
import { createServer } from "node:http";

/** @typedef {{status?: number, headers?: Record<string, string>, body?: unknown}} Answer */
/** @typedef {{method: string, path: string, query: URLSearchParams, headers: import("node:http").IncomingHttpHeaders, body: string}} Asked */
/** @typedef {Record<string, Answer | ((asked: Asked) => Answer)>} Routes by "GET /path" */

export class PlatformStub {
  /** @type {Routes} */
  routes = {};
  /** @type {Asked[]} */
  asked = [];
  url = "";
  #server = createServer(async (incoming, outgoing) => {
    const parts = [];
    for await (const part of incoming) parts.push(part);
    const address = new URL(incoming.url ?? "/", this.url);
    const method = incoming.method ?? "GET";
    const body = Buffer.concat(parts).toString("utf8");
    const asked = { method, path: address.pathname, query: address.searchParams, headers: incoming.headers, body };
    this.asked.push(asked);
    const route = this.routes[`${method} ${address.pathname}`] ?? { status: 404, body: { error: "not found" } };
    const { status = 200, headers = {}, body: answer = {} } = typeof route === "function" ? route(asked) : route;
    outgoing.writeHead(status, { "content-type": "application/json", ...headers });
    outgoing.end(typeof answer === "string" ? answer : JSON.stringify(answer));
  });

  async start() {
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", () => resolve(undefined)));
    this.url = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (this.#server.address()).port}`;
    return this;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
