// What everybody needs of the desk, on each page: axe finds nothing, light and dark, on a phone and on a wide screen, and nothing is wider than the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "../axe.js";
import { deskOfTests, part } from "./stage.js";

/** @import { Page } from "playwright-core" */

const stage = deskOfTests();

/** @type {{ name: string, page: string, act: (page: Page) => Promise<unknown> }[]} */
const states = [
  { name: "inbox", page: "inbox", act: (page) => page.locator(part("row")).first().waitFor() },
  {
    name: "a case",
    page: "inbox",
    act: async (page) => {
      await page.locator(part("row")).first().click();
      await page.locator(part("composer")).waitFor();
      await page.locator(`${part("composer")} textarea`).fill("We are on it, {{name}}.");
      await page.locator(part("unfilled")).waitFor();
    },
  },
  {
    name: "canned replies",
    page: "inbox",
    act: async (page) => {
      await page.locator(part("row")).first().click();
      await page.locator(part("canned-button")).click();
      await page.locator(part("canned")).first().waitFor();
    },
  },
  {
    name: "the menu of a case",
    page: "inbox",
    act: async (page) => {
      await page.locator(part("row")).first().click();
      await page.locator(`${part("case")} .case-head [part=menu-button]`).click();
      await page.getByRole("menuitem").first().waitFor();
    },
  },
  {
    name: "which thread a post is moved to",
    page: "inbox",
    act: async (page) => {
      await page.locator(part("row")).first().click();
      await page.locator(`${part("case")} .case-head [part=menu-button]`).click();
      await page.getByRole("menuitem", { name: "Merge into another thread" }).click();
      await page.locator(part("dialog")).waitFor();
    },
  },
  {
    name: "all keys",
    page: "inbox",
    act: async (page) => {
      await page.locator(part("row")).first().waitFor();
      await page.locator(part("keys-button")).click();
      await page.locator(part("dialog")).waitFor();
    },
  },
  {
    name: "queue",
    page: "queue",
    act: (page) =>
      page
        .locator(`${part("reported")} [part=row]`)
        .first()
        .waitFor(),
  },
  {
    name: "a reason",
    page: "queue",
    act: async (page) => {
      await page.locator("plein-desk [data-act=hidePost]").first().click();
      await page.locator(part("dialog")).waitFor();
    },
  },
  {
    name: "people",
    page: "people",
    act: async (page) => {
      await page.locator(part("candidates")).waitFor();
      await page.locator(part("row")).first().waitFor();
    },
  },
  {
    name: "a person",
    page: "people",
    act: async (page) => {
      await page.locator(part("row")).nth(1).click();
      await page.locator(part("person")).waitFor();
    },
  },
  {
    name: "insight",
    page: "insight",
    act: async (page) => {
      await page
        .locator(`${part("chart")} canvas`)
        .first()
        .waitFor();
      await page.locator(part("course")).first().locator("summary").click();
      await page.locator(part("course")).first().locator("tbody").waitFor();
      await page.locator(part("drill")).first().click();
      await page
        .locator(`${part("behind")} .entry`)
        .first()
        .waitFor();
    },
  },
  { name: "decisions", page: "decisions", act: (page) => page.locator(part("row")).first().waitFor() },
  {
    name: "a rule that is tried",
    page: "rules",
    act: async (page) => {
      await page.locator("[data-row=rule-words] [part=rule-toggle]").click();
      await page.locator(`${part("trial")} [part=rule-decide]`).waitFor();
    },
  },
  {
    name: "a rule that is written",
    page: "rules",
    act: async (page) => {
      await page.locator(part("rule-new")).click();
      await page.locator(part("submit")).click();
      await page.locator("#rule-rule-wrong").waitFor();
    },
  },
  {
    name: "ideas, and a tag",
    page: "ideas",
    act: async (page) => {
      await page.locator(part("row")).first().waitFor();
      await page.locator(part("tag")).first().click();
      await page.locator(part("tagged")).locator("li").nth(1).waitFor();
    },
  },
  { name: "announcements", page: "announcements", act: (page) => page.locator(part("row")).first().waitFor() },
];

/** @param {Page} page @returns {Promise<string[]>} what is wider than the desk */
const tooWide = (page) =>
  page.locator("plein-desk").evaluate((each) => {
    const { left, right } = each.getBoundingClientRect();
    const all = [
      ...(each.shadowRoot?.querySelectorAll(
        "*:not(.hidden, .hidden *, slot, .table-stand *, canvas, .chart *, .tags *)",
      ) ?? []),
    ];
    const wide = all.filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width > 0 && (box.right > right + 4 || box.left < left - 4);
    });
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth)
      wide.push(document.documentElement);
    return wide.map((one) => one.outerHTML.slice(0, 120));
  });

for (const { name, page: wanted, act } of states) {
  for (const width of [360, 1280]) {
    test(`axe finds nothing, and nothing is too wide: ${name}, ${width} pixels`, async () => {
      const page = await stage.open({ page: wanted, width });
      await act(page);
      assert.deepEqual(await violations(page, { within: "plein-desk" }), []);
      assert.deepEqual(await tooWide(page), []);
      await page.emulateMedia({ colorScheme: "dark" });
      await page.evaluate(() => (document.documentElement.style.colorScheme = "dark"));
      assert.deepEqual(await violations(page, { within: "plein-desk", rules: ["color-contrast"] }), [], "dark");
      await page.emulateMedia({ forcedColors: "active" });
      assert.deepEqual(
        await violations(page, { within: "plein-desk", rules: ["color-contrast", "target-size"] }),
        [],
        "forced colours",
      );
    });
  }
}
