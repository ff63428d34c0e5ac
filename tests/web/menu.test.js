// The menu of a post: what is in it for whom, where it stands, how it closes, and what it does undone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../bridge/relay-fixture.js";
import { stageOfTests } from "./stage.js";
import { asPerson, choose, focused, onForum, openThread, postOf, reply, signIn } from "./writer.js";

/** @import { Page } from "playwright-core" */

const stage = stageOfTests();

const theirs = "gewoon zoals thuis";
/** @param {Page} page */
const menu = (page) => page.locator("plein-feed [part=menu]");
/** @param {Page} page @param {string} text of the post */
async function openMenu(page, text) {
  await postOf(page, text).locator("[part=menu-button]").click();
  await menu(page).waitFor();
}
/** @param {Page} page @param {string} text of the post */
async function items(page, text) {
  await openMenu(page, text);
  const names = await menu(page).locator("[role=menuitem]").allInnerTexts();
  await page.keyboard.press("Escape");
  return names;
}
/** What the relay has told of rights has come. @param {Page} page @param {string} text @param {string} item */
const offers = (page, text, item) =>
  eventually(`“${item}” is offered`, async () => (await items(page, text)).includes(item));

test("each finds in it what they may do, and nothing else", async () => {
  const visitor = await stage.open();
  await visitor.locator("plein-feed [part=title]").filter({ hasText: "Roaming in Londen" }).click();
  assert.deepEqual(await items(visitor, theirs), ["Kopieer link", "Meld"]);

  const { page: asker } = await asPerson(stage, { sub: "eva", name: "Eva" });
  await asker.locator("plein-feed [part=ask]").click();
  await asker.locator("plein-feed .asking input").fill("Mag ik hier kiezen?");
  await asker.locator("plein-feed .asking textarea").fill("Welk antwoord het is.");
  await asker.locator("plein-feed .asking [part=send]").click();
  await eventually("it stands on the forum", () => onForum(stage, "Welk antwoord het is") === 1);
  await eventually("it has an id of the relay's", async () => {
    const card = asker.locator("plein-feed [part=card]").filter({ hasText: "Mag ik hier kiezen" });
    return !(await card.getAttribute("data-id"))?.startsWith("~");
  });
  const { page: helper } = await asPerson(stage, { sub: "kim", name: "Kim", role: "ambassador" });
  await openThread(helper, "Mag ik hier kiezen?");
  await reply(helper, "Dat van mij.");
  await eventually("it stands on the forum", () => onForum(stage, "Dat van mij") === 1);
  await offers(helper, "Dat van mij", "Markeer als antwoord");
  assert.deepEqual(await items(helper, "Dat van mij"), ["Markeer als antwoord", "Bewerk", "Kopieer link", "Verwijder"]);
  assert.deepEqual(await items(helper, "Welk antwoord het is"), ["Kopieer link", "Meld"]);

  await asker.bringToFront(); // a tab behind another is slow on purpose
  await openThread(asker, "Mag ik hier kiezen?");
  await offers(asker, "Dat van mij", "Markeer als antwoord");
  assert.deepEqual(await items(asker, "Dat van mij"), ["Markeer als antwoord", "Kopieer link", "Meld"]);
  assert.deepEqual(await items(asker, "Welk antwoord het is"), ["Bewerk", "Kopieer link", "Verwijder"]);

  const { page: moderator } = await asPerson(stage, { sub: "mo", name: "Mo", role: "moderator" });
  await offers(moderator, theirs, "Houd tegen");
  assert.deepEqual(await items(moderator, theirs), ["Markeer als antwoord", "Kopieer link", "Meld", "Houd tegen"]);
  await openThread(moderator, "Mag ik hier kiezen?");
  await offers(moderator, "Dat van mij", "Verwijder");
  assert.deepEqual(await items(moderator, "Dat van mij"), [
    "Markeer als antwoord",
    "Bewerk",
    "Kopieer link",
    "Meld",
    "Houd tegen",
    "Verwijder",
  ]);
});

