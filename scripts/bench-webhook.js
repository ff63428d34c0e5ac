// npm run bench -- webhook: how long a batch of Facebook's, of 1,000 comments, takes from its first byte to the relay's 200: when all is new,
// and when it is told a second time. Through HTTP, the signature, the engine as WebAssembly, and SQLite.
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import { checkConfig } from "../bridge/config/load.js";
import { startRelay } from "../bridge/relay.js";

const env = { TOKEN: "token", SECRET: "app-secret", WORD: "word" };

/** @param {string} graph address of the API @param {string} forum */
const configOf = (graph, forum) => ({
  listen: { port: 0 },
  database: "bench.db",
  bridges: [
    {
      id: "b",
      language: "nl",
      site: { name: "s", url: "https://s.example" },
      places: [
        {
          id: "page",
          kind: "page",
          platform: "facebook",
          name: "P",
          url: graph,
          account: { token: { env: "TOKEN" } },
          settings: { page: "700" },
          webhook: { secret: { env: "SECRET" }, verify_token: { env: "WORD" } },
        },
        {
          id: "forum",
          kind: "forum",
          platform: "nodebb",
          name: "F",
          url: forum,
          account: { token: { env: "TOKEN" } },
          settings: { category: "2", uid: "1" },
        },
      ],
    },
  ],
});

/** @param {string} letter @param {number} letters of each comment, as Facebook writes them */
function batch(letter, letters) {
  const time = Math.floor(Date.now() / 1000);
  const changes = Array.from({ length: 1000 }, (_, i) => {
    const post = `700_${1 + (i % 40)}`;
    const from = `{"id":"${5000 + (i % 300)}","name":"Naam ${i % 300}"}`;
    const whole = `{"id":"${post}","status_type":"mobile_status_update","is_published":true,"updated_time":"2026-03-04T09:15:00+0000","permalink_url":"https:\\/\\/www.facebook.com\\/700\\/posts\\/${1 + (i % 40)}","promotion_status":"inactive"}`;
    const ids = `"post_id":"${post}","comment_id":"${1 + (i % 40)}_${90000 + i}","parent_id":"${post}"`;
    const value = `{"from":${from},"post":${whole},"message":"${letter.repeat(letters)}",${ids},"created_time":${time},"item":"comment","verb":"add"}`;
    return `{"value":${value},"field":"feed"}`;
  });
  return `{"entry":[{"id":"700","time":${time},"changes":[${changes.join()}]}],"object":"page"}`;
}

/** A Page on which there is nothing yet. */
async function quietGraph() {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { "content-type": "application/json" }).end('{"id":"700","name":"P","data":[]}');
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, stop: () => (server.closeAllConnections(), server.close()) };
}

export async function benchWebhook() {
  const graph = await quietGraph();
  console.log("1,000 comments          bytes   new, ms   again, ms");
  try {
    for (const [what, letter, letters] of /** @type {[string, string, number][]} */ ([
      ["of 50 letters", "a", 50],
      ["of 300 letters", "a", 300],
      ["of 500, all escaped", "\\u043f", 500],
    ])) {
      const { bytes, first, again } = await measure(graph.url, batch(letter, letters));
      const cells = [
        what.padEnd(19),
        String(bytes).padStart(9),
        first.toFixed(1).padStart(9),
        again.toFixed(1).padStart(11),
      ];
      console.log(cells.join(" "));
    }
  } finally {
    graph.stop();
  }
}

/** @param {string} graph @param {string} body */
async function measure(graph, body) {
  const folder = mkdtempSync(path.join(tmpdir(), "plein-bench-"));
  const config = checkConfig(configOf(graph, "http://127.0.0.1:1"), "plein.json", folder);
  const relay = await startRelay(config, { env, log: pino({ level: "silent" }) });
  const post = async () => {
    const signature = createHmac("sha256", env.SECRET).update(body).digest("hex");
    const begin = performance.now();
    const answer = await fetch(`${relay.url}/webhooks/b/page`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}` },
      body,
    });
    const said = await answer.json();
    if (!said.taken) throw new Error(`it was not taken: ${JSON.stringify(said)}`);
    return performance.now() - begin;
  };
  try {
    await stands(relay.url);
    return { bytes: body.length, first: await post(), again: await post() };
  } finally {
    await relay.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Until it is known who the Page is. @param {string} url */
async function stands(url) {
  for (const deadline = Date.now() + 10000; Date.now() < deadline;) {
    const { bridges } = /** @type {any} */ (await (await fetch(`${url}/healthz`)).json());
    if (bridges.b.places[0].state === "ok") return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("the page did not come to stand");
}
