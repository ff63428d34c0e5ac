// Nothing moves by itself: not when the list comes, nor its engine, nor what people write meanwhile, nor when a thread is
// opened. As browsers measure it (layout-shift), what follows a person's own act within half a second aside.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually } from "../bridge/relay-fixture.js";
import { launchChromium } from "./chromium.js";
import { observe, shifts } from "./shifts.js";
import { Site, tag } from "./site.js";
import { StubRelay, idOf, postOf } from "./stub-relay.js";

/** @import { BrowserContext, Page } from "playwright-core" */

/** @type {BrowserContext} */
let context;
before(async () => (context = await launchChromium()));
after(() => context?.close());

for (const width of [360, 1280]) {
  test(`nothing moves by itself at ${width} pixels`, async () => {
    const relay = new StubRelay();
    relay.fill(30, 5);
    const site = new Site({ relay, body: `<h1>Noordnet</h1>${tag}<p>What follows the widget.</p>` });
    await site.start();
    const page = await context.newPage();
    try {
      await page.setViewportSize({ width, height: 800 });
      await observe(page);
      // Late enough that the page has been painted with what stands in for it.
      /** @param {string} pattern @param {number} ms */
      const late = (pattern, ms) =>
        page.route(pattern, async (route) => {
          await new Promise((resolve) => setTimeout(resolve, ms));
          await route.continue();
        });
      await late("**/feed?*", 300);
      await late("**/*.wasm", 300);
      await late("**/threads/*", 100);
      await page.goto(site.url);
      const cards = page.locator("plein-feed [part=card]");
      await cards.first().waitFor();
      assert.deepEqual(await shifts(page), [], "when the first list came");
      await eventually("the engine has come", () => relay.streams.size === 1, 30_000);
      assert.deepEqual(await shifts(page), [], "when the engine came");

      const [first] = relay.feed_(null, 1).threads;
      for (let i = 0; i < 5; i++) {
        const at = Date.now() + i;
        relay.tell(postOf({ id: idOf("d", i), title: `New ${i}`, created_at: at }));
        relay.tell(postOf({ id: idOf("e", i), thread: first.root.id, parent: first.root.id, created_at: at }));
      }
      // Where a line is full, the first like begins another one.
      const reactions = width > 500 ? { count: 2 } : undefined;
      relay.tell({ ...first.root, edited_at: Date.now(), reactions });
      await page.locator("plein-feed [part=pill]").waitFor();
      assert.deepEqual(await shifts(page), [], "when people wrote");

      // Opening makes room below: what stands above it, and it itself, stay where they are; and so with a reply.
      const opened = cards.nth(1);
      const id = (await opened.getAttribute("data-id")) ?? "";
      const title = opened.locator("[part=title]");
      /** @param {string} part @param {number} count */
      const tops = (part, count) =>
        page
          .locator(`plein-feed [part=${part}]`)
          .evaluateAll((all, count) => all.slice(0, count).map((each) => each.getBoundingClientRect().y), count);
      const above = await tops("title", 2);
      await title.locator("a, button").first().click();
      await page.locator("plein-feed [part=post]").nth(3).waitFor();
      assert.deepEqual(await tops("title", 2), above, "when a thread was opened");
      await shifts(page);
      const posts = await tops("post", 4);
      const reply = { id: idOf("f", 1), thread: id, parent: id, depth: 1, created_at: Date.now() };
      relay.tell(postOf({ ...reply, body: ["A live reply"] }));
      await page.locator("plein-feed [part=post]").getByText("A live reply").waitFor();
      assert.deepEqual(await tops("post", 4), posts, "when somebody replied there");
      await shifts(page);

      // And something that moves would have been seen.
      await eventually("what moves is seen", async () => {
        await page
          .locator("h1")
          .evaluate((each) => each.after(Object.assign(document.createElement("p"), { textContent: "x" })));
        return /PLEIN-FEED|ARTICLE/.test((await shifts(page)).join());
      });
    } finally {
      await page.close();
      site.end();
    }
  });
}
