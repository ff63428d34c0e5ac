// The inbox on a desk's stage, and its first cases; each is opened by keys.
import { deskOfTests, has, part } from "./stage.js";
import { idOf } from "../stub-relay.js";

/** @import { Page } from "playwright-core" */
/** @import { How } from "./stage.js" */

export const [first, second, third] = [0, 1, 2].map((n) => idOf("b", n));

/** The stage of a file's tests, and its inbox with something in it. */
export function inboxOfTests() {
  const stage = deskOfTests();
  /** @param {How} [how] */
  async function open(how) {
    const page = await stage.open(how);
    await page.locator(part("row")).first().waitFor();
    return page;
  }
  return { stage, open, askedOnce: stage.askedOnce.bind(stage) };
}

/** Opens the first case by keys. @param {Page} page */
export async function openFirst(page) {
  await page.keyboard.press("j");
  await has(page, `[data-row="${first}"]`);
  await page.keyboard.press("Enter");
  await page.locator(part("composer")).waitFor();
  await has(page, "#case-title");
}
