// What everybody needs of the widget in each of its states: axe finds nothing, nothing is wider than a page of 320 pixels (400 %
// of 1280), every target is large enough for a finger, and what happens is said.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { violations } from "./axe.js";
import { Stage } from "./stage.js";
import { states } from "./states.js";

/** @import { Page } from "playwright-core" */

const stage = new Stage();
before(() => stage.start());
after(() => stage.end());
afterEach(async () => {
  for (const page of stage.context?.pages() ?? []) if (page.url() !== "about:blank") await page.close();
});

/** What a look can change; the rest is as it was. */
const ofLooks = ["color-contrast", "target-size", "label-content-name-mismatch"];

/** @param {Page} page @returns {Promise<string[]>} what is wider than the widget */
const tooWide = (page) =>
  page.locator("plein-feed").evaluate((each) => {
    const { left, right } = each.getBoundingClientRect();
    const all = [...(each.shadowRoot?.querySelectorAll("*:not(.hidden, .hidden *, slot, pre *)") ?? [])];
    const wide = all.filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width > 0 && (box.right > right + 4 || box.left < left - 4);
    });
    const page = document.documentElement;
    if (page.scrollWidth > page.clientWidth) wide.push(page);
    return wide.map((one) => one.outerHTML.slice(0, 120));
  });

/** @type {[string, (page: Page) => Promise<void>][]} each on top of those before it */
const looks = [
  ["light", async () => {}],
  ["dark", (page) => page.emulateMedia({ colorScheme: "dark" })],
  ["more contrast", (page) => page.emulateMedia({ contrast: "more" })],
  ["forced colours", (page) => page.emulateMedia({ contrast: "no-preference", forcedColors: "active" })],
  ["compact", (page) => page.locator("plein-feed").evaluate((each) => each.setAttribute("compact", ""))],
  ["320 pixels", (page) => page.setViewportSize({ width: 320, height: 640 })],
  [
    "Arabic",
    async (page) => {
      await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
      await page.locator("plein-feed").evaluate((each) => each.setAttribute("lang", "ar"));
      await page.locator("plein-feed [dir=rtl]").first().waitFor();
    },
  ],
];

for (const { name, open } of states) {
  test(`axe finds nothing, and nothing is too wide: ${name}`, async () => {
    const page = await open(stage);
    await page.emulateMedia({ reducedMotion: "reduce" });
    for (const [look, take] of looks) {
      await take(page);
      assert.deepEqual(
        await violations(page, { within: "plein-feed", rules: look === "light" ? undefined : ofLooks }),
        [],
        look,
      );
      assert.deepEqual(await tooWide(page), [], look);
    }
  });
}
