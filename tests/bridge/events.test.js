// Readers of the event stream that are slow, late or gone, and a bridge that has stopped acting.
import assert from "node:assert/strict";
import { get } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, mock, test } from "node:test";
import { pino } from "pino";
import { Readers } from "../../bridge/counting/readers.js";
import { EngineHost } from "../../bridge/engine-host.js";
import { pieceMax } from "../../bridge/http/event-reader.js";
import { buildServer } from "../../bridge/http/server.js";
import { ShownPictures } from "../../bridge/pictures/shown.js";
import { Keys } from "../../bridge/sealing.js";
import { PushSockets } from "../../bridge/sockets/push-sockets.js";
import { StoreError } from "../../bridge/store/errors.js";
import { SqliteStore } from "../../bridge/store/sqlite.js";
import { FakeEngine } from "./fake-engine.js";
import { eventually } from "./relay-fixture.js";

const folder = mkdtempSync(path.join(tmpdir(), "plein-events-"));
const store = new SqliteStore(path.join(folder, "events.db"));
const log = pino({ level: "silent" });
const padding = "x".repeat(4000);
let total = 3000;

/** @param {number} n @returns {any} */
const event = (n) => ({ seq: `e-${n}`, padding });

let many = 1;

/** Has `total` events to tell, and `many` more with each command. */
const engine = new FakeEngine({
  query: ({ query }) => {
    if (query.view !== "changes") return { ok: true, result: { places: [] } };
    const from = Number(/^e-(\d+)$/.exec(query.since)?.[1] ?? NaN);
    if (Number.isNaN(from)) return { ok: true, result: { events: [], seq: `e-${total}`, reset: true, more: false } };
    const last = Math.min(from + query.limit, total);
    const events = Array.from({ length: last - from }, (_, i) => event(from + i + 1));
    return { ok: true, result: { events, seq: `e-${last}`, reset: false, more: last < total } };
  },
  command: () => ({ ok: true, effects: { append: ["r"], events: Array.from({ length: many }, () => event(++total)) } }),
});
const host = new EngineHost(() => engine, {
  id: "a",
  config: /** @type {any} */ ({}),
  log,
  store,
  send: async () => ({ status: 200 }),
});
/** @type {Awaited<ReturnType<typeof buildServer>>} */
let built;
let url = "";
const options = () => {
  const sockets = new PushSockets({ host, accounts: new Map(), log });
  const readers = new Readers(host, { bridge: "a", keys: new Keys(null), log });
  const site = { name: "", url: "" };
  const bridges = new Map([["a", { host, people: null, readers, webhooks: new Map(), sockets, site }]]);
  const pictures = new ShownPictures({ fetch: () => Promise.reject(new Error("nothing is fetched here")) });
  return { bridges, pictures, origins: [], widget: path.join(folder, "none"), metrics: null, store, log };
};
before(async () => {
  await host.start();
  built = await buildServer(options());
  url = await built.server.listen({ host: "127.0.0.1", port: 0 });
});
after(async () => {
  built.endStreams();
  await built.server.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});
const happen = () => host.command(/** @type {any} */ ({ do: "post" }));

/** The next answer, as the relay writes it. @returns {Promise<import("node:http").ServerResponse>} */
const nextResponse = () =>
  new Promise((resolve) => built.server.server.once("request", (_request, response) => resolve(response)));

/** @param {string} query @param {string} [at] @returns {Promise<import("node:http").IncomingMessage>} */
const open = (query, at = url) =>
  new Promise((resolve, reject) => {
    get(`${at}/v1/bridges/a/events${query}`, { agent: false }, resolve).on("error", reject);
  });

test("a reader far behind gets everything once, in order, however slowly it reads, and then what happens", async () => {
  const stream = await open("?since=e-0");
  let text = "";
  let during = 0;
  stream.on("data", (chunk) => {
    text += chunk;
    // It pauses now and then, and things happen while it catches up.
    if (Math.floor(text.length / 2_000_000) > during) {
      during += 1;
      stream.pause();
      happen();
      setTimeout(() => stream.resume(), 30);
    }
  });
  const seen = () => [...text.matchAll(/^id: e-(\d+)$/gm)].map((match) => Number(match[1]));
  await eventually("all of them", () => seen().length >= total);
  assert.ok(during >= 3);
  happen();
  await eventually("the live one", () => seen().length >= total);
  assert.deepEqual(
    seen(),
    Array.from({ length: total }, (_, i) => i + 1),
  );
  stream.destroy();
});

test("for a reader that does not read at all the engine is not asked on and on", async () => {
  const before = engine.asked("query").length;
  const stream = await open("?since=e-0");
  stream.pause();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const asked = engine.asked("query").length - before;
  assert.ok(asked < 25, `${asked} of 30 parts were made`);
  stream.destroy();
});

