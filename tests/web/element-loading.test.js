// When the element begins: by its button, once it is seen, before or after its script; and what comes twice, or does not come.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../bridge/relay-fixture.js";
import { watch } from "./chromium.js";
import { asked, browser, cards, elementOfTests, feed, open, problems, put, set, site, told } from "./element-stage.js";

elementOfTests();

test("manual waits for its button, or for load()", async () => {
  const page = await open(feed.replace(">", ' loading="manual">'));
  const button = page.locator("plein-feed [part=load]");
  await button.waitFor();
  assert.deepEqual(asked, []);
  await button.click();
  await cards(page).first().waitFor();
  await page.locator("plein-feed").evaluate((widget) => widget.remove());
  await put(page, feed.replace(">", ' loading="manual">'));
  await button.waitFor();
  await page.locator("plein-feed").evaluate((widget) => /** @type {any} */ (widget).load());
  await cards(page).first().waitFor();
});

test("lazy waits until it is about to be seen; eager ends the waiting", async () => {
  const page = await open();
  await page.evaluate(() =>
    document.querySelector("main")?.append(Object.assign(document.createElement("div"), { id: "room" })),
  );
  await page.locator("#room").evaluate((room) => (room.style.height = "5000px"));
  await put(page, feed.replace(">", ' loading="lazy">'));
  await page.locator("plein-feed .skeletons").waitFor();
  assert.deepEqual(asked, []);
  await page.locator("plein-feed").evaluate((widget) => widget.scrollIntoView());
  await cards(page).first().waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  await put(page, feed.replace(">", ' loading="lazy">'));
  const second = page.locator("plein-feed").nth(1);
  await second.locator(".skeletons").waitFor();
  await second.evaluate((widget) => widget.setAttribute("loading", "eager"));
  await second.locator("[part=card]").first().waitFor();
});

test("what was set on it before its script came counts", async () => {
  const page = await browser.newPage();
  watch(page, site.url, problems);
  await page.route("**/plein.js", async (route) => {
    await page.waitForFunction(() => document.querySelector("plein-feed"));
    await route.continue();
  });
  await page.goto(site.url, { waitUntil: "commit" });
  await page.waitForSelector("main", { state: "attached" });
  await page.evaluate(() => {
    const widget = /** @type {any} */ (document.createElement("plein-feed"));
    Object.assign(widget, { relay: "/", bridge: "noordnet", lang: "en", pageSize: 3 });
    document.querySelector("main")?.append(widget);
  });
  await eventually("it shows three", async () => (await cards(page).count()) === 3);
});

test("a second copy of its script on the page changes nothing", async () => {
  const page = await open(feed);
  await cards(page).first().waitFor();
  await page.evaluate(async () => {
    await import(/** @type {any} */ ("/plein/plein.js?another"));
    await import(/** @type {any} */ ("/plein/plein.js?and-another"));
  });
  await put(page, feed);
  await eventually("both stand", async () => (await cards(page).count()) === 20);
});

test("where the words of another language cannot be loaded, a thread is opened in those of before, and the page is told", async () => {
  const page = await open(feed);
  // All that it needs for a thread has come.
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("plein-feed")).visit);
  await page.route("**/plein-*.js", (route) => route.abort());
  await set(page, "lang", "nl");
  await cards(page).first().click();
  await eventually("it is open", async () => (await told(page, "plein-thread-open")).length === 1);
  assert.ok((await told(page, "plein-error")).every(([, { code }]) => code === "unreachable"));
  assert.equal((await told(page, "plein-error")).length, 1);
  await page.locator("plein-feed [part=post]").first().waitFor();
  // Chromium reports each file that does not come; beside that nothing has gone wrong.
  assert.deepEqual(
    problems.splice(0).filter((each) => !each.includes("net::ERR_FAILED")),
    [],
  );
});
