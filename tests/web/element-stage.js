// A page for the element alone: put on it as a page would write it, changed, and watched; and a relay that says what a test wants.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { launchChromium, watch } from "./chromium.js";
import { Site, strict } from "./site.js";
import { StubRelay } from "./stub-relay.js";

/** @import { BrowserContext, Page } from "playwright-core" */

export const relay = new StubRelay();
/** What was asked of the relay. @type {URL[]} */
export const asked = [];
/** What else the site has, by its path: scripts of its own. @type {Map<string, string>} */
export const scripts = new Map();
export const site = new Site({
  relay: {
    answer(request, response, url) {
      if (url.pathname.startsWith("/v1/")) asked.push(url);
      const script = scripts.get(url.pathname);
      if (script === undefined) return relay.answer(request, response, url);
      response.setHeader("content-type", "text/javascript").end(script);
      return true;
    },
  },
  policy: strict,
  body: "<main></main>",
});
/** @type {BrowserContext} */
export let browser;
/** @type {string[]} */
export const problems = [];

/** The page of a file's tests: its site stands before them; after each nothing has happened that must not. */
export function elementOfTests() {
  before(async () => {
    relay.fill(30, 2);
    await site.start();
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    site.end();
  });
  afterEach(async () => {
    for (const page of browser.pages()) if (page.url() !== "about:blank") await page.close();
    assert.deepEqual(problems.splice(0), []);
  });
}

/** @param {string} [html] what stands in the page's main @param {string} [hash] */
export async function open(html = "", hash = "") {
  const page = await browser.newPage();
  watch(page, site.url, problems);
  await page.addInitScript(() => {
    Object.assign(window, { told: [] });
    for (const name of ["plein-ready", "plein-error", "plein-thread-open", "plein-thread-close", "plein-search"]) {
      document.addEventListener(name, (event) =>
        /** @type {any} */ (window).told.push([name, /** @type {any} */ (event).detail]),
      );
    }
  });
  asked.length = 0;
  await page.goto(site.url + "/" + hash);
  await page.waitForFunction(() => customElements.get("plein-feed"));
  if (html) await put(page, html);
  return page;
}

/** @param {Page} page @param {string} html of one element, as its page would write it */
export const put = (page, html) =>
  page.evaluate((text) => {
    const [, tag, given] = /^<([\w-]+)(.*)>$/.exec(text) ?? [];
    const widget = document.createElement(tag);
    for (const [, name, value] of given.matchAll(/([\w-]+)(?:="([^"]*)")?/g)) widget.setAttribute(name, value ?? "");
    document.querySelector("main")?.append(widget);
  }, html);

export const feed = '<plein-feed relay="/" bridge="noordnet" lang="en">';
/** @param {Page} page */
export const cards = (page) => page.locator("plein-feed [part=card]");
/** @param {Page} page @param {string} name @param {string | null} value */
export const set = (page, name, value) =>
  page
    .locator("plein-feed")
    .evaluate(
      (widget, [each, to]) =>
        to === null ? widget.removeAttribute(String(each)) : widget.setAttribute(String(each), to),
      [name, value],
    );
/** @param {string} name @param {string} value */
export const wasAsked = (name, value) => asked.some(({ searchParams }) => searchParams.get(name) === value);
/** @param {Page} page @param {string} name @returns {Promise<any[]>} details of the events of this name */
export const told = (page, name) =>
  page.evaluate(
    (wanted) => /** @type {any} */ (window).told.filter((/** @type {any} */ [each]) => each === wanted),
    name,
  );
