// Push sockets, against a server written by hand: what is told reaches the engine, in order; whatever the other side does, it goes on.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { EngineError, StoppedError } from "../../bridge/engine-error.js";
import { messageBytesMax } from "../../bridge/sockets/push-socket.js";
import { PushSockets } from "../../bridge/sockets/push-sockets.js";
import { eventually } from "./relay-fixture.js";
import { SocketServer, frameOf } from "./socket-server.js";

const server = new SocketServer();
let base = "";
before(async () => {
  base = await server.start();
});
after(() => server.stop());

/** @type {PushSockets[]} */
const started = [];
beforeEach(() => {
  Object.assign(server, { asked: [], heard: [], mood: "accept", greeting: [] });
});
afterEach(() => {
  for (const sockets of started.splice(0)) sockets.stop();
  server.cut();
});

/**
 * Sockets of a host that writes down what it is told.
 * @param {{wishes?: any[], push?: (text: string) => void, headers?: Record<string, string>}} [options]
 */
function watch({ wishes, push = () => {}, headers = { authorization: "Bearer t0ken" } } = {}) {
  const seen = {
    /** @type {string[]} */
    told: [],
    looks: 0,
    /** @type {string[]} */
    log: [],
    wishes: wishes ?? [{ place: "page", account: "a/page", url: `${base}/stream?a=1` }],
  };
  const host = /** @type {any} */ ({
    broken: null,
    query: () => seen.wishes,
    look: () => (seen.looks += 1),
    push: (/** @type {string} */ place, /** @type {string} */ text) => {
      push(text);
      seen.told.push(`${place}: ${text}`);
    },
  });
  const account = { socket: async (/** @type {string} */ url) => ({ url: url.replace("http", "ws"), headers }) };
  const write = (/** @type {object} */ what, /** @type {string} */ message) =>
    void seen.log.push(`${message} ${JSON.stringify(what)}`);
  const log = /** @type {any} */ ({ info: write, warn: write });
  const sockets = new PushSockets({ host, accounts: new Map([["a/page", account]]), log });
  started.push(sockets);
  sockets.start();
  return { ...seen, seen, host, sockets };
}
const opened = (/** @type {PushSockets} */ sockets) => () => sockets.standing().page?.open;

test("a socket is opened as the account, and each text reaches the engine, in order", async () => {
  server.greeting = [frameOf("eerste"), frameOf("twee"), frameOf("de", { fin: false }), frameOf("rde", { opcode: 0 })];
  const { seen, sockets } = watch();
  await eventually("it is open", opened(sockets));
  server.tell("vierde é 😀");
  await eventually("all is told", () => seen.told.length === 4);
  assert.deepEqual(seen.told, ["page: eerste", "page: twee", "page: derde", "page: vierde é 😀"]);
  assert.deepEqual([server.asked[0]?.url, server.asked[0]?.headers.authorization], ["/stream?a=1", "Bearer t0ken"]);
  assert.equal(seen.looks, 1, "what was told before, nobody heard");
  assert.equal(sockets.standing().page?.messages, 4);
});

test("bytes and pings are no messages, and a ping is answered", async () => {
  const { seen, sockets } = watch();
  await eventually("it is open", opened(sockets));
  server.write(Buffer.concat([frameOf("x", { opcode: 2 }), frameOf("p", { opcode: 9 }), frameOf("text")]));
  await eventually("the text is told", () => seen.told.length > 0);
  assert.deepEqual(seen.told, ["page: text"]);
  await eventually("a pong", () => server.heard.includes(10));
});

test("what is cut is opened again, and the engine is told to look at once", async () => {
  const { seen, sockets } = watch();
  await eventually("it is open", opened(sockets));
  server.cut();
  await eventually("it is seen", () => sockets.standing().page?.open === false);
  assert.equal(sockets.standing().page?.reason, "the line was cut");
  await eventually("it is open again", opened(sockets));
  assert.deepEqual([server.asked.length, seen.looks], [2, 2]);
  server.tell("weer");
  await eventually("it is told", () => seen.told.includes("page: weer"));
});

test("a server that refuses is asked ever more rarely, not in step, and named once a minute", async (context) => {
  server.mood = "refuse";
  context.mock.method(Math, "random", () => 0);
  const { seen, sockets } = watch();
  await eventually("three tries", () => server.asked.length === 3, 15000);
  const [a, b, c] = server.asked.map(({ at }) => at);
  const [first, second] = [(b ?? 0) - (a ?? 0), (c ?? 0) - (b ?? 0)];
  assert.ok(first >= 900 && second >= 1.7 * first, `${first} ms, then ${second} ms`);
  assert.deepEqual([sockets.standing().page?.open, sockets.standing().page?.reason], [false, "HTTP 503"]);
  assert.equal(seen.looks, 0);
  assert.equal(seen.log.filter((line) => line.startsWith("the socket is not open")).length, 1, seen.log.join("\n"));
  assert.doesNotMatch(seen.log.join("\n"), /t0ken/);
});

