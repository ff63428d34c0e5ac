// Reading: what comes first, where one is, and what is left behind.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { eventually } from "../bridge/relay-fixture.js";
import { Stage } from "./stage.js";

/** @import { Page } from "playwright-core" */

const stage = new Stage();
before(() => stage.start());
after(() => stage.end());
afterEach(async () => {
  for (const page of stage.context?.pages() ?? []) if (page.url() !== "about:blank") await page.close();
});
const quiet = () => assert.deepEqual(stage.problems.splice(0), []);

/** Counts the event streams that a page has open. @param {Page} page */
async function countStreams(page) {
  await page.evaluate(() => {
    const all = /** @type {EventSource[]} */ ([]);
    const Native = EventSource;
    Object.assign(window, {
      EventSource: class extends Native {
        /** @param {string} url */
        constructor(url) {
          super(url);
          all.push(this);
        }
      },
      openStreams: () => all.filter(({ readyState }) => readyState !== Native.CLOSED).length,
    });
  });
  return () => page.evaluate(() => /** @type {any} */ (window).openStreams());
}

test("the list is read before the engine has come, and is live when it has", async () => {
  const page = await stage.open();
  /** @type {(value?: unknown) => void} */
  let release = () => {};
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await page.getByText("Roaming in Londen").click();
  await page.getByText("Ja, gewoon zoals thuis").first().waitFor();
  release();
  const tid = stage.simulators?.forum.posts().find((post) => post.title === "Roaming in Londen")?.tid ?? 0;
  stage.simulators?.forum.reply("joris", tid, "De motor is er.");
  await page.locator("plein-feed [part=post]").getByText("De motor is er.").waitFor();
  quiet();
});

test("widgets of one conversation share a stream, and the last one takes it along", async () => {
  const page = await stage.open();
  await page.locator("plein-feed").evaluate((each) => each.remove());
  const streams = await countStreams(page);
  await page.evaluate(() => {
    for (let i = 0; i < 3; i++) {
      const widget = document.createElement("plein-feed");
      widget.setAttribute("relay", "/");
      widget.setAttribute("bridge", "noordnet");
      document.body.append(widget);
    }
  });
  await eventually("one stream is open", async () => (await streams()) === 1);
  assert.ok((await page.getByText("Roaming in Londen").count()) >= 3);
  await page.evaluate(() => document.querySelector("plein-feed")?.remove());
  await page.waitForTimeout(200);
  assert.equal(await streams(), 1);
  await page.evaluate(() => document.querySelectorAll("plein-feed").forEach((each) => each.remove()));
  await eventually("no stream is open", async () => (await streams()) === 0);
  quiet();
});

test("a thread has an address: Back closes it, and the address opens it", async () => {
  const page = await stage.open();
  await page.getByText("Roaming in Londen").click();
  await page.locator("plein-feed [part=thread]").waitFor();
  const address = page.url();
  assert.match(address, /#plein=[a-z0-9]{13}$/);
  await page.goBack();
  await page.locator("plein-feed [part=thread]").waitFor({ state: "detached" });
  await page.goto(address);
  await page.reload();
  await page.getByText("Ja, gewoon zoals thuis").first().waitFor();
  await page.keyboard.press("Escape");
  await page.locator("plein-feed [part=thread]").waitFor({ state: "detached" });
  assert.doesNotMatch(page.url(), /plein=/);
  quiet();
});

test("Page Down and Page Up walk the cards, of which Tab reaches one", async () => {
  const page = await stage.open();
  const at = () =>
    page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute("aria-posinset") ?? "");
  await page.locator("plein-feed [part=card]").first().focus();
  await page.keyboard.press("PageDown");
  assert.equal(await at(), "2");
  await page.keyboard.press("PageUp");
  assert.equal(await at(), "1");
  assert.equal(await page.locator("plein-feed [part=card][tabindex='0']").count(), 1);
  quiet();
});

test("nothing is wider than the page at 280 pixels, in either direction of writing", async () => {
  const page = await stage.open({ signedIn: true });
  await page.setViewportSize({ width: 320, height: 700 });
  await page.getByText("Roaming in Londen").click();
  await page.locator("plein-feed textarea").fill("a".repeat(200));
  for (const direction of ["ltr", "rtl"]) {
    await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
    const wide = await page.locator("plein-feed").evaluate((each) => {
      const { left, right } = each.getBoundingClientRect();
      const all = [...(each.shadowRoot?.querySelectorAll("*:not(.hidden, slot, option)") ?? [])];
      return all
        .filter((one) => one.getBoundingClientRect().right > right + 4 || one.getBoundingClientRect().left < left - 4)
        .map((one) => one.outerHTML.slice(0, 120));
    });
    assert.deepEqual(wide, [], direction);
  }
  quiet();
});

test("Escape pressed twice in one moment closes the thread, and does not leave the page", async () => {
  const page = await stage.open();
  await page.getByText("Roaming in Londen").first().click();
  await page.locator("plein-feed [part=thread]").waitFor();
  const address = stage.url;
  await page.evaluate(() => {
    const focused = document.activeElement?.shadowRoot?.activeElement;
    const escape = () => new KeyboardEvent("keydown", { key: "Escape", bubbles: true, composed: true });
    focused?.dispatchEvent(escape());
    focused?.dispatchEvent(escape());
  });
  await eventually("the thread is closed", async () => (await page.locator("plein-feed [part=thread]").count()) === 0);
  await page.waitForTimeout(300);
  assert.equal(new URL(page.url()).origin, address);
  // And it opens and closes again as before.
  await page.getByText("Roaming in Londen").first().click();
  await page.locator("plein-feed [part=thread]").waitFor();
  await page.keyboard.press("Escape");
  await eventually("it is closed again", async () => (await page.locator("plein-feed [part=thread]").count()) === 0);
});
