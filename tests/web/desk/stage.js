// A page with nothing on it but the desk, under the strictest policy that it works under, and a relay that says what a test wants. The page's clock stands still.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { eventually } from "../../bridge/relay-fixture.js";
import { launchChromium, watch } from "../chromium.js";
import { now } from "./data.js";
import { DeskRelay, tokenOf } from "./relay.js";
import { Site, strict } from "../site.js";

/** @import { BrowserContext, Page } from "playwright-core" */

/** @typedef {{ role?: string, page?: string, lang?: string, scheme?: "light" | "dark", width?: number, height?: number }} How */

export class DeskStage {
  relay = new DeskRelay();
  /** @type {string[]} what must never happen, and did */
  problems = [];
  site = new Site({
    relay: { answer: (request, response, url) => this.relay.answer(request, response, url) },
    policy: strict.replace("lit-html", "plein-desk"),
    script: "plein-desk.js",
    body: "<main></main>",
  });
  /** @type {BrowserContext | undefined} */
  context = undefined;

  async start() {
    await this.site.start();
    this.context = await launchChromium();
    return this;
  }

  async end() {
    await this.context?.close();
    this.site.end();
  }

  /** What was asked so, once. @param {string} method @param {string} path */
  async askedOnce(method, path) {
    await eventually(`${method} ${path} was asked`, () => this.relay.all(method, path).length === 1);
    return this.relay.all(method, path)[0].body;
  }

  /** @param {How} [how] `role`: "" for nobody */
  async open({
    role = "manager",
    page: name = "inbox",
    lang = "en",
    scheme = "light",
    width = 1280,
    height = 880,
  } = {}) {
    if (!this.context) throw new Error("the stage is not set");
    const page = await this.context.newPage();
    watch(page, this.site.url, this.problems);
    await page.clock.setFixedTime(now);
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.exposeFunction("violated", (/** @type {string} */ what) => this.problems.push(what));
    await page.addInitScript(() => {
      indexedDB.deleteDatabase("plein"); // drafts of the page before
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
        /** @type {any} */ (window).violated(`${violatedDirective}: ${blockedURI} ${sample}`),
      );
    });
    await page.goto(this.site.url);
    await page.evaluate(
      ({ token, name, lang, scheme }) => {
        document.documentElement.style.colorScheme = scheme;
        const desk = document.createElement("plein-desk");
        for (const [key, value] of Object.entries({ relay: "/", bridge: "noordnet", lang, page: name }))
          desk.setAttribute(key, value);
        if (token) /** @type {any} */ (desk).token = token;
        document.querySelector("main")?.append(desk);
      },
      { token: role && tokenOf(role), name, lang, scheme },
    );
    return page;
  }
}

/** @param {string} name */
export const part = (name) => `plein-desk [part~=${name}]`;

/** @param {Page} page @param {string} selector of a part of the desk that is to have focus */
export const has = (page, selector) =>
  eventually(`${selector} has focus`, () =>
    page.evaluate((wanted) => {
      const at = document.querySelector("plein-desk")?.shadowRoot?.activeElement;
      return Boolean(at?.matches(wanted));
    }, selector),
  );

/** What a screen reader was told last. @param {Page} page @param {RegExp} what */
export const says = (page, what) =>
  eventually(`it says ${what}`, async () => what.test(await page.locator("plein-desk [role=status]").innerText()));

/** The stage of a file's tests: set before them; after each its pages are closed, and nothing has happened that must not. */
export function deskOfTests() {
  const stage = new DeskStage();
  before(() => stage.start());
  after(() => stage.end());
  afterEach(async () => {
    for (const page of stage.context?.pages() ?? []) if (page.url() !== "about:blank") await page.close();
    stage.relay = new DeskRelay();
    assert.deepEqual([...stage.problems.splice(0), ...stage.site.reports.splice(0)], []);
  });
  return stage;
}

/** What has focus within the desk, by its part, its row, or its id. @param {Page} page */
export const focused = (page) =>
  page.evaluate(() => {
    const at = document.querySelector("plein-desk")?.shadowRoot?.activeElement;
    return at?.getAttribute("data-row") ?? (at?.id || at?.getAttribute("part") || at?.localName || "");
  });