test("a message that is too large ends the socket, and is never held whole", async () => {
  const { seen, sockets } = watch();
  await eventually("it is open", opened(sockets));
  server.write(frameOf("x".repeat(messageBytesMax)));
  await eventually("the largest is told", () => seen.told.length === 1);
  server.write(frameOf("x".repeat(100), { length: messageBytesMax + 1 }));
  await eventually("it ends by what it says of itself", () => sockets.standing().page?.open === false);
  await eventually("it is open again", opened(sockets));
  const half = "x".repeat(messageBytesMax / 2 + 1);
  server.write(Buffer.concat([frameOf(half, { fin: false }), frameOf(half, { opcode: 0 })]));
  await eventually("parts are added up", () => sockets.standing().page?.open === false);
  assert.equal(seen.told.length, 1);
});

test("no UTF-8, a frame that is none, or an end that is none, ends the socket and nothing else", async () => {
  const { seen, sockets } = watch();
  for (const bytes of [frameOf(Buffer.from([0xff, 0xfe])), Buffer.from([0xff, 0xff]), frameOf("", { opcode: 8 })]) {
    await eventually("it is open", opened(sockets));
    server.write(bytes);
    await eventually("it ended", () => sockets.standing().page?.open === false);
  }
  assert.deepEqual(seen.told, []);
});

test("what the engine cannot read is counted, and the next is told all the same", async () => {
  const { seen, sockets } = watch({
    push: (text) => {
      if (text.startsWith("?")) throw new EngineError({ code: "wrong_type", path: "$", message: "no" });
    },
  });
  await eventually("it is open", opened(sockets));
  for (let i = 0; i < 50; i++) server.tell("?");
  server.tell("goed");
  await eventually("the good one is told", () => seen.told.length === 1);
  assert.equal(sockets.standing().page?.unread, 50);
  assert.equal(seen.log.filter((line) => line.startsWith("a message could not be read")).length, 1);
});

test("a bridge that acts no more is told nothing more", async () => {
  const { host, sockets } = watch({
    push: () => {
      throw (host.broken = new StoppedError("disk full"));
    },
  });
  await eventually("it is open", opened(sockets));
  server.tell("eerste");
  await eventually("we said farewell", () => server.heard.includes(8));
  assert.equal(server.asked.length, 1);
});

test("stopping closes, and opens nothing any more", async () => {
  const { sockets } = watch();
  await eventually("it is open", opened(sockets));
  sockets.stop();
  await eventually("a farewell", () => server.heard.includes(8));
  const waiting = watch();
  waiting.sockets.stop();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  assert.equal(server.asked.length, 1);
});

test("a server that says nothing at all is left", async (context) => {
  server.mood = "silent";
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { sockets } = watch();
  while (server.lines.length === 0) await new Promise((resolve) => setImmediate(resolve));
  context.mock.timers.tick(15000);
  assert.match(sockets.standing().page?.reason ?? "", /did not open in time/);
  context.mock.timers.tick(1000);
  while (!server.lines[0]?.readableEnded) await new Promise((resolve) => setImmediate(resolve));
});

test("one that opened and is cut off without a word is left, too", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval", "setTimeout"] });
  const { sockets } = watch();
  while (!sockets.standing().page?.open) await new Promise((resolve) => setImmediate(resolve));
  server.lines[0]?.pause(); // no pong comes any more
  context.mock.timers.tick(30000);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(sockets.standing().page?.open, true);
  context.mock.timers.tick(30000);
  assert.match(sockets.standing().page?.reason ?? "", /nothing was heard any more/);
});

test("the wish for a socket may come later, change, and end", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { seen, sockets } = watch({ wishes: [] });
  assert.deepEqual(sockets.standing(), {});
  seen.wishes.push({ place: "page", account: "a/page", url: `${base}/one` });
  context.mock.timers.tick(5000);
  await eventually("it is open", opened(sockets));
  seen.wishes[0] = { ...seen.wishes[0], url: `${base}/two` };
  context.mock.timers.tick(5000);
  await eventually("the other is asked for", () => server.asked.at(-1)?.url === "/two");
  await eventually("it is open", opened(sockets));
  seen.wishes.length = 0;
  context.mock.timers.tick(5000);
  assert.deepEqual(sockets.standing(), {});
  await eventually("both were left", () => server.lines.every((line) => line.destroyed || line.writableEnded));
});

test("however many come at once, none waits in memory for another", async () => {
  let most = 0;
  let atOnce = 0;
  const { seen, sockets } = watch({
    push: () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      const until = performance.now() + 0.2; // as long as a durable write
      while (performance.now() < until);
      atOnce -= 1;
    },
  });
  await eventually("it is open", opened(sockets));
  const message = frameOf("x".repeat(1000));
  server.write(Buffer.concat(Array(5000).fill(message)));
  await eventually("all are told", () => seen.told.length === 5000, 20000);
  assert.equal(most, 1);
});
