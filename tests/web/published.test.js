// The widget's files as a page names them: by version, unchanging, with a hash; and a browser that refuses what is not what was promised.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import { chromium } from "playwright-core";
import { buildWeb } from "../../scripts/build-web.js";
import { policyOf } from "../../scripts/snippet.js";
import { RelayFixture, configFor, eventually, token } from "../bridge/relay-fixture.js";
import { startSimulators } from "../simulators/host.js";

const built = path.join(import.meta.dirname, "../../build/web");
const relay = new RelayFixture();
const folder = path.join(relay.folder, "web");
const version = JSON.parse(readFileSync(path.join(import.meta.dirname, "../../package.json"), "utf8")).version;

/** A website elsewhere, with one page. */
let html = "";
let policy = "";
const site = createServer((request, answer) => {
  if (request.url !== "/") return void answer.writeHead(404).end();
  if (policy) answer.setHeader("content-security-policy", policy);
  answer.writeHead(200, { "content-type": "text/html" }).end(html);
});
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
/** @type {import("../../scripts/build-web.js").Manifest} */
let manifest;
let origin = "";

before(async () => {
  cpSync(built, folder, { recursive: true });
  simulators = await startSimulators({});
  simulators.forum.topic("carla", "Roaming in Londen", "Werkt mijn bundel daar ook?");
  await new Promise((resolve) => site.listen(0, "127.0.0.1", () => resolve(undefined)));
  origin = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (site.address()).port}`;
  await relay.start({ ...configFor(simulators), widget: folder, origins: [origin] });
  manifest = await relay.get("/plein/manifest.json");
  const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args });
});
after(async () => {
  await browser?.close();
  site.close();
  site.closeAllConnections();
  await relay.remove();
  await simulators?.stop();
});
afterEach(async () => {
  policy = "";
  for (const context of browser.contexts()) await context.close();
  rmSync(folder, { recursive: true, force: true });
  cpSync(built, folder, { recursive: true });
});

/** The build's own snippet, with this relay in the place of the example. @param {string} name */
const snippetOf = (name) =>
  readFileSync(path.join(folder, name), "utf8").replaceAll("https://relay.example", relay.url);

/** Other bytes than the build's, in the folder of the version. @param {string} name */
function change(name) {
  const file = path.join(folder, version, name);
  const text = `\n;(globalThis.strange ??= []).push(${JSON.stringify(name)});`;
  // A custom section of WebAssembly: one may be added anywhere, so that nothing but the hash is wrong.
  const more = name.endsWith(".wasm") ? Buffer.from([0, 3, 1, 97, 0]) : Buffer.from(text);
  writeFileSync(file, Buffer.concat([readFileSync(file), more]));
  rmSync(`${file}.br`);
}

/** A page with this snippet, in a browser that has nothing in its cache. @param {string} snippet */
async function open(snippet) {
  html = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">${snippet}<plein-feed relay="${relay.url}" bridge="noordnet"></plein-feed>`;
  const page = await (await browser.newContext()).newPage();
  /** @type {string[]} */
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  await page.goto(origin, { waitUntil: "load" });
  return { page, said };
}
/** @param {import("playwright-core").Page} page */
const defined = (page) => page.evaluate(() => Boolean(customElements.get("plein-feed")));
/** Which of what was changed has run. @param {import("playwright-core").Page} page */
const ran = (page) => page.evaluate(() => /** @type {any} */ (globalThis).strange ?? []);
const refused = /integrity/i;

test("every file stands under the version too, with the hash that the manifest says", async () => {
  assert.equal(manifest.version, version);
  const names = Object.keys(manifest.files);
  assert.ok(names.includes("plein.js") && names.some((name) => name.endsWith(".wasm")), names.join());
  for (const name of names) {
    for (const base of ["/plein", `/plein/${version}`]) {
      const answer = await relay.fetch(`${base}/${name}`);
      assert.equal(answer.status, 200, `${base}/${name}`);
      const hash = createHash("sha384")
        .update(new Uint8Array(await answer.arrayBuffer()))
        .digest("base64");
      assert.equal(`sha384-${hash}`, manifest.files[name].integrity, `${base}/${name}`);
    }
  }
});

test("what is of a version never changes, is for every origin, and what has no version is asked for again", async () => {
  const cached = async (/** @type {string} */ route) => {
    const { headers } = await relay.fetch(route);
    return [headers.get("cache-control"), headers.get("access-control-allow-origin")];
  };
  const forEver = ["public, max-age=31536000, immutable", "*"];
  assert.deepEqual(await cached(`/plein/${version}/plein.js`), forEver);
  assert.deepEqual(await cached(`/plein/${version}/manifest.json`), forEver);
  assert.deepEqual(await cached("/plein/plein.js"), ["no-cache", "*"]);
  assert.deepEqual(await cached("/plein/manifest.json"), ["no-cache", "*"]);
});

test("the next build leaves the folders of other versions where they are", async () => {
  const out = path.join(relay.folder, "again");
  cpSync(built, out, { recursive: true });
  cpSync(path.join(out, version), path.join(out, "0.0.9"), { recursive: true });
  writeFileSync(path.join(out, version, "stale.js"), "");
  await buildWeb({ out });
  assert.equal(
    readFileSync(path.join(out, "0.0.9/plein.js"), "utf8"),
    readFileSync(path.join(out, "plein.js"), "utf8"),
  );
  assert.throws(() => readFileSync(path.join(out, version, "stale.js")));
});

