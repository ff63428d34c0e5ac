// What Facebook tells the relay, through the engine as it was built: a batch of a thousand is kept before it is answered, and told again it
// changes nothing.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, test } from "node:test";
import { RelayFixture, eventually, secrets } from "./relay-fixture.js";

const graph = createServer((request, response) => {
  request.resume();
  response.writeHead(200, { "content-type": "application/json" }).end('{"id":"700","name":"Noordnet","data":[]}');
});
const relay = new RelayFixture();
before(async () => {
  await new Promise((resolve) => graph.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (graph.address());
  const nobody = "http://127.0.0.1:1";
  const token = { env: "FORUM_TOKEN" };
  const webhook = { secret: { env: "PAGE_PASSWORD" }, verify_token: { env: "JWT_SECRET" } };
  const page = { id: "page", kind: "page", platform: "facebook", name: "F", url: `http://127.0.0.1:${port}` };
  const forum = { id: "forum", kind: "forum", platform: "nodebb", name: "N", url: nobody, account: { token } };
  await relay.start({
    listen: { port: 0 },
    database: "plein.db",
    bridges: [
      {
        id: "noordnet",
        language: "nl",
        site: { name: "noordnet.example", url: "https://noordnet.example" },
        places: [
          { ...page, account: { token }, settings: { page: "700" }, webhook },
          { ...forum, settings: { category: "2", uid: "1" } },
        ],
      },
    ],
  });
  await eventually("it is known who the Page is", async () => (await relay.status()).places[0].state === "ok");
});
after(async () => {
  await relay.remove();
  graph.closeAllConnections();
  graph.close();
});

const records = () => {
  const database = new DatabaseSync(path.join(relay.folder, "plein.db"), { readOnly: true });
  const rows = database.prepare("SELECT line FROM record ORDER BY seq").all();
  database.close();
  return rows.map(({ line }) => String(line));
};

/** @param {string} body */
const post = (body) => {
  const digest = createHmac("sha256", secrets.PAGE_PASSWORD).update(body).digest("hex");
  const headers = { "content-type": "application/json", "x-hub-signature-256": `sha256=${digest}` };
  return relay.fetch("/webhooks/noordnet/page", { method: "POST", headers, body });
};

test("a thousand changes are durable when they are answered, and nothing new when they come again", async () => {
  const time = Math.floor(Date.now() / 1000);
  const changes = Array.from({ length: 1000 }, (_, i) => {
    const ids = `"post_id":"700_${i}","from":{"id":"${5000 + i}","name":"Ana ${i}"}`;
    return `{"field":"feed","value":{"item":"post","verb":"add",${ids},"message":"caf\\u00e9 ${i}","created_time":${time}}}`;
  });
  const body = `{"object":"page","entry":[{"id":"700","time":${time},"changes":[${changes.join()}]}]}`;
  const before = records().length;
  const answer = await post(body);
  assert.deepEqual([answer.status, await answer.json()], [200, { taken: true }]);
  const kept = records();
  assert.ok(kept.length >= before + 1000, `${kept.length - before} records`);
  const { posts } = await relay.status();
  assert.equal((await post(body)).status, 200);
  assert.equal((await relay.status()).posts, posts);
  // That a thread is to be read again may be noted once more: it was read meanwhile.
  const news = records().slice(kept.length);
  assert.deepEqual(
    news.filter((line) => /caf|700_/.test(line) && !/"k":"look(ed)?"/.test(line)),
    [],
  );
});

test("what the Page's connector cannot read changes nothing", async () => {
  const before = records().filter((line) => /999/.test(line)).length;
  const answer = await post(
    '{"object":"page","entry":[{"id":"700","time":1,"changes":[{"field":"feed","value":999}]}]}',
  );
  assert.equal(answer.status, 401, "sent in 1970: stale");
  const unread = await post('{"object":"page","entry":"999"}');
  const said = await unread.json();
  assert.deepEqual([unread.status, said.taken], [200, false]);
  assert.match(said.reason, /entry/);
  assert.equal(records().filter((line) => /999/.test(line)).length, before);
});
