// What stands in for a relay where a test wants to say itself what the relay says: threads in memory, the feed in pages, and
// events when the test tells them. It keeps to docs/http-api.md, and checks nothing.
import { bodyOf } from "./site.js";

/** @import { PlaceView, PostView, ThreadSummary } from "../../wasm/engine.js" */
/** @import { IncomingMessage, ServerResponse } from "node:http" */

/** @type {PlaceView[]} */
const places = [
  { id: "site", kind: "site", platform: "site", name: "noordnet.example", url: "https://noordnet.example" },
  { id: "page", kind: "page", platform: "bluesky", name: "Bluesky", url: "https://bsky.app" },
  { id: "forum", kind: "forum", platform: "nodebb", name: "Noordnet forum", url: "https://forum.noordnet.example" },
];
const began = 1_760_000_000_000;
const base = "/v1/bridges/noordnet";

const digits = "0123456789abcdefghjkmnpqrstvwxyz";

/** An id as the engine makes them. @param {string} kind one of 0 to 9 and a to f @param {number} n */
export const idOf = (kind, n) =>
  kind +
  n
    .toString(32)
    .padStart(12, "0")
    .replace(/./g, (digit) => digits[parseInt(digit, 32)]);

/** @param {Partial<PostView> & { id: string }} post @returns {PostView} */
export const postOf = (post) => ({
  thread: post.id,
  place: "forum",
  remote: post.id,
  url: `https://forum.noordnet.example/post/${post.id}`,
  author: { key: idOf("a", 1), name: "Carla Smit", handle: "carla", role: "visitor" },
  body: [{ t: "p", c: [`Text of ${post.id}`] }],
  created_at: began,
  copies: [{ place: "page", state: "sent", url: `https://bsky.app/${post.id}` }],
  ...post,
});

/** As wasm/views does: pages of the posts in reading order. @param {PostView[]} posts @param {URLSearchParams} query */
function pageOf(posts, query) {
  const size = Number(query.get("page_size"));
  const at = posts.findIndex(({ id }) => id === (query.get("before") ?? query.get("after") ?? query.get("around")));
  const from = query.has("before")
    ? Math.max(0, at - size)
    : query.has("after")
      ? at + 1
      : Math.floor(at / size) * size;
  const to = query.has("before") ? at : from + size;
  return {
    posts: posts.slice(from, to),
    previous: from > 0 ? posts[from].id : null,
    next: to < posts.length ? posts[to - 1].id : null,
  };
}

export class StubRelay {
  places = places;
  /** @type {Map<string, PostView[]>} the first post first */
  threads = new Map();
  /** @type {Set<ServerResponse>} */
  streams = new Set();
  /** @type {Map<string, (url: URL) => unknown>} answers of paths below the bridge's, instead of the usual ones */
  instead = new Map();
  /** @type {any[]} what it says as if it were posts: in each feed, each thread, and as events */
  noPosts = [];
  /** @type {{ what: string, thread?: string, via?: string }[]} what it was told of readers */
  counted = [];
  /** Threads are answered in pages. */
  isPaged = false;
  /** @type {string[]} what was told, as it went over the line */
  told_ = [];

  get seq() {
    return `1-${this.told_.length + 1}`;
  }

  /** @param {PostView} root @param {PostView[]} [replies] */
  add(root, replies = []) {
    this.threads.set(root.id, [root, ...replies]);
  }

  /** So many threads, each with so many replies. @param {number} threads @param {number} [replies] */
  fill(threads, replies = 0) {
    for (let i = 0; i < threads; i++) {
      const id = idOf("b", i);
      const at = began + i * 60_000;
      const root = postOf({ id, title: `Question ${i} about the router`, created_at: at });
      this.add(
        root,
        Array.from({ length: replies }, (_, k) =>
          postOf({ id: idOf("c", i * 1000 + k), thread: id, parent: id, depth: 1, created_at: at + k + 1 }),
        ),
      );
    }
  }

