// Pictures from a place to a reader: an author's, and one in a post, with the real engine; and not after somebody decided against it.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { RelayFixture, configFor, eventually, token } from "./relay-fixture.js";

const png = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(32)]);
const gif = Buffer.concat([Buffer.from("GIF89a"), Buffer.alloc(32)]);
/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
const base = "/v1/bridges/noordnet";

/** The simulated forum, whose people have a picture each. */
const forum = createServer(async (request, response) => {
  const { method, url = "", headers } = request;
  if (url === "/assets/someone.png") return void response.writeHead(200, { "content-type": "image/png" }).end(png);
  if (url === "/assets/photo.gif") return void response.writeHead(200, { "content-type": "image/gif" }).end(gif);
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { host: _host, connection: _connection, "content-length": _length, ...more } = headers;
  const answer = await fetch(simulators.nodebb.url + url, {
    method,
    headers: /** @type {Record<string, string>} */ (more),
    ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
  });
  const text = (await answer.text()).replaceAll('"picture":null', '"picture":"/assets/someone.png"');
  response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "text/plain" }).end(text);
});

before(async () => {
  simulators = await startSimulators({});
  await new Promise((resolve) => forum.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (forum.address());
  simulators.forum.topic("carla", "Mijn modem", `Zo staat hij: ![een foto](http://127.0.0.1:${port}/assets/photo.gif)`);
  const config = configFor(simulators);
  Object.assign(config.bridges[0]?.places[1] ?? {}, { url: `http://127.0.0.1:${port}` });
  await relay.start({ ...config, allow_private_addresses: true });
  await eventually("it has read what there is", async () => (await relay.status()).adopted, 30000);
});
after(async () => {
  await relay.remove();
  await simulators.stop();
  forum.closeAllConnections();
  forum.close();
});

/** @param {string} route @param {string} [method] */
const decide = async (route, method = "POST") => {
  const headers = { authorization: `Bearer ${await token({ role: "manager" })}` };
  assert.ok((await relay.fetch(base + route, { method, headers })).ok, route);
};
/** @param {string} route */
const picture = async (route) => {
  const answer = await relay.fetch(base + route);
  return [answer.status, answer.headers.get("content-type"), Buffer.from(await answer.arrayBuffer())];
};

test("a post's picture and its author's come through the relay, and go with what can be seen of them", async () => {
  const { threads } = await relay.get(`${base}/feed`);
  const { id, author } = threads[0].root;
  assert.equal(new URL(author.avatar).pathname, "/assets/someone.png");
  const photo = `/posts/${id}/images/0`;
  const face = `/avatars/${author.key}`;
  const there = async () => {
    assert.deepEqual(await picture(photo), [200, "image/gif", gif]);
    assert.deepEqual(await picture(face), [200, "image/png", png]);
  };
  const gone = async () => {
    for (const route of [photo, face]) assert.equal((await picture(route))[0], 404, route);
  };
  await there();
  assert.equal((await picture(`/posts/${id}/images/1`))[0], 404);
  for (const [act, undo, what] of [
    ["hold", "release", `/posts/${id}`],
    ["opt_out", "opt_in", `/authors/${author.key}`],
    ["block", "unblock", `/authors/${author.key}`],
  ]) {
    await decide(`${what}/${act}`);
    await gone();
    await decide(`${what}/${undo}`);
    await there();
  }
  await decide(`/authors/${author.key}/forget`);
  await gone();
});
