// Several elements of one conversation share what they can, and nothing is left behind when they go.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../bridge/relay-fixture.js";
import { watch } from "./chromium.js";
import { browser, cards, elementOfTests, feed, problems, put, relay, site } from "./element-stage.js";
import { idOf, postOf } from "./stub-relay.js";

/** @import { Page } from "playwright-core" */

elementOfTests();

/** Counts what a page holds: event streams, listeners of the page, timers. @param {Page} page */
const count = (page) =>
  page.addInitScript(() => {
    const held = { streams: 0, begun: 0, listeners: /** @type {string[]} */ ([]), timers: 0 };
    Object.assign(window, { held });
    const Native = EventSource;
    window.EventSource = /** @type {any} */ (
      class extends Native {
        /** @param {string} url */
        constructor(url) {
          super(url);
          held.streams++;
          held.begun++;
        }
        close() {
          if (this.readyState !== Native.CLOSED) held.streams--;
          super.close();
        }
      }
    );
    for (const target of [window, document]) {
      const { addEventListener: add, removeEventListener: remove } = target;
      /** @type {Set<string>} */
      const known = new Set();
      const ids = new WeakMap();
      const key = (/** @type {string} */ type, /** @type {object} */ listener) => {
        if (!ids.has(listener)) ids.set(listener, Math.random());
        return `${type} ${ids.get(listener)}`;
      };
      target.addEventListener = (/** @type {any} */ ...given) => {
        known.add(key(given[0], given[1]));
        held.listeners = Array.from(known, (each) => each.split(" ")[0]).sort();
        return add.apply(target, given);
      };
      target.removeEventListener = (/** @type {any} */ ...given) => {
        known.delete(key(given[0], given[1]));
        held.listeners = Array.from(known, (each) => each.split(" ")[0]).sort();
        return remove.apply(target, given);
      };
    }
    const { setInterval: every, clearInterval: end } = window;
    /** @type {Set<number>} */
    const timers = new Set();
    window.setInterval = /** @type {any} */ (
      (/** @type {any} */ ...given) => {
        const id = every.apply(window, given);
        timers.add(Number(id));
        held.timers = timers.size;
        return id;
      }
    );
    window.clearInterval = (id) => {
      timers.delete(Number(id));
      held.timers = timers.size;
      end(id);
    };
  });
/** What it holds, and how many streams it has begun. @param {Page} page @returns {Promise<{ streams: number, begun: number, listeners: string[], timers: number }>} */
const held = (page) => page.evaluate(() => ({ .../** @type {any} */ (window).held }));

test("several of one conversation share a stream, also with other orders and filters; nothing is left when they go", async () => {
  const page = await browser.newPage();
  watch(page, site.url, problems);
  await count(page);
  await page.goto(site.url);
  await page.waitForFunction(() => customElements.get("plein-feed"));
  const before = await held(page);
  for (const more of ["", ' sort="top"', ' place="forum"', " compact", ` thread="${idOf("b", 2)}"`]) {
    await put(page, feed.replace(">", more + ">"));
  }
  await eventually("all are shown", async () => (await cards(page).count()) === 41);
  await eventually("one stream is open", async () => (await held(page)).streams === 1);
  const engines = () =>
    page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".wasm")).length);
  assert.equal(await engines(), 1);
  // An event reaches each.
  relay.tell(postOf({ id: idOf("d", 1), thread: idOf("b", 2), parent: idOf("b", 2), created_at: Date.now() }));
  await page
    .locator("plein-feed[thread] [part=post]")
    .getByText(`Text of ${idOf("d", 1)}`)
    .waitFor();
  await page.evaluate(async () => {
    const widgets = [...document.querySelectorAll("plein-feed")];
    const homes = [document.querySelector("main"), document.body];
    for (let i = 0; i < 20; i++) {
      for (const widget of widgets) (i % 3 ? homes[i % 2] : widget.remove(), homes[i % 2])?.append(widget);
      if (i % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  await eventually("all are shown again", async () => (await cards(page).count()) === 41);
  // It is the first one still: who is moved has not left.
  const { streams, begun } = await held(page);
  assert.deepEqual({ streams, begun }, { streams: 1, begun: 1 });
  assert.equal(relay.streams.size, 1);
  await page.evaluate(() => document.querySelectorAll("plein-feed").forEach((widget) => widget.remove()));
  const left = async () => ({ ...(await held(page)), begun: 0 });
  const same = () => left().then((now) => JSON.stringify(now) === JSON.stringify(before));
  await eventually("nothing is held any more", same).catch(async () => assert.deepEqual(await left(), before));
  await eventually("and no stream is open", () => relay.streams.size === 0);
});
