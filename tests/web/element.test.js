// The element on its page: every attribute, set, changed and taken away at any time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../bridge/relay-fixture.js";
import { cards, elementOfTests, feed, open, problems, set, site, told, wasAsked } from "./element-stage.js";
import { idOf } from "./stub-relay.js";

elementOfTests();

test("what to show and how much of it follows its attributes, at any time", async () => {
  const page = await open(feed);
  await eventually("ten threads are shown", async () => (await cards(page).count()) === 10);
  await set(page, "page-size", "4");
  await eventually("four are", async () => (await cards(page).count()) === 4);
  await set(page, "page-size", "25");
  await eventually("25 are", async () => (await cards(page).count()) === 25);
  await set(page, "page-size", null);
  await eventually("ten are again", async () => (await cards(page).count()) === 10);
  for (const [name, value] of [
    ["sort", "top"],
    ["place", "forum"],
    ["tag", "router"],
  ]) {
    await set(page, name, value);
    await eventually(`${name} is asked of the relay`, () => wasAsked(name, value));
    await set(page, name, null);
  }
  await set(page, "tag", "#mobiel");
  await eventually("a tag is asked without its #", () => wasAsked("tag", "mobiel"));
  await eventually("the list stands", async () => (await cards(page).count()) === 10);
});

test("compact shows titles, and no head", async () => {
  const page = await open(feed);
  await cards(page).first().waitFor();
  await page.locator("[part=head]").waitFor();
  // The engine's list takes the first one's place meanwhile: for a moment there may be no card.
  const high = await eventually("a card is high", async () => (await cards(page).first().boundingBox())?.height);
  await set(page, "compact", "");
  await page.locator("[part=head]").waitFor({ state: "detached" });
  await eventually(
    "cards are of one line",
    async () => ((await cards(page).first().boundingBox())?.height ?? 0) < high / 2,
  );
  await set(page, "compact", null);
  await page.locator("[part=head]").waitFor();
});

test("a thread stands alone and open, another when it is changed, and the list when it is taken away", async () => {
  const page = await open(`<plein-feed relay="/" bridge="noordnet" lang="en" thread="${idOf("b", 3)}">`);
  await page
    .locator("[part=post]")
    .getByText(`Text of ${idOf("c", 3001)}`)
    .waitFor();
  assert.equal(await cards(page).count(), 1);
  assert.equal(await page.locator("[part=head]").count(), 0);
  assert.equal(await page.locator("[part=close]").count(), 0);
  await page.keyboard.press("Escape");
  await set(page, "thread", idOf("b", 5));
  await page
    .locator("[part=post]")
    .getByText(`Text of ${idOf("c", 5001)}`)
    .waitFor();
  assert.equal(await cards(page).count(), 1);
  await set(page, "thread", null);
  await eventually("the list stands", async () => (await cards(page).count()) === 10);
  assert.equal(new URL(page.url()).hash, "");
});

test("relay, bridge, language and theme may come later, and change", async () => {
  const page = await open("<plein-feed>");
  await page.locator("[part=wrong]").waitFor();
  await set(page, "relay", site.url);
  await page.getByText("must name a conversation").waitFor();
  await set(page, "bridge", "noordnet");
  await cards(page).first().waitFor();
  await set(page, "lang", "nl");
  await page.getByText("Stel een vraag").waitFor();
  await set(page, "theme", "dark");
  await eventually("it is dark", () =>
    page.locator("plein-feed").evaluate((widget) => getComputedStyle(widget).colorScheme === "dark"),
  );
  await set(page, "theme", null);
  await eventually("it follows its page", () =>
    page.locator("plein-feed").evaluate((widget) => getComputedStyle(widget).colorScheme !== "dark"),
  );
  await set(page, "bridge", "other");
  await page.locator("plein-feed [part=feed]").getByText("kon niet worden geladen").waitFor();
  assert.equal((await told(page, "plein-error")).at(-1)[1].code, "not_found");
  await set(page, "bridge", "noordnet");
  await cards(page).first().waitFor();
  problems.length = 0; // Chromium reports what is not there
});

test("the time of a post, which is its address, is large enough for a finger, however short it is", async () => {
  const page = await open(feed.replace(">", ` thread="${idOf("b", 2)}">`));
  const when = page.locator("plein-feed .when").first();
  await when.waitFor();
  const size = await when.evaluate((link) => {
    const time = /** @type {Element} */ (link.firstElementChild);
    time.textContent = "x";
    const { width, height } = link.getBoundingClientRect();
    return { width, height };
  });
  assert.ok(size.width >= 24 && size.height >= 24, JSON.stringify(size));
});
