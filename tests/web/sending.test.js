// What a person writes, on a bad line: it is kept, it can be sent again, and it never stands twice.
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

/** @param {string} text */
const onForum = (text) => stage.simulators?.forum.posts().filter((post) => post.content.includes(text)).length;

/** @param {Page} page @param {string} text */
async function reply(page, text) {
  await page.getByText("Roaming in Londen").click();
  await page.locator("plein-feed textarea").fill(text);
  await page.locator("plein-feed [part=send]").click();
}

test("a reply that could not be sent says why, is kept, and is the same post when it is sent again", async () => {
  const page = await stage.open({ signedIn: true });
  /** @type {string[]} */
  const keys = [];
  let fails = true;
  await page.route("**/posts", (route) => {
    keys.push(route.request().postDataJSON().key);
    return fails ? route.abort() : route.continue();
  });
  await reply(page, "Over een slechte lijn.");
  const failed = page.locator("plein-feed [data-state=failed]");
  await failed.getByText("er is geen verbinding").waitFor();
  fails = false;
  await failed.getByText("Opnieuw").click();
  await eventually("it stands on the forum", () => onForum("slechte lijn") === 1);
  await failed.waitFor({ state: "detached" });
  assert.equal(await page.locator("plein-feed [part=post]").getByText("Over een slechte lijn.").count(), 1);
  assert.equal(keys.length, 2);
  assert.equal(new Set(keys).size, 1);
  stage.problems.length = 0; // Chromium reports the aborted request
});

test("a reply whose answer is lost stands once, and not as failed", async () => {
  const page = await stage.open({ signedIn: true });
  await page.route("**/posts", async (route) => {
    await route.fetch();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await route.abort();
  });
  await reply(page, "Het antwoord ging verloren.");
  await eventually("it stands on the forum", () => onForum("ging verloren") === 1);
  await page.waitForTimeout(1500);
  assert.equal(await page.locator("plein-feed [part=post]").getByText("Het antwoord ging verloren.").count(), 1);
  assert.equal(await page.locator("plein-feed [data-state=failed]").count(), 0);
  stage.problems.length = 0;
});

test("a question of one's own stands first at once, and opens", async () => {
  const page = await stage.open({ signedIn: true });
  await page.locator("plein-feed [part=ask]").click();
  await page.keyboard.type("Kan ik mijn nummer meenemen?");
  await page.locator("plein-feed .asking textarea").fill("Ik kom van een andere aanbieder.");
  await page.locator("plein-feed .asking [part=send]").click();
  const first = page.locator("plein-feed [part=card]").first();
  await first.getByText("Kan ik mijn nummer meenemen?").waitFor();
  await eventually("it stands on the forum", () => onForum("van een andere aanbieder") === 1);
  await eventually("it has an id of the relay's", async () => !(await first.getAttribute("data-id"))?.startsWith("~"));
  await first.getByText("Kan ik mijn nummer meenemen?").click();
  await first.locator("[part=post]").getByText("Ik kom van een andere aanbieder.").waitFor();
  assert.equal(await page.getByText("Kan ik mijn nummer meenemen?").count(), 1);
  assert.equal(await page.locator("plein-feed [part=pill]").count(), 0, "one's own is not news");
});

test("who is not signed in is asked to, and no composer opens", async () => {
  const page = await stage.open();
  await page.evaluate(() => {
    document.addEventListener("plein-sign-in", (event) =>
      document.body.setAttribute("data-for", /** @type {CustomEvent} */ (event).detail.for),
    );
  });
  await page.locator("plein-feed [part=ask]").click();
  await page.locator("body[data-for=ask]").waitFor();
  await page.getByText("Roaming in Londen").click();
  await page.locator("plein-feed [part=sign-in]").click();
  await page.locator("body[data-for=reply]").waitFor();
  assert.equal(await page.locator("plein-feed textarea").count(), 0);
  assert.deepEqual(stage.problems.splice(0), []);
});
