// Whatever the other side does comes back as data.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { Transport, bytesMax } from "../../bridge/transport.js";

/** @type {Record<string, (response: import("node:http").ServerResponse) => void>} */
const answers = {
  "/good": (response) => response.writeHead(201, { "X-Rate": "5" }).end('{"é":1}'),
  "/exact": (response) => response.end(Buffer.alloc(bytesMax, 97)),
  "/large": (response) => {
    const more = () => !response.destroyed && response.write(Buffer.alloc(1 << 20), () => setImmediate(more));
    more();
  },
  "/slow": () => {},
  "/drip": (response) => {
    const timer = setInterval(() => response.write("."), 50);
    response.on("close", () => clearInterval(timer));
  },
  "/reset": (response) => response.socket?.destroy(),
  "/away": (response) => response.writeHead(302, { location: "http://169.254.1.1/" }).end(),
};
const server = createServer((request, response) => answers[request.url ?? ""]?.(response));
const transport = new Transport();
let base = "";
before(async () => {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  base = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
});
after(async () => {
  await transport.close();
  server.closeAllConnections();
  server.close();
});

/** @param {string} route @param {number} [timeout_ms] */
const get = (route, timeout_ms = 5000) => transport.send({ method: "GET", url: base + route, headers: {}, timeout_ms });

test("an answer comes with lower-case headers and its text", async () => {
  const answer = await get("/good");
  assert.equal(answer.status, 201);
  assert.equal(answer.headers?.["x-rate"], "5");
  assert.equal(answer.body, '{"é":1}');
});
test("4 MiB are taken, more is not", async () => {
  assert.equal((await get("/exact")).body?.length, bytesMax);
  assert.equal((await get("/large")).failure, "too_large");
});
test("no answer in time, or not all of it, is a timeout", async () => {
  assert.equal((await get("/slow", 200)).failure, "timeout");
  assert.equal((await get("/drip", 300)).failure, "timeout");
});
test("a broken connection is a reset, none at all is unreachable", async () => {
  assert.equal((await get("/reset")).failure, "reset");
  const nowhere = await transport.send({ method: "GET", url: "http://127.0.0.1:1/", headers: {}, timeout_ms: 2000 });
  assert.equal(nowhere.failure, "unreachable");
});
test("a redirect is an answer, and is not followed", async () => {
  assert.equal((await get("/away")).status, 302);
});
