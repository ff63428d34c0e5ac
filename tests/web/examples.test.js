// The examples in plain HTML, React and Vue: each mounts the widget, is told by it, changes it, takes it away and puts it back, under a strict
// policy; and what it took away leaves nothing behind.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { eventually } from "../bridge/relay-fixture.js";
import { Stage } from "./stage.js";
import { visit } from "./visit.js";

/** @import { Page } from "playwright-core" */

const stage = new Stage();
before(() => stage.start());
after(() => stage.end());
afterEach(async () => {
  for (const page of stage.context?.pages() ?? []) if (page.url() !== "about:blank") await page.close();
});

/** Counts the event streams that the page has open, and holds none that is closed. @param {Page} page */
const count = (page) =>
  page.addInitScript(() => {
    let open = 0;
    const Native = EventSource;
    Object.assign(window, {
      EventSource: class extends Native {
        /** @param {[string, EventSourceInit?]} how */
        constructor(...how) {
          super(...how);
          open++;
        }
        close() {
          if (this.readyState !== Native.CLOSED) open--;
          super.close();
        }
      },
      openStreams: () => open,
      /** @type {WeakRef<Element>[]} */
      widgets: [],
    });
  });

/** @param {Page} page */
const streams = (page) => page.evaluate(() => /** @type {any} */ (window).openStreams());

/** How many of the widgets that were ever seen are still held by something. @param {Page} page */
async function held(page) {
  await page.requestGC();
  return page.evaluate(
    () => /** @type {any} */ (window).widgets.filter((/** @type {WeakRef<Element>} */ one) => one.deref()).length,
  );
}

for (const [name, title] of [
  ["plain", "The widget in a plain page"],
  ["react", "The widget in React"],
  ["vue", "The widget in Vue"],
]) {
  test(`${name}: mounts, shows threads, hears, changes, and unmounts without a leak`, async () => {
    const page = await visit(stage, `/examples/${name}`, { before: count });
    await page.getByRole("heading", { name: title }).waitFor();
    const widget = page.locator("plein-feed");
    await widget.locator("[part=card]").first().waitFor();
    assert.ok((await widget.locator("[part=card]").count()) >= 2);
    await page
      .getByRole("status")
      .filter({ hasText: /^\d+ conversations$/ })
      .waitFor();
    await page.getByLabel("Sorted by").selectOption("new");
    const sort = () => widget.evaluate((each) => /** @type {any} */ (each).sort); // a framework may set the property
    await eventually("it is told", async () => (await sort()) === "new");
    for (let round = 0; round < 3; round++) {
      await eventually("one stream is open", async () => (await streams(page)) === 1);
      await widget.evaluate((each) => void (/** @type {any} */ (window).widgets.push(new WeakRef(each))));
      await page.getByRole("button", { name: "Take it away" }).click();
      await eventually("no stream is open", async () => (await streams(page)) === 0);
      await page.getByRole("button", { name: "Put it back" }).click();
      await widget.locator("[part=card]").first().waitFor();
    }
    // A framework makes a new one each time; of those that it took away the last may still be in its hands.
    if (name !== "plain") await eventually("what was taken away is forgotten", async () => (await held(page)) <= 1);
    assert.deepEqual(stage.problems.splice(0), []);
    await page.getByRole("link", { name: "Examples" }).click();
    await page.getByRole("heading", { name: "The widget in a page" }).waitFor();
  });
}