test("it stands within what is seen, on the narrowest page, at every edge, scrolled, and from right to left", async () => {
  const { page } = await asPerson(stage, { sub: "bob", name: "Bob" });
  await page.setViewportSize({ width: 280, height: 480 });
  for (const lang of ["nl", "ar"]) {
    await page.locator("plein-feed").evaluate((each, tag) => each.setAttribute("lang", tag), lang);
    await page
      .locator(`plein-feed [dir=${lang === "ar" ? "rtl" : "ltr"}]`)
      .first()
      .waitFor();
    const button = postOf(page, theirs).locator("[part=menu-button]");
    for (const block of /** @type {const} */ (["start", "center", "end"])) {
      await button.evaluate((each, to) => each.scrollIntoView({ block: to, behavior: "instant" }), block);
      await button.evaluate((each) => /** @type {HTMLElement} */ (each).click());
      await menu(page).waitFor();
      const [box, from] = [await menu(page).boundingBox(), await button.boundingBox()];
      assert.ok(box && from);
      const where = `${lang}, ${block}: ${JSON.stringify({ box, from })}`;
      assert.ok(box.x >= 0 && box.x + box.width <= 280, where);
      assert.ok(box.y >= 0 && box.y + box.height <= 480, where);
      // Beside its button, which it does not cover.
      assert.ok(box.y >= from.y + from.height - 1 || box.y + box.height <= from.y + 1, where);
      await page.keyboard.press("Escape");
      await menu(page).waitFor({ state: "detached" });
    }
  }
});

test("Escape closes it and leads back to its button; a press elsewhere closes it, and so does its button", async () => {
  const { page } = await asPerson(stage, { sub: "cas", name: "Cas" });
  const button = postOf(page, theirs).locator("[part=menu-button]");
  await openMenu(page, theirs);
  assert.equal(await focused(page), "menuitem");
  await page.keyboard.press("Escape");
  await menu(page).waitFor({ state: "detached" });
  await eventually("focus is on its button", async () => (await focused(page)) === "menu-button");
  assert.equal(await page.locator("plein-feed [part=thread]").count(), 1, "the thread is open");

  await openMenu(page, theirs);
  await page.locator("h1").first().click();
  await menu(page).waitFor({ state: "detached" });
  assert.equal(await button.getAttribute("aria-expanded"), "false");

  await openMenu(page, theirs);
  await postOf(page, "Werkt mijn bundel").locator("[part=menu-button]").click();
  await eventually("one menu is open: that of the other post", async () => (await menu(page).count()) === 1);
  assert.equal(await button.getAttribute("aria-expanded"), "false");
  await postOf(page, "Werkt mijn bundel").locator("[part=menu-button]").click();
  await menu(page).waitFor({ state: "detached" });
});

test("what was held back, said to be the answer, or said not to be, is undone", async () => {
  const { page } = await asPerson(stage, { sub: "mo", name: "Mo", role: "moderator" });
  const shown = async () => {
    const { threads } = await stage.relay.get("/v1/bridges/noordnet/feed");
    const { root } = threads.find((/** @type {any} */ thread) => thread.root.title === "Roaming in Londen");
    const { posts, accepted } = await stage.relay.get(`/v1/bridges/noordnet/threads/${root.id}`);
    return { held: !JSON.stringify(posts).includes(theirs), accepted: Boolean(accepted) };
  };
  await offers(page, theirs, "Houd tegen");
  await choose(page, theirs, "Houd tegen");
  await eventually("nobody sees it", async () => (await shown()).held);
  await page.locator("plein-feed [part=post]").getByText("Tegengehouden").waitFor();
  await page.locator("plein-feed [part=undo]").click();
  await eventually("everybody sees it", async () => !(await shown()).held);
  await postOf(page, theirs).getByText("Iedereen ziet dit bericht weer.").waitFor();

  await signIn(page, { sub: "kim", name: "Kim", role: "ambassador" });
  await offers(page, theirs, "Markeer als antwoord");
  await choose(page, theirs, "Markeer als antwoord");
  await eventually("it is the answer", async () => (await shown()).accepted);
  await choose(page, theirs, "Toch niet het antwoord");
  await eventually("it is not", async () => !(await shown()).accepted);
  await postOf(page, theirs).locator("[part=undo]").click();
  await eventually("it is again", async () => (await shown()).accepted);
  await choose(page, theirs, "Toch niet het antwoord");
  await eventually("it is not", async () => !(await shown()).accepted);
});
