// Without a relay or a network: what was last seen stands there with its age, reading goes on, and all is well again by itself.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { eventually } from "../bridge/relay-fixture.js";
import { launchChromium, watch } from "./chromium.js";
import { Site, strict } from "./site.js";
import { StubRelay, idOf, postOf } from "./stub-relay.js";

/** @import { BrowserContext, Page } from "playwright-core" */

let relay = new StubRelay();
let isDown = false;
const site = new Site({
  relay: {
    answer(request, response, url) {
      if (!isDown || !url.pathname.startsWith("/v1/")) return relay.answer(request, response, url);
      response.writeHead(502, { "content-type": "application/json" }).end("{}");
      return true;
    },
  },
  policy: strict,
});
/** @type {BrowserContext} */
let browser;
/** @type {string[]} */
const problems = [];

before(async () => {
  relay.fill(12, 2);
  await site.start();
  browser = await launchChromium();
});
after(async () => {
  await browser.close();
  site.end();
});
afterEach(async () => {
  isDown = false;
  for (const page of browser.pages()) if (page.url() !== "about:blank") await page.close();
  // What the browser says of answers that did not come.
  for (const problem of problems.splice(0)) assert.match(problem, /Failed to load resource|net::ERR/);
});

async function open() {
  const page = await browser.newPage();
  watch(page, site.url, problems);
  await page.goto(site.url);
  return page;
}
/** @param {Page} page */
const cards = (page) => page.locator("plein-feed [part=card]");
/** @param {Page} page */
const line = (page) => page.locator("plein-feed [part=offline]");
/** What is kept in the browser. @param {Page} page @returns {Promise<any>} */
const kept = (page) =>
  page.evaluate(async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === "plein-seen")) return undefined;
    const database = await new Promise((resolve) => {
      const request = indexedDB.open("plein-seen");
      request.onsuccess = () => resolve(request.result);
    });
    return new Promise((resolve) => {
      const request = database.transaction("seen").objectStore("seen").getAll();
      request.onsuccess = () => (database.close(), resolve(request.result[0]));
    });
  });
/** @param {Page} page */
const isKept = (page) => eventually("it is kept", async () => (await kept(page))?.threads.length > 0);

test("a relay that is down: what was last seen, threads too, with their age; and then all of it, by itself", async () => {
  const first = await open();
  await first.getByText("Question 11 about the router").click();
  await first.getByText(`Text of ${idOf("c", 11001)}`).waitFor();
  await eventually("the thread is kept too", async () => (await kept(first))?.whole?.length === 1);
  await first.close();
  isDown = true;
  const page = await open();
  await line(page).getByText("You see what we had at").waitFor();
  assert.equal(await cards(page).count(), 10);
  await page.getByText("Question 11 about the router").click();
  await page.getByText(`Text of ${idOf("c", 11001)}`).waitFor();
  await page.getByText("Question 9 about the router").click();
  await page.locator("plein-feed [part=feed]").getByText("The replies could not be loaded").waitFor();
  isDown = false;
  relay.add(postOf({ id: idOf("d", 1), title: "Asked meanwhile", created_at: Date.now() }));
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.getByText("Asked meanwhile").waitFor();
  await line(page).waitFor({ state: "detached" });
});

test("a relay that is down, and nothing was ever seen: it says so, and comes by itself", async () => {
  isDown = true;
  const page = await browser.newPage();
  watch(page, site.url, problems);
  await page.goto(`${site.url}/?new`);
  await page.evaluate(() => indexedDB.deleteDatabase("plein-seen"));
  await page.evaluate(() => document.querySelector("plein-feed")?.setAttribute("bridge", "other"));
  await page.locator("plein-feed [part=feed]").getByText("could not be loaded, so there is nothing to read").waitFor();
  isDown = false;
  await page.evaluate(() => document.querySelector("plein-feed")?.setAttribute("bridge", "noordnet"));
  await cards(page).first().waitFor();
});

