// What the brand decides at its desk, as visitors see it in the widget, without a reload and without anything moving under their eyes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";
import { eventually, token } from "../bridge/relay-fixture.js";
import { violations } from "./axe.js";
import { watch } from "./chromium.js";
import { observe, shifts } from "./shifts.js";
import { stageOfTests } from "./stage.js";

/** @import { Page } from "playwright-core" */

const stage = stageOfTests();
const manifest = JSON.parse(readFileSync(path.join(import.meta.dirname, "../../build/web/manifest.json"), "utf8"));
const base = "/v1/bridges/noordnet";
const hostile = `<img src=x onerror="document.title='taken'"> {{brand}} <script>document.title='taken'</script>`;
let manager = "";
before(async () => (manager = await token({ sub: "mia", name: "Mia", role: "manager" })));

/** @param {string} name */
const part = (name) => `plein-feed [part~=${name}]`;

/** @param {string} method @param {string} route @param {object} [body] */
async function desk(method, route, body) {
  const answer = await stage.relay.fetch(`${base}/desk${route}`, {
    method,
    headers: { authorization: `Bearer ${manager}`, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  assert.equal(answer.status, 200, `${route}: ${await answer.clone().text()}`);
  return answer.json();
}

/** @param {string} key @param {string} title @param {string} [text] @returns {Promise<string>} its post */
const announce = async (key, title, text = "We zoeken het uit.") =>
  (await desk("POST", "/announcements", { key, title, text })).post.id;

/** @param {string} words @returns {Promise<string>} the thread that has them */
async function threadWith(words) {
  const { threads } = await stage.relay.get(`${base}/feed?page_size=100`);
  const found = threads.find((/** @type {any} */ { root }) => JSON.stringify([root.title, root.body]).includes(words));
  assert.ok(found, words);
  return found.root.id;
}

/** A page whose widget lives: what is told reaches it. @param {{ scheme?: "light" | "dark", width?: number }} [how] */
async function open({ scheme = "light", width = 1280 } = {}) {
  if (!stage.context) throw new Error("the stage is not set");
  const page = await stage.context.newPage();
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: scheme });
  watch(page, stage.url ?? "", stage.problems);
  await observe(page);
  const live = page.waitForResponse((answer) => answer.url().includes("/events"));
  await page.goto(stage.url ?? "");
  await page.locator(part("card")).first().waitFor();
  await live;
  return page;
}

/** @param {Page} page @param {string} name a part @param {string} words */
const shown = (page, name, words) => page.locator(part(name), { hasText: words });

/** @param {Page} page @returns {Promise<string[]>} files of the widget that it has loaded */
const loaded = (page) =>
  page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name.split("/").at(-1) ?? ""));

test("an announcement appears as a pill, opens as a line, is closed once, and stays closed", async () => {
  const page = await open();
  const parts = await loaded(page);
  assert.ok(!manifest.decided.some((/** @type {string} */ name) => parts.includes(name)), "nothing of it is loaded");
  await shifts(page);
  const id = await announce("outage-0001", "Storing in Assen");
  const pill = page.locator(part("announcement-pill"));
  await pill.waitFor();
  assert.match(await pill.innerText(), /Storing in Assen/);
  assert.deepEqual(await shifts(page), [], "it pushes nothing");
  await pill.focus();
  await page.keyboard.press("Enter");
  const line = shown(page, "announcement", "Storing in Assen");
  await line.waitFor();
  assert.match(await line.innerText(), /noordnet\.example[\s\S]*We zoeken het uit\./);
  const focused = () =>
    page.evaluate(() => document.querySelector("plein-feed")?.shadowRoot?.activeElement?.textContent ?? "");
  await eventually("one is led to it", async () => (await focused()).includes("Storing in Assen"));
  await line.getByRole("button").click();
  await line.waitFor({ state: "detached" });
  await page.reload();
  await shown(page, "card", "Storing in Assen").waitFor();
  assert.equal(await page.locator(part("announcement")).count(), 0);
  assert.equal(await page.locator(part("announcement-pill")).count(), 0);
  await desk("DELETE", `/announcements/${id}`);
});

