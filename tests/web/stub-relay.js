// A relay that holds a conversation in memory and does what a test tells it: push events, refuse posts, wait. It serves the
// built widget and a page around it, under the policy a careful brand would use.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { conversation, places } from "./conversation.js";

/** @import { IncomingMessage, ServerResponse } from "node:http" */
/** @import { FeedEvent, PostView } from "../../wasm/engine.js" */

const strict = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";

export class StubRelay {
  /** @param {string} files folder of the built widget */
  constructor(files) {
    this.files = files;
    this.places = places;
    /** @type {PostView[]} */
    this.posts = conversation();
    this.number = 10;
    this.epoch = "e1";
    this.policy = strict;
    /** What the page says inside its body. */
    this.body = `<plein-feed relay="/" bridge="noordnet"></plein-feed>`;
    this.language = "nl";
    /** @type {Set<ServerResponse>} */
    this.listeners = new Set();
    /** @type {string[]} every request, as "METHOD path" */
    this.asked = [];
    /** @type {any[]} every body posted */
    this.posted = [];
    /** @type {number[]} statuses with which the next posts are refused; 0 breaks the line */
    this.refusals = [];
    this.delayMs = 0;
    /** @type {Promise<void>} what requests for the engine wait for */
    this.engineGate = Promise.resolve();
    this.server = createServer((request, response) => this.answer(request, response));
  }

  async start() {
    await new Promise((resolve) => this.server.listen(0, "127.0.0.1", () => resolve(undefined)));
    const address = this.server.address();
    this.url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    return this;
  }

  stop() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  /** Makes a change and tells everybody. @param {PostView} post */
  push(post) {
    this.posts = [...this.posts.filter(({ id }) => id !== post.id), post];
    this.number++;
    this.tell({ seq: this.seq, post });
  }

  /** @param {FeedEvent} event */
  tell(event) {
    const text = `id: ${event.seq}\nevent: change\ndata: ${JSON.stringify(event)}\n\n`;
    for (const listener of this.listeners) listener.write(text);
  }

  /** Starts over, as a relay that was rebuilt does. */
  reset() {
    this.epoch = "e2";
    this.number = 1;
    for (const listener of this.listeners) listener.write("event: reset\ndata: {}\n\n");
  }

  get seq() {
    return `${this.epoch}-${this.number}`;
  }

  /** @param {IncomingMessage} request @param {ServerResponse} response */
  async answer(request, response) {
    const url = new URL(request.url ?? "", "http://stub");
    this.asked.push(`${request.method} ${url.pathname}`);
    const base = "/v1/bridges/noordnet";
    /** @param {number} status @param {unknown} data */
    const json = (status, data) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(data));
    };
    if (url.pathname === "/") return this.page(response);
    if (url.pathname === "/page.css") return response.writeHead(200, { "content-type": "text/css" }).end(pageStyle);
    if (url.pathname.startsWith("/plein/")) return this.file(url.pathname.slice(7), response);
    if (url.pathname === `${base}/feed`) return json(200, this.feed(url.searchParams));
    if (url.pathname.startsWith(`${base}/threads/`)) return this.thread(url.pathname.split("/").pop() ?? "", json);
    if (url.pathname === `${base}/events`) return this.listen(request, response);
    if (request.method === "POST") return this.write(request, url.pathname.slice(base.length), json, response);
    json(404, { error: { code: "unknown_name", message: url.pathname } });
  }

  /** @param {URLSearchParams} query */
  feed(query) {
    const size = Number(query.get("page_size") ?? 10);
    const from = Number(query.get("after") ?? 0);
    const threads = this.posts
      .filter(({ parent, removed }) => !parent && !removed)
      .map((root) => {
        const replies = this.posts.filter((one) => one.thread === root.id && one.parent && !one.removed);
        replies.sort((a, b) => a.created_at - b.created_at);
        const answered_by = replies.findLast(({ author }) => author.role !== "visitor")?.author.name ?? null;
        return { root, replies: replies.length, last_at: replies.at(-1)?.created_at ?? root.created_at, answered_by };
      })
      .sort((a, b) => b.last_at - a.last_at);
    const next = from + size < threads.length ? String(from + size) : null;
    return { seq: this.seq, threads: threads.slice(from, from + size), next, places: this.places };
  }

  /** @param {string} id @param {(status: number, data: unknown) => void} json */
  async thread(id, json) {
    await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    const root = this.posts.find((one) => one.id === id && !one.parent);
    if (!root) return json(404, { error: { code: "unknown_name", message: "no such thread" } });
    json(200, { root, posts: this.inOrder(root, 0), seq: this.seq });
  }

  /** @param {PostView} post @param {number} depth @returns {PostView[]} */
  inOrder(post, depth) {
    const replies = this.posts.filter(({ parent }) => parent === post.id);
    replies.sort((a, b) => a.created_at - b.created_at);
    return [{ ...post, depth }, ...replies.flatMap((reply) => this.inOrder(reply, depth + 1))];
  }

  /** @param {IncomingMessage} request @param {ServerResponse} response */
  listen(request, response) {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write(": here\n\n");
    this.listeners.add(response);
    request.on("close", () => this.listeners.delete(response));
  }

  /**
   * @param {IncomingMessage} request @param {string} what
   * @param {(status: number, data: unknown) => void} json @param {ServerResponse} response
   */
  async write(request, what, json, response) {
    let text = "";
    for await (const part of request) text += part;
    const body = JSON.parse(text);
    this.posted.push(body);
    await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    const refusal = this.refusals.shift();
    if (refusal === 0) return response.destroy();
    if (refusal) return json(refusal, { error: { code: refusal === 401 ? "unauthorized" : "refused", message: "no" } });
    const known = this.posts.find(({ key, id }) => key === body.key || what === `/posts/${id}/retry`);
    if (known) return json(200, { post: known });
    const parent = this.posts.find(({ id }) => id === body.parent);
    const id = `d${String(this.posts.length).padStart(12, "2")}`;
    /** @type {PostView} */
    const post = {
      id,
      key: body.key,
      thread: parent?.thread ?? id,
      ...(parent ? { parent: parent.id } : { title: body.title }),
      place: "site",
      remote: body.key,
      url: "",
      author: { key: "ana", name: "Ana de Wit", role: "visitor" },
      body: [{ t: "p", c: [body.text] }],
      created_at: Date.now(),
      copies: [
        { place: "bluesky", state: "waiting" },
        { place: "forum", state: "waiting" },
      ],
    };
    this.push(post);
    json(201, { post });
  }

  /** @param {ServerResponse} response */
  page(response) {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": this.policy });
    response.end(`<!doctype html><html lang="${this.language}"><meta name="viewport" content="width=device-width">
      <title>Stub</title><link rel="stylesheet" href="/page.css"><link rel="icon" href="/icon.svg">
      <script type="module" src="/plein/plein.js"></script><body>${this.body}</body></html>`);
  }

  /** @param {string} name @param {ServerResponse} response */
  async file(name, response) {
    if (name.endsWith(".wasm")) await this.engineGate;
    try {
      const bytes = await readFile(path.join(this.files, path.basename(name)));
      const type = name.endsWith(".wasm") ? "application/wasm" : "text/javascript";
      response.writeHead(200, { "content-type": type }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  }
}

const pageStyle = `:root { color-scheme: light dark; font-family: system-ui, sans-serif; background: Canvas }
  body { margin: 24px auto; padding: 0 16px; max-width: 760px }`;