test("a network that is gone: reading goes on, a quiet line says so, and what was missed comes when it is back", async () => {
  const page = await open();
  await eventually("the stream is open", () => relay.streams.size === 1);
  await page.getByText("Question 11 about the router").click();
  await page.getByText(`Text of ${idOf("c", 11001)}`).waitFor();
  await browser.setOffline(true);
  for (const stream of relay.streams) stream.destroy();
  await line(page).getByText("There is no connection").waitFor();
  await page.keyboard.press("Escape");
  await page.getByText("Question 11 about the router").click();
  await page.getByText(`Text of ${idOf("c", 11001)}`).waitFor();
  const late = postOf({ id: idOf("d", 7), thread: idOf("b", 11), parent: idOf("b", 11), created_at: Date.now() });
  relay.tell(late);
  await browser.setOffline(false);
  await page.locator("plein-feed [part=post]").getByText(`Text of ${late.id}`).waitFor();
  await line(page).waitFor({ state: "detached" });
});

test("what is removed is not kept, and what a relay that began anew does not have is forgotten", async () => {
  const page = await open();
  await isKept(page);
  const root = idOf("b", 3);
  const thread = relay.threads.get(root) ?? [];
  relay.threads.delete(root);
  relay.threads.set(root, [thread[0]]);
  relay.tell({ ...thread[0], removed: true, body: [], author: { key: "", name: "", role: "visitor" } });
  await eventually("it is not kept any more", async () => {
    const seen = await kept(page);
    return seen && !JSON.stringify(seen).includes(`Text of ${root}`);
  });
  const before = relay;
  relay = new StubRelay();
  relay.add(postOf({ id: idOf("d", 9), title: "All that is left", created_at: Date.now() }));
  for (const stream of before.streams) (stream.write("event: reset\ndata: {}\n\n"), stream.end());
  await page.getByText("All that is left").waitFor();
  await eventually("only that is kept", async () => {
    const seen = await kept(page);
    return seen?.threads.length === 1 && seen.threads[0].root.title === "All that is left";
  });
  relay = before;
});

test("little is kept: 200 threads at most, and not for ever", async () => {
  relay = new StubRelay();
  relay.fill(320);
  const page = await open();
  await page.locator("plein-feed").evaluate((widget) => widget.setAttribute("page-size", "100"));
  for (const count of [100, 200, 300]) {
    await eventually(`${count} are shown`, async () => (await cards(page).count()) === count);
    await page.locator("plein-feed [part=more]").click();
  }
  await eventually("200 are kept", async () => (await kept(page))?.threads.length === 200);
  await page.evaluate(async () => {
    const database = await new Promise((resolve) => {
      const request = indexedDB.open("plein-seen");
      request.onsuccess = () => resolve(request.result);
    });
    const store = database.transaction("seen", "readwrite").objectStore("seen");
    const [key] = await new Promise(
      (resolve) => (store.getAllKeys().onsuccess = (/** @type {any} */ { target }) => resolve(target.result)),
    );
    const seen = await new Promise(
      (resolve) => (store.get(key).onsuccess = (/** @type {any} */ { target }) => resolve(target.result)),
    );
    store.put({ ...seen, at: Date.now() - 40 * 86_400_000 }, key);
    await new Promise((resolve) => (store.transaction.oncomplete = resolve));
    database.close();
  });
  await page.close();
  isDown = true;
  const later = await open();
  await later.locator("plein-feed [part=feed]").getByText("could not be loaded, so there is nothing to read").waitFor();
  assert.equal(await cards(later).count(), 0);
});

test("a browser that keeps nothing is no error", async () => {
  relay = new StubRelay();
  relay.fill(3);
  const page = await browser.newPage();
  watch(page, site.url, problems);
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("no", "SecurityError");
    };
  });
  await page.goto(site.url);
  await eventually("three are shown", async () => (await cards(page).count()) === 3);
  isDown = true;
  await page.reload();
  await page.locator("plein-feed [part=feed]").getByText("could not be loaded, so there is nothing to read").waitFor();
});
