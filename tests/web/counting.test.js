// What a page tells its relay of who reads it: each thing a reader does, once, of the right thread; nothing where the page switched it off;
// nothing kept in a browser that asks to be left alone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { eventually } from "../bridge/relay-fixture.js";
import { launchChromium, watch } from "./chromium.js";
import { Site, strict, tag } from "./site.js";
import { StubRelay, idOf, postOf } from "./stub-relay.js";

/** @import { Page } from "playwright-core" */

const manifest = JSON.parse(readFileSync(path.join(import.meta.dirname, "../../build/web/manifest.json"), "utf8"));
let relay = new StubRelay();
const site = new Site({ relay: { answer: (...asked) => relay.answer(...asked) }, policy: strict });
/** @type {import("playwright-core").BrowserContext} */
let context;
/** @type {string[]} */
const problems = [];

const root = idOf("b", 1);
const other = idOf("b", 0);
const outgoing = { t: "a", u: "https://brand.example/help", c: ["our help"] };

before(async () => {
  await site.start();
  context = await launchChromium();
});
after(async () => {
  await context?.close();
  site.end();
});
beforeEach(() => {
  site.html = site.html.replace(/<body>.*<\/body>/s, `<body>${tag}</body>`);
  relay = new StubRelay();
  relay.fill(1);
  const question = postOf({ id: root, title: "A red light", created_at: 1_760_000_100_000 });
  const answer = postOf({
    id: idOf("c", 1),
    thread: root,
    parent: root,
    depth: 1,
    author: { key: idOf("a", 2), name: "Joris", handle: "joris", role: "ambassador" },
    body: [{ t: "p", c: ["See ", /** @type {any} */ (outgoing)] }],
  });
  relay.add(question, [answer]);
});
afterEach(async () => {
  for (const page of context.pages()) if (page.url() !== "about:blank") await page.close();
  await context.clearCookies();
  assert.deepEqual(problems.splice(0), []);
});

/** A page of which what it tells is heard. @param {(page: Page) => Promise<unknown>} [prepare] @param {string} [address] what follows the site's */
async function open(prepare, address = "") {
  const page = await context.newPage();
  watch(page, site.url, problems);
  await page.addInitScript(() =>
    document.addEventListener("plein-counting", () => document.documentElement.toggleAttribute("counting", true)),
  );
  await prepare?.(page);
  await page.goto(site.url + address);
  await page.locator("plein-feed [part=card]").first().waitFor();
  return page;
}

/** Until it counts. @param {Page} page */
const counts = (page) => page.locator("html[counting]").waitFor();

/** @param {Page} page @returns {Promise<string[]>} */
const loaded = (page) =>
  page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name.split("/").at(-1) ?? ""));

/** Leaves it, and what it had to tell has come. @param {Page} page @param {string} last what is told last */
async function leave(page, last) {
  await page.goto("about:blank");
  await eventually(`${last} is told`, () => times(last) > 0);
}

/** @param {string} wanted @param {string} [of] a thread */
const times = (wanted, of) =>
  relay.counted.filter(({ what, thread }) => what === wanted && (!of || thread === of)).length;

/** Where browsers keep what they have seen. @param {Page} page */
const forget = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const asked = indexedDB.deleteDatabase("plein-counting");
        asked.onsuccess = asked.onerror = asked.onblocked = resolve;
      }),
  );

test("a visit, what came into view, what was opened, the answer, a link and nothing twice", async () => {
  const page = await open();
  await counts(page);
  const card = page.locator(`plein-feed [part=card][data-id="${root}"]`);
  await eventually("both threads are told", () => times("impression") === 2);
  await card.locator("[part=title] a").click();
  const answer = card.locator("[part=post]", { hasText: "our help" });
  await answer.waitFor();
  await eventually("the answer is told", () => times("answer_read", root) === 1);
  await answer.locator("[part=menu-button]").click();
  await page.getByRole("menuitem", { name: "Copy link" }).click();
  await page.locator("plein-feed [part=close]").click();
  await card.locator("[part=title] a").click();
  await answer.waitFor();
  await context.route("https://brand.example/**", (route) => route.fulfill({ body: "helped" }));
  const [away] = await Promise.all([context.waitForEvent("page"), answer.getByText("our help").click()]);
  await away.close();
  problems.splice(0); // the request that was meant
  await leave(page, "click");
  await eventually("it was opened twice", () => times("read", root) === 2);
  assert.deepEqual(
    ["visit", "return_visit", "impression", "answer_read", "click", "share"].map((what) => times(what)),
    [1, 0, 2, 1, 1, 1],
  );
  assert.equal(times("impression", root) + times("impression", other), 2);
  assert.equal(times("click", root), 1);
  const ways = relay.counted.flatMap(({ what, via }) => (via ? [`${what} ${via}`] : []));
  assert.deepEqual(ways.sort(), ["click other", "visit direct"]);
});

test("who comes again after a while is told as that, and who reads on is not told again", async () => {
  const first = await open();
  await forget(first);
  await first.reload();
  await eventually("they came", () => times("visit") === 1);
  relay.counted = [];
  const second = await open();
  await eventually("they read on", () => times("impression") === 2);
  assert.deepEqual([times("visit"), times("return_visit")], [0, 0], "the same visit");
  relay.counted = [];
  const later = await open((page) =>
    page.addInitScript(() => {
      const { now } = Date;
      Date.now = () => now() + 3_600_000;
    }),
  );
  await counts(later);
  await eventually("they came back", () => times("return_visit") === 1);
  assert.equal(times("visit"), 0);
});

