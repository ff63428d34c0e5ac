// Without a relay: the engine in the page reads the places, merges what stands in both, and says where one replies.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { after, before, test } from "node:test";
import { Stage } from "./stage.js";

const stage = new Stage();
before(() => stage.start());
after(async () => {
  for (const server of servers) (server.close(), server.closeAllConnections());
  await stage.end();
});

const html = `<!doctype html><html lang="en"><script type="module" src="/plein/plein.js"></script>
  <plein-feed config="/direct.json"></plein-feed></html>`;
const types = { ".js": "text/javascript", ".wasm": "application/wasm" };

/** A website with nothing but the widget. @param {unknown} config */
async function open(config) {
  if (!stage.context) throw new Error("the stage is not set");
  const url = await serve((asked, answer) => {
    if (asked === "/direct.json") return void answer.end(JSON.stringify(config));
    if (!asked.startsWith("/plein/")) return void answer.writeHead(200, { "content-type": "text/html" }).end(html);
    const type = types[/** @type {".js"} */ (path.extname(asked))] ?? "text/plain";
    answer
      .writeHead(200, { "content-type": type })
      .end(readFileSync(new URL(`../../build/web/${asked.slice(7)}`, import.meta.url)));
  });
  const page = await stage.context.newPage();
  /** @type {string[]} */
  const methods = [];
  page.on("request", (request) => methods.push(request.method()));
  await page.goto(url);
  return { page, methods };
}

/** @type {import("node:http").Server[]} */
const servers = [];

/** @param {(url: string, answer: import("node:http").ServerResponse) => void} respond */
async function serve(respond) {
  const server = createServer((request, answer) => respond(request.url ?? "/", answer));
  servers.push(server);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  return `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
}

const places = () => {
  const { nodebb, bluesky } = /** @type {NonNullable<Stage["simulators"]>} */ (stage.simulators);
  const settings = { category: String(nodebb.category), account: String(nodebb.bridge.uid) };
  return [
    {
      id: "page",
      kind: "page",
      platform: "bluesky",
      name: "Bluesky",
      url: bluesky.url,
      settings: { account: bluesky.brand.handle },
    },
    { id: "forum", kind: "forum", platform: "nodebb", name: "Noordnet forum", url: nodebb.url, settings },
  ];
};

test("a thread and its copy are one, read only, with a link to where one replies", async () => {
  const { page, methods } = await open({ places: places() });
  await page.getByText("Roaming in Londen").first().waitFor();
  // The question's copy on the forum leads to the question itself, which no public list of the page names.
  // It is announced where it came after the first list, and stands there where it came with it.
  const pill = page.locator("plein-feed [part=pill]");
  const question = page.getByText("Mijn router knippert rood").first();
  await pill.or(question).first().waitFor();
  if (!(await question.isVisible())) await pill.click();
  await question.waitFor();
  assert.equal(await page.locator("plein-feed [part=card]").count(), 2);
  await page.getByText("Roaming in Londen").first().click();
  await page.getByText("Ja, gewoon zoals thuis").first().waitFor();
  assert.equal(await page.locator("plein-feed [part=post]").count(), 2);
  assert.equal(await page.getByRole("link", { name: "Reply on Noordnet forum" }).count(), 2);
  assert.equal(await page.locator("plein-feed button[part=ask]").count(), 0);
  assert.deepEqual(new Set(methods), new Set(["GET"]));
  await page.close();
});

test("what was read is searched, by the engine in the page", async () => {
  const { page, methods } = await open({ places: places() });
  await page.getByText("Roaming in Londen").first().waitFor();
  await page.locator("plein-feed [part=search]").fill("lodnen"); // one error, as people type
  const found = page.locator("plein-feed [part=result]");
  await found.getByRole("link", { name: "Roaming in Londen" }).waitFor();
  assert.equal(await found.count(), 1);
  await page.locator("plein-feed [part=search]").fill("giraffe");
  await page.locator("plein-feed [part=nothing-found]").waitFor();
  assert.equal(await page.locator("plein-feed [part=nothing-found] button").count(), 0);
  assert.deepEqual(new Set(methods), new Set(["GET"]));
  await page.close();
});

test("a forum that lets no page read it is named, with the setting that its administrator has to change", async () => {
  const closed = await serve((_, answer) => void answer.end("{}"));
  const [bluesky, forum] = places();
  const { page } = await open({ places: [bluesky, { ...forum, url: closed }] });
  const line = page.locator("plein-feed [part=failing]");
  await line.waitFor();
  assert.match((await line.textContent()) ?? "", /Noordnet forum .*Access-Control-Allow-Origin/);
  await page.close();
});
