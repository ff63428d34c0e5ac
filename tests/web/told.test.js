// Why something was decided about what one wrote: below the post, in its place, and in a list; live, by keys, and for its writer alone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";
import { eventually, token } from "../bridge/relay-fixture.js";
import { violations } from "./axe.js";
import { watch } from "./chromium.js";
import { stageOfTests } from "./stage.js";

/** @import { Page } from "playwright-core" */

const stage = stageOfTests();
const manifest = JSON.parse(readFileSync(path.join(import.meta.dirname, "../../build/web/manifest.json"), "utf8"));
const base = "/v1/bridges/noordnet";
const hostile = `<img src=x onerror="document.title='taken'"> <script>document.title='taken'</script>`;
let moderator = "";
before(async () => (moderator = await token({ sub: "mo", name: "Mo", role: "moderator" })));

/** @param {string} name */
const part = (name) => `plein-feed [part~=${name}]`;

/** @param {string} method @param {string} route @param {object} [body] @param {string} [as] */
async function send(method, route, body, as = moderator) {
  const answer = await stage.relay.fetch(base + route, {
    method,
    headers: { authorization: `Bearer ${as}`, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  assert.ok(answer.ok, `${route}: ${await answer.clone().text()}`);
  return answer.status === 204 ? undefined : answer.json();
}

/** A page on which Ana is signed in, whose widget lives. @param {{ scheme?: "light" | "dark", width?: number, id?: string }} [how] `id`: a thread that is open */
async function open({ scheme = "light", width = 1280, id } = {}) {
  if (!stage.context) throw new Error("the stage is not set");
  const page = await stage.context.newPage();
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: scheme });
  watch(page, stage.url ?? "", stage.problems);
  const live = page.waitForResponse((answer) => answer.url().includes("/events"));
  await page.goto(stage.url + (id ? `#plein=${id}` : ""));
  await page.locator(part("card")).first().waitFor();
  await live;
  const me = page.waitForResponse((answer) => answer.url().includes("/me?"));
  await page.getByText("Als klant Ana").click();
  await me;
  return page;
}

/** @param {Page} page @returns {Promise<string>} Ana's */
const tokenOf = (page) => page.evaluate(() => /** @type {any} */ (document.querySelector("plein-feed")).token);

/** What Ana writes. @param {Page} page @param {string} key @param {string} text @param {string} [parent] @returns {Promise<string>} */
async function write(page, key, text, parent) {
  const said = { key, text, ...(parent ? { parent } : { title: text }) };
  return (await send("POST", "/posts", said, await tokenOf(page))).post.id;
}

/** @param {Page} page */
const loaded = (page) =>
  page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name.split("/").at(-1) ?? ""));

/** Where cards and choices stand. @param {Page} page */
const tops = (page) =>
  page
    .locator("plein-feed :is([part=choice], [part=card])")
    .evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().top)));

/** The same without it. @param {HTMLElement | SVGElement} notice */
function without(notice) {
  notice.style.display = "none";
  const all = /** @type {ShadowRoot} */ (notice.getRootNode()).querySelectorAll("[part=choice], [part=card]");
  const found = [...all].map((each) => Math.round(each.getBoundingClientRect().top));
  notice.style.display = "";
  return found;
}

/** @param {Page} page @param {string} id */
const post = (page, id) => page.locator(`plein-feed [data-post="${id}"]`);