for (const name of ["snippet.txt", "snippet-all.txt"]) {
  test(`${name} brings the widget to a page of another origin, and nothing is loaded twice`, async () => {
    const { page, said } = await open(snippetOf(name));
    await page.locator("plein-feed [part=card]").first().waitFor();
    await page.locator("plein-feed [part=ask], plein-feed [part=sign-in]").first().waitFor();
    assert.deepEqual(said, []);
    const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name));
    const scripts = loaded.filter((url) => url.endsWith(".js"));
    assert.ok(
      scripts.every((url) => url.startsWith(`${relay.url}/plein/${version}/`)),
      scripts.join(),
    );
    assert.equal(new Set(scripts).size, scripts.length, scripts.join());
  });
}

test("a changed entry is refused", async () => {
  change("plein.js");
  const { page, said } = await open(snippetOf("snippet.txt"));
  assert.equal(await defined(page), false);
  assert.match(said.join(), refused);
});

test("a changed part of the first list is refused where the page names its hash; the entry's hash alone does not cover it", async () => {
  change(manifest.first.filter((name) => name !== "plein.js")[0]);
  const { page: plain } = await open(snippetOf("snippet.txt"));
  assert.equal(await defined(plain), true);
  const { page, said } = await open(snippetOf("snippet-all.txt"));
  assert.equal(await defined(page), false);
  assert.match(said.join(), refused);
});

/** @param {(name: string) => boolean} [but] @returns {string[]} the modules that are loaded after the entry, and were changed now */
function changeModules(but = () => false) {
  const english = manifest.languages.en;
  const names = Object.keys(manifest.files).filter((name) => name.endsWith(".js") && !english.includes(name));
  const changed = names.filter((name) => !manifest.first.includes(name) && !but(name));
  for (const name of changed) change(name);
  return changed;
}

test("changed modules that are loaded later are refused where the page names their hashes, and the list stands", async () => {
  const changed = changeModules();
  const { page, said } = await open(snippetOf("snippet-all.txt"));
  await page.locator("plein-feed [part=card]").first().waitFor();
  const isRefused = (/** @type {string} */ text) => refused.test(text);
  const ahead = manifest.later.filter((name) => changed.includes(name));
  await eventually("each is refused", () => said.filter(isRefused).length >= ahead.length);
  // However it is asked for.
  await page.locator("plein-feed [part=title] a").first().click();
  const base = `${relay.url}/plein/${version}/`;
  for (const name of changed)
    assert.equal(await page.evaluate((url) => import(url).catch(() => "refused"), base + name), "refused", name);
  assert.deepEqual(await ran(page), []);
  assert.ok(await page.locator("plein-feed [part=card]").first().isVisible());
});

test("what is loaded when somebody signs in is held to its hash too: the widget says that one cannot write", async () => {
  const changed = changeModules((name) => !manifest.used.includes(name));
  assert.ok(changed.length >= 3);
  const { page, said } = await open(snippetOf("snippet-all.txt"));
  await page.locator("plein-feed [part=card]").first().waitFor();
  await page.evaluate((token) => document.querySelector("plein-feed")?.setAttribute("token", token), await token());
  await page.locator("plein-feed [part=title]").first().click();
  await page.locator("plein-feed [part=thread]").getByText("could not be loaded").waitFor();
  assert.deepEqual(await ran(page), []);
  assert.match(said.join(), refused);
  assert.doesNotMatch(said.join(), /dynamically imported/); // none of it goes unhandled
});

test("what one writes with is loaded once more when one asks for it", async () => {
  const { page } = await open(snippetOf("snippet.txt"));
  await page.locator("plein-feed [part=ask], plein-feed [part=sign-in]").first().waitFor();
  await page.route(
    (url) => manifest.used.some((name) => url.pathname.endsWith(name)),
    (route) => route.abort(),
  );
  await page.evaluate((token) => document.querySelector("plein-feed")?.setAttribute("token", token), await token());
  await page.locator("plein-feed [part=title]").first().click();
  const line = page.locator("plein-feed [part=thread]").getByText("could not be loaded");
  await line.waitFor();
  await page.unrouteAll();
  await line.getByRole("button", { name: "Try again" }).click();
  await page.locator("plein-feed [part=thread] form[part=composer]").waitFor();
});

test("under a policy the import map counts by its hash, and the browser says which one where it is missing", async () => {
  const snippet = snippetOf("snippet-all.txt");
  const hash = await policyOf(snippet);
  changeModules();
  const allowed = `script-src ${relay.url} 'wasm-unsafe-eval'`;
  policy = `${allowed} ${hash}`;
  const { page, said } = await open(snippet);
  await page.locator("plein-feed [part=card]").first().waitFor();
  await eventually("they are refused", () => said.some((text) => refused.test(text)));
  assert.deepEqual(await ran(page), []);
  assert.doesNotMatch(said.join(), /Content.Security.Policy/i);
  policy = allowed;
  const { page: other, said: complaints } = await open(snippet);
  await other.locator("plein-feed [part=card]").first().waitFor();
  await eventually("the browser says so", () => complaints.some((text) => text.includes(String(hash))));
});

test("a changed engine is refused, whichever snippet: the list stays, read only", async () => {
  change(/** @type {string} */ (manifest.later.find((name) => name.endsWith(".wasm"))));
  const { page, said } = await open(snippetOf("snippet.txt"));
  await page.getByText("replying is not possible in this browser").waitFor();
  assert.match(said.join(), refused);
});