  /** @param {string} id @returns {ThreadSummary} */
  summary(id) {
    const [root, ...replies] = this.threads.get(id) ?? [];
    const last_at = Math.max(root.created_at, ...replies.map(({ created_at }) => created_at));
    const answer = replies.findLast(({ author }) => author.role !== "visitor");
    return { root, replies: replies.length, last_at, answered_by: answer?.author.name ?? null };
  }

  /** A post is new, or is another from now on. @param {PostView} post */
  tell(post) {
    const posts = this.threads.get(post.thread) ?? [];
    const at = posts.findIndex(({ id }) => id === post.id);
    posts[at < 0 ? posts.length : at] = post;
    this.threads.set(post.thread, posts);
    const { root: _, ...counts } = this.summary(post.thread);
    this.say({ post, summary: { thread: post.thread, ...counts } });
  }

  /** @param {any} event without its number */
  say(event) {
    const seq = `1-${this.told_.length + 2}`;
    const text = `id: ${seq}\nevent: change\ndata: ${JSON.stringify({ seq, ...event })}\n\n`;
    this.told_.push(text);
    for (const stream of this.streams) stream.write(text);
  }

  /** @param {IncomingMessage} request @param {ServerResponse} response @param {URL} url */
  answer(request, response, url) {
    if (!url.pathname.startsWith(base)) return false;
    const route = url.pathname.slice(base.length);
    if (route === "/events")
      this.stream_(response, String(request.headers["last-event-id"] ?? url.searchParams.get("since")));
    else if (route === "/count") void this.count_(request, response);
    else this.give_(response, this.instead.get(route)?.(url) ?? this.read_(route, url));
    return true;
  }

  /** @param {IncomingMessage} request @param {ServerResponse} response */
  async count_(request, response) {
    this.counted.push(...JSON.parse(await bodyOf(request)).events);
    response.writeHead(204).end();
  }

  /** @param {string} route @param {URL} url @returns {unknown} */
  read_(route, { searchParams }) {
    if (route === "/feed") return this.feed_(searchParams.get("after"), Number(searchParams.get("page_size") ?? 20));
    if (route === "/sign-in") return { ways: [] };
    if (route === "/me") return { author: "", may: { moderate: false }, liked: [], told: [] };
    const id = decodeURIComponent(/^\/threads\/([^/]+)$/.exec(route)?.[1] ?? "");
    const posts = this.threads.get(id) ?? [...this.threads.values()].find((all) => all.some((post) => post.id === id));
    if (!posts) return undefined;
    const { root, total, seq } = { root: posts[0], total: posts.length, seq: this.seq };
    if (this.isPaged && searchParams.has("page_size")) return { root, total, seq, ...pageOf(posts, searchParams) };
    return { root, total, seq, posts: [...posts, ...this.noPosts], next: null };
  }

  /** @param {string | null} after @param {number} size */
  feed_(after, size) {
    const all = [...this.threads.keys()].map((id) => this.summary(id)).sort((a, b) => b.last_at - a.last_at);
    const from = Number(after ?? 0);
    const next = from + size < all.length ? String(from + size) : null;
    return {
      seq: this.seq,
      threads: [...all.slice(from, from + size), ...this.noPosts.map((root) => ({ ...all[0], root }))],
      next,
      places: this.places,
    };
  }

  /** @param {ServerResponse} response @param {unknown} data */
  give_(response, data) {
    response.writeHead(data ? 200 : 404, { "content-type": "application/json", "cache-control": "no-store" });
    const missing = { error: { code: "unknown_name", message: "" } };
    response.end(typeof data === "string" ? data : JSON.stringify(data ?? missing));
  }

  /** @param {ServerResponse} response @param {string} since */
  stream_(response, since) {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write("retry: 50\n\n");
    for (const text of this.told_.slice(Number(since.split("-")[1]) - 1)) response.write(text);
    this.streams.add(response);
    response.on("close", () => this.streams.delete(response));
  }
}