/** @type {[name: string, value: unknown][]} */
const wishes = [
  ["globalPrivacyControl", true],
  ["doNotTrack", "1"],
];
for (const [name, value] of wishes) {
  test(`a browser that asks not to be tracked (${name}) has nothing kept, and comes for the first time each time`, async () => {
    const alone = (/** @type {Page} */ page) =>
      page.addInitScript((wish) => Object.defineProperty(navigator, wish.name, { value: wish.value }), { name, value });
    const clean = await open(alone);
    await forget(clean);
    await clean.reload();
    for (let n = 1; n <= 2; n++) {
      relay.counted = [];
      const page = await open(alone);
      await counts(page);
      await eventually("they came", () => times("visit") === 1);
      const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
      assert.ok(!databases.includes("plein-counting"), databases.join());
      assert.equal(times("return_visit"), 0);
    }
  });
}

test("what is typed on is one search; it helped when it led to a thread, and nobody asked", async () => {
  const result = postOf({ id: root, title: "A red light" });
  const found = {
    post: result,
    title: "A red light",
    excerpt: ["A red light"],
    replies: 1,
    last_at: 1_760_000_100_001,
    answered_by: null,
  };
  relay.instead.set("/search", () => ({ results: [found], total: 1, next: null, relaxed: false }));
  const page = await open();
  await counts(page);
  const search = page.locator("plein-feed [part=search]");
  for (const text of ["re", "red", "red light"]) {
    const answered = page.waitForResponse((answer) => answer.url().includes("/search"));
    await search.fill(text);
    await answered;
  }
  await page.locator("plein-feed [part=result] [part=title] a").click();
  await page.locator("plein-feed [part=result] [part=thread]").waitFor();
  await leave(page, "search_answered");
  assert.deepEqual([times("search"), times("search_answered"), times("read", root)], [1, 1, 1]);
});

test("what the page tells is counted, of its thread or of none", async () => {
  const page = await open((page) =>
    page.addInitScript(() => {
      document.addEventListener(
        "plein-counting",
        () => document.dispatchEvent(new CustomEvent("plein-conversion", { detail: { thread: "b000000000001" } })),
        { once: true },
      );
    }),
  );
  await counts(page);
  await page.evaluate(() => {
    const widget = document.querySelector("plein-feed");
    for (const thread of [undefined, "nothing of the kind", 7])
      widget?.dispatchEvent(new CustomEvent("plein-conversion", { detail: { thread }, bubbles: true }));
    document.dispatchEvent(new CustomEvent("plein-muted"));
    document.dispatchEvent(new CustomEvent("plein-left", { detail: { thread: "b000000000001" } }));
  });
  await leave(page, "left");
  assert.deepEqual([times("conversion"), times("conversion", root), times("muted")], [2, 1, 1]);
  assert.deepEqual(
    relay.counted.filter(({ what }) => what === "left"),
    [{ what: "left" }],
  );
});

test("a page that switches it off loads nothing of it and tells nothing; switched on, it counts from then on", async () => {
  site.html = site.html.replace(tag, tag.replace("<plein-feed", '<plein-feed counting="off"'));
  const page = await open();
  await page.locator(`plein-feed [part=card][data-id="${root}"] [part=title] a`).click();
  await page.locator("plein-feed [part=thread] [part=post]").first().waitFor();
  const idle = () => page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  await idle();
  await idle();
  assert.ok(!(await loaded(page)).some((name) => manifest.counted.includes(name)));
  await page.locator("plein-feed").evaluate((widget) => widget.setAttribute("counting", "on"));
  await counts(page);
  await eventually("what is seen", () => times("impression") === 2);
  await page.locator("plein-feed").evaluate((widget) => widget.setAttribute("counting", "off"));
  await page.locator("plein-feed [part=close]").click();
  await page.locator(`plein-feed [part=card][data-id="${root}"] [part=title] a`).click();
  await page.locator("plein-feed [part=thread] [part=post]").first().waitFor();
  // What comes after it has come: what went before would have.
  await page.locator("plein-feed").evaluate((widget) => widget.setAttribute("counting", "on"));
  await counts(page);
  await page.evaluate(() => document.dispatchEvent(new CustomEvent("plein-conversion")));
  await leave(page, "conversion");
  assert.equal(times("read"), 0);
});

test("who follows a copy's link stands at the very post, counts as come from its platform, and passes none of that on", async () => {
  const clean = await context.newPage();
  await clean.goto(`${site.url}/site.css`);
  await forget(clean);
  const key = "0123456789abcdef0123456789abcdef";
  const copies = "?a=1&utm_campaign=plein&utm_source=mastodon&utm_medium=social";
  const page = await open(undefined, `/${copies}&fbclid=x#plein=${root}.${key}.sealed`);
  const card = page.locator(`plein-feed [part=card][data-id="${root}"]`);
  await card.locator("[part=post]", { hasText: "our help" }).waitFor();
  await counts(page);
  const links = await page
    .locator('plein-feed a[href*="#plein="]')
    .evaluateAll((all) => all.map((each) => each.getAttribute("href")));
  assert.ok(links.length > 0);
  for (const link of links) assert.match(link ?? "", /\/\?a=1#plein=[0-9a-z]{13}$/);
  await page.locator("plein-feed [part=close]").click();
  await eventually("it is closed", () => new URL(page.url()).hash === "");
  assert.equal(new URL(page.url()).search, "?a=1");
  await leave(page, "visit");
  assert.deepEqual(
    relay.counted.filter(({ what }) => what === "visit").map(({ via }) => via),
    ["mastodon"],
  );
  const corrected = await open(undefined, `/${copies}#plein-edit=${root}.${key}`);
  await corrected.locator(`plein-feed [part=card][data-id="${root}"] [part=post]`, { hasText: "our help" }).waitFor();
});
