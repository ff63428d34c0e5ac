// What the tests of writing do again and again: somebody signs in, opens a thread, writes.
import { token } from "../bridge/relay-fixture.js";

/** @import { Page } from "playwright-core" */
/** @import { Stage } from "./stage.js" */

/** @param {Page} page @param {Record<string, unknown>} claims @param {string} [expires] */
export async function signIn(page, claims, expires) {
  const made = await token(claims, { expires });
  await page.locator("plein-feed").evaluate((widget, value) => void Object.assign(widget, { token: value }), made);
}

/** @param {Page} page @param {string} [title] @returns its composer's text */
export async function openThread(page, title = "Roaming in Londen") {
  await page.locator("plein-feed [part=title]").filter({ hasText: title }).first().click();
  const field = page.locator("plein-feed [part=thread] form[part=composer] textarea").last();
  await field.waitFor();
  return field;
}

/** @param {Page} page @param {string} text */
export async function reply(page, text) {
  const field = page.locator("plein-feed [part=thread] > form textarea");
  await field.fill(text);
  await page.locator("plein-feed [part=thread] > form [part=send]").click();
  return postOf(page, text);
}

/** @param {Page} page @param {string} text */
export const postOf = (page, text) => page.locator("plein-feed [part=post]").filter({ hasText: text });

/** @param {Page} page @param {string} text of the post @param {string} item */
export async function choose(page, text, item) {
  await postOf(page, text).locator("[part=menu-button]").click();
  await page.locator("plein-feed [role=menuitem]").filter({ hasText: item }).click();
}

/** Somebody who has a thread open. @param {Stage} stage @param {Record<string, unknown>} claims */
export async function asPerson(stage, claims) {
  const page = await stage.open();
  await signIn(page, claims);
  const field = await openThread(page);
  return { page, field };
}

/** @param {Page} page what has focus, as its `part`, role or name of its tag */
export const focused = (page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.getAttribute("part") ?? at?.getAttribute("role") ?? at?.localName ?? "";
  });

/** @param {Stage} stage @param {string} text */
export const onForum = (stage, text) =>
  stage.simulators?.forum.posts().filter((post) => post.content.includes(text) && !post.deleted).length ?? 0;

/** @param {Stage} stage @param {string} text */
export const onPage = (stage, text) =>
  stage.simulators?.page.posts().filter((post) => post.text.includes(text)).length ?? 0;