test("who comes later has it with the first list; taken down, it vanishes, and nothing moves until one does something", async () => {
  const id = await announce("outage-0002", "Onderhoud vannacht");
  for (const width of [360, 1280]) {
    const page = await open({ width });
    await shown(page, "announcement", "Onderhoud vannacht").waitFor();
    assert.deepEqual(await shifts(page), [], `at ${width} pixels`);
    if (width === 360) await page.close();
  }
  const page = /** @type {Page} */ (stage.context?.pages().at(-1));
  const line = page.locator(part("announcement"));
  await desk("DELETE", `/announcements/${id}`);
  await line.waitFor({ state: "hidden" });
  assert.equal(await line.count(), 1, "its room stays");
  await page.locator(part("card"), { hasText: "Onderhoud vannacht" }).waitFor({ state: "detached" });
  await page.keyboard.press("Shift");
  await line.waitFor({ state: "detached" });
});

test("marks stand on a card at once and move nothing; an opened thread says more; hostile words stay words", async () => {
  const page = await open();
  await shifts(page);
  const id = await threadWith("Roaming in Londen");
  await desk("POST", `/posts/${id}/sponsor`, {});
  await desk("POST", `/posts/${id}/pin`, {});
  await desk("POST", `/posts/${id}/feature`, {});
  await desk("POST", `/posts/${id}/tag`, { tag: "<b>reis</b>" });
  await desk("POST", `/posts/${id}/idea`, { status: "planned", reason: hostile });
  const card = page.locator(`${part("card")}[data-id="${id}"]`);
  const marks = card.locator("[part=marks]");
  await eventually(
    "all of them stand",
    async () => (await marks.count()) && /planned|gepland/.test(await marks.innerText()),
  );
  assert.deepEqual((await marks.innerText()).split(/\s*\n\s*/), [
    "Gesponsord",
    "Vastgezet",
    "Uitgelicht",
    "Idee: gepland",
    "#<b>reis</b>",
  ]);
  assert.deepEqual(await shifts(page), []);
  await card.locator("[part=title] a").click();
  const about = card.locator("[part=about]");
  await about.waitFor();
  assert.ok((await about.innerText()).includes(hostile));
  assert.match(await about.innerText(), /voor dit gesprek is betaald/);
  assert.equal(await about.locator("img, script").count(), 0);
  assert.notEqual(await page.title(), "taken");
  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    await page.emulateMedia({ colorScheme: scheme });
    assert.deepEqual(await violations(page), [], scheme);
  }
  await desk("POST", `/posts/${id}/unsponsor`, {});
  await card.locator("[part=sponsored]").waitFor({ state: "detached" });
});

test("a locked thread says so in place of the composer, to who may not write there; a slow one how long one waits", async () => {
  const page = await open();
  const id = await threadWith("router knippert rood");
  await page.getByText("Als klant Ana").click();
  const card = page.locator(`${part("card")}[data-id="${id}"]`);
  await card.locator("[part=title] a").click();
  const composer = card.locator("[part=composer]");
  await composer.waitFor();

  await desk("POST", `/posts/${id}/slow`, { every_ms: 600_000 });
  await card.locator("[part=slow]", { hasText: "10 minuten" }).waitFor();
  await composer.locator("textarea").fill("Bij mij ook.");
  await composer.locator("[part=send]").click();
  await card.locator("[part=slow]", { hasText: "Je kunt over" }).waitFor();
  await desk("POST", `/posts/${id}/unslow`, {});
  await card.locator("[part=slow]").waitFor({ state: "detached" });

  await desk("POST", `/posts/${id}/lock`, {});
  await card.locator("[part=locked]", { hasText: "alleen noordnet.example" }).waitFor();
  assert.equal(await composer.count(), 0);
  assert.equal(await card.locator("[part=reply]:visible").count(), 0);
  await page.getByText("Als ambassadeur Joris").click();
  await composer.waitFor();
  assert.equal(await card.locator("[part=locked]").count(), 0);
  await page.getByText("Als klant Ana").click();
  await card.locator("[part=locked]").waitFor();
  await desk("POST", `/posts/${id}/unlock`, {});
  await composer.waitFor();
});

test("an announcement of hostile words, in both themes, on a phone: words, and nothing that axe finds", async () => {
  const id = await announce("hostile-01", hostile, hostile);
  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    const page = await open({ scheme, width: 360 });
    const line = page.locator(part("announcement"));
    await line.waitFor();
    assert.ok((await line.innerText()).includes("<script>document.title='taken'</script>"));
    assert.equal(await line.locator("img, script").count(), 0);
    assert.notEqual(await page.title(), "taken");
    assert.deepEqual(await violations(page), [], scheme);
  }
  await desk("DELETE", `/announcements/${id}`);
});