test("who wrote a post sees what is decided about it, and why, while they look; nobody else does", async () => {
  const page = await open();
  const id = await write(page, "told-root-01", "Kan ik mijn modem ruilen?");
  const reply = await write(page, "told-reply-1", "Bel mij op 06 12345678.", id);
  await page.goto(`${stage.url}#plein=${id}`);
  await page.reload();
  await post(page, reply).waitFor();
  await page.getByText("Als klant Ana").click();
  await page.locator(part("composer")).waitFor();
  const parts = await loaded(page);
  assert.ok(!manifest.told.some((/** @type {string} */ name) => parts.includes(name)), "nothing of it is loaded");

  await send("POST", `/desk/posts/${reply}/hide`, { place: "forum", reason: "Dit mag niet op het forum." });
  const note = post(page, reply).locator("[part=told]");
  await note.waitFor();
  assert.match(await note.innerText(), /Verborgen op Noordnet forum\. Reden:\s+Dit mag niet op het forum\./);
  await send("POST", `/desk/posts/${id}/lock`, { reason: hostile });
  const locked = post(page, id).locator("[part=told]");
  await locked.waitFor();
  assert.ok((await locked.innerText()).includes(hostile), "hostile words stay words");
  await send("POST", `/desk/posts/${id}/unlock`, {});
  await locked.waitFor({ state: "detached" });

  await send("POST", `/posts/${reply}/hold`, { reason: "Zet geen nummer van jezelf in een bericht." });
  await eventually("it is told in its place", async () =>
    /Tegengehouden.*Zet geen nummer/s.test(await post(page, reply).innerText()),
  );
  assert.deepEqual(await violations(page, { within: "plein-feed" }), []);
  const others = await stage.open();
  await others.goto(`${stage.url}#plein=${id}`);
  await others.reload();
  await post(others, reply).waitFor();
  assert.doesNotMatch(await others.locator("plein-feed").innerText(), /Tegengehouden|nummer|Verborgen/);
  assert.equal(await others.locator(part("told-notice")).count(), 0);

  await send("POST", `/posts/${reply}/release`);
  await post(page, reply).getByText("Bel mij op").waitFor();
  await eventually(
    "what is no more is not told",
    async () => !/Tegengehouden/.test(await post(page, reply).innerText()),
  );
  assert.equal(await page.locator(part("told-notice")).count(), 0);
});

test("of a post that is shown nowhere a notice tells, and nothing moves for it; its list is read by keys, and once", async () => {
  const page = await open({ width: 360 });
  const id = await write(page, "told-root-02", "Wie verkoopt goedkope simkaarten?");
  await page
    .locator(`${part("card")}[data-id="${id}"]`)
    .waitFor({ state: "attached" })
    .catch(() => {});
  await page.close();
  await send("POST", `/posts/${id}/hold`, { reason: "Dit is reclame." });
  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    const again = await open({ width: 360, scheme });
    const notice = again.locator(part("told-notice"));
    await notice.waitFor();
    assert.match((await notice.getAttribute("aria-label")) ?? "", /^1 tegengehouden: /);
    assert.deepEqual(await tops(again), await notice.evaluate(without), "it takes no room of its own");
    assert.deepEqual(await violations(again, { within: "plein-feed" }), [], scheme);
    await notice.focus();
    await again.keyboard.press("Enter");
    const list = again.locator(part("told-list"));
    await list.waitFor();
    assert.match(
      await list.innerText(),
      /Wie verkoopt goedkope simkaarten\?[\s\S]*Tegengehouden[\s\S]*Dit is reclame\./,
    );
    assert.deepEqual(await violations(again, { within: "plein-feed" }), [], scheme);
    if (scheme === "light") {
      await again.close();
      continue;
    }
    await again.keyboard.press("Escape");
    await list.waitFor({ state: "detached" });
    assert.equal(await notice.count(), 0);
    const focused = () =>
      again.evaluate(() => document.querySelector("plein-feed")?.shadowRoot?.activeElement?.localName);
    await eventually("one is in the list", async () => (await focused()) === "a");
    const quiet = await open();
    await quiet.waitForTimeout(500);
    assert.equal(await quiet.locator(part("told-notice")).count(), 0, "it was read");
  }
});

test("what a rule holds as it is sent is told at once", async () => {
  const rule = { key: "rule-told-2", name: "Reclame", on: true, words: ["casino"] };
  await send("POST", "/desk/rules", rule);
  const page = await open();
  await page.locator(part("ask")).click();
  await page.locator("plein-feed .asking input").fill("Speel mee in het casino");
  await page.locator("plein-feed .asking textarea").fill("Altijd prijs.");
  await page.locator("plein-feed .asking [part=send]").click();
  const notice = page.locator(part("told-notice"));
  await notice.waitFor();
  await notice.click();
  await page.locator(part("told-list")).getByText("Speel mee in het casino").waitFor();
  assert.match(await page.locator(part("told-list")).innerText(), /Reclame/);
  await send("DELETE", "/desk/rules/rule-told-2");
});