test("a reader that falls behind is let go; the others are not", async () => {
  const [slow, quick] = [await open(""), await open("")];
  slow.pause();
  let text = "";
  quick.on("data", (chunk) => (text += chunk));
  const gone = new Promise((resolve) => slow.once("close", resolve));
  slow.on("error", () => {});
  const first = total;
  for (let i = 0; i < 2500; i++) {
    happen();
    if (i % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  slow.resume();
  await gone;
  await eventually("all of them", () => text.includes(`id: e-${total}\n`));
  assert.equal([...text.matchAll(/^event: change$/gm)].length, total - first);
  quick.destroy();
});

test("a reader that does not read is held no more than so much, is cut, and resumes with all it missed", async () => {
  const response = nextResponse();
  const slow = await open("");
  slow.on("error", () => {});
  slow.pause();
  const stream = await response;
  let most = 0;
  let last = total;
  while (!stream.destroyed) {
    happen();
    most = Math.max(most, stream.writableLength);
    if (total % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
    assert.ok(total - last < 5000, "it is cut");
  }
  // A piece, one event more, and what frames them.
  assert.ok(most <= pieceMax + 2 * padding.length, `${most} characters were held for it`);
  let text = "";
  slow.on("data", (chunk) => (text += chunk));
  await new Promise((resolve) => slow.once("close", resolve).resume());
  last = Number([...text.matchAll(/^id: e-(\d+)\n(?=event: change\ndata: .*\n\n)/gm)].pop()?.[1] ?? last);
  const resumed = await open(`?since=e-${last}`);
  let more = "";
  resumed.on("data", (chunk) => (more += chunk));
  await eventually("the rest", () => more.includes(`id: e-${total}\n`));
  const seen = [...more.matchAll(/^id: e-(\d+)$/gm)].map((match) => Number(match[1]));
  assert.deepEqual(
    seen,
    Array.from({ length: total - last }, (_, i) => last + i + 1),
  );
  resumed.destroy();
});

test("much that happens at once cuts nobody who reads", async () => {
  const stream = await open("");
  let text = "";
  stream.on("data", (chunk) => (text += chunk));
  let closed = false;
  stream.once("close", () => (closed = true));
  const first = total;
  many = 600; // 2.4 MB, as of a webhook with so many changes
  happen();
  many = 1;
  for (let i = 0; i < 10; i++) happen();
  await eventually("all of it", () => text.includes(`id: e-${total}\n`));
  const seen = [...text.matchAll(/^id: e-(\d+)$/gm)].map((match) => Number(match[1]));
  assert.deepEqual([seen.length, seen[0], closed], [610, first + 1, false]);
  stream.destroy();
});

test("when nothing happens, every reader still hears that the stream is open", async () => {
  mock.timers.enable({ apis: ["setInterval"] });
  const other = await buildServer(options());
  const address = await other.server.listen({ host: "127.0.0.1", port: 0 });
  const stream = await open("", address);
  /** @type {string[]} */
  const heard = [];
  stream.on("data", (chunk) => heard.push(String(chunk)));
  await eventually("it is open", () => heard.length > 0);
  mock.timers.tick(14999);
  mock.timers.tick(1);
  await eventually("the beat", () => heard.length > 1);
  assert.deepEqual(heard, ["retry: 2000\n\n", ":\n\n"]);
  mock.timers.reset();
  other.endStreams();
  await other.server.close();
});

test("a number of another epoch resets, a number too long is refused", async () => {
  const stream = await open("?since=other-7");
  const [chunk] = await new Promise((resolve) => {
    /** @type {string[]} */
    const parts = [];
    stream.on("data", (part) => {
      parts.push(String(part));
      if (parts.join("").includes("event: reset")) resolve([parts.join("")]);
    });
  });
  assert.match(chunk, new RegExp(`id: e-${total}\nevent: reset\ndata: {}\n\n`));
  stream.destroy();
  assert.equal((await fetch(`${url}/v1/bridges/a/events?since=${"9".repeat(65)}`)).status, 400);
  assert.equal((await fetch(`${url}/v1/bridges/a/events?since=a&since=b`)).status, 400);
});

test("a bridge that cannot keep its records answers 503 everywhere, and says so in its health", async () => {
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
  assert.deepEqual(await (await fetch(`${url}/readyz`)).json(), { ready: true, waiting: [] });
  store.append = () => {
    throw new StoreError("the database cannot be written: database or disk is full");
  };
  await assert.rejects(happen(), StoreError);
  for (const route of ["feed", "threads/0000000000000", "events", "events?since=e-1"]) {
    const answer = await fetch(`${url}/v1/bridges/a/${route}`);
    assert.equal(answer.status, 503, route);
    assert.equal((await answer.json()).error.code, "not_writable");
  }
  const health = await fetch(`${url}/healthz`);
  const report = await health.json();
  assert.deepEqual([health.status, report.status], [503, "broken"]);
  assert.match(report.bridges.a.broken, /disk is full/);
  const ready = await fetch(`${url}/readyz`);
  assert.deepEqual([ready.status, await ready.json()], [503, { ready: false, waiting: ["a"] }]);
});
