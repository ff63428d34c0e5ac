// Everything that one writes and changes in the widget, with nothing but a keyboard: focus is never lost, and what happens is said.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { eventually } from "../bridge/relay-fixture.js";
import { Stage } from "./stage.js";
import { Walk, beginWalk } from "./walk.js";
import { onForum, onPage, postOf, signIn } from "./writer.js";

/** @import { Page } from "playwright-core" */

const stage = new Stage();
const kim = { sub: "kim", name: "Kim", role: "moderator" };

before(() => stage.start());
after(() => stage.end());
afterEach(async () => {
  for (const page of stage.context?.pages() ?? []) if (page.url() !== "about:blank") await page.close();
});

test("writing: formatting, completing, looking at it, sending it, and having it back", async () => {
  const walk = await beginWalk(stage, { signedIn: kim });
  const { page } = walk;
  await walk.open("Roaming in Londen");
  const field = page.locator("plein-feed [part=thread] > form textarea");
  await walk.tabTo("input", "Write a reply");
  await walk.press("Control+B");
  await walk.type("strong");
  await walk.press("End");
  await walk.type(" :hear");
  await walk.hears(/^\d+ suggestions$/);
  await walk.press("ArrowDown", "Enter");
  await walk.standsOn("input");
  await walk.type(" @jo");
  await walk.hears(/^\d suggestions?$/);
  await walk.press("Escape");
  assert.equal(await page.locator("plein-feed [role=option]").count(), 0);
  await walk.type("r");
  await walk.press("Backspace");
  await walk.standsOn("input");
  assert.match(await field.inputValue(), /^\*\*strong\*\* \S+ +@jo$/);
  await walk.press("Control+A");
  await walk.type("By keys.");
  await walk.press("Control+A", "Tab");
  await walk.standsOn("button", "Bold");
  await walk.press("ArrowRight");
  await walk.standsOn("button", "Italic");
  await walk.press("Enter");
  await walk.standsOn("input");
  assert.equal(await field.inputValue(), "*By keys.*");
  await walk.tabTo("preview-button");
  await walk.press("Enter");
  await walk.standsOn("preview", "Preview");
  await walk.press("Escape");
  await walk.standsOn("input");
  await walk.press("End");
  await walk.type(` ${"long ".repeat(80)}`);
  await walk.hears("The text will be cut on Bluesky.");
  await walk.press("Control+A");
  await walk.type("Sent by keys.");
  await walk.press("Control+Enter");
  await walk.hears("Your post has been sent.");
  await walk.standsOn("input");
  await eventually("it stands on the page", () => onPage(stage, "Sent by keys") === 1);
  await walk.tabTo("take-back", "Undo", "Shift+Tab");
  await walk.press("Enter");
  await walk.standsOn("input");
  assert.equal(await field.inputValue(), "Sent by keys.");
  await eventually("it is gone", () => onPage(stage, "Sent by keys") === 0);
  // A second time the same is said, and heard.
  await walk.press("Control+Enter");
  await walk.hears("Your post has been sent.");
});

test("what could not be sent is sent again, or given up; a draft is thrown away and had back", async () => {
  const walk = await beginWalk(stage, { signedIn: { sub: "eva", name: "Eva" } });
  const { page } = walk;
  await walk.open("Roaming in Londen");
  await walk.tabTo("input", "Write a reply");
  let fails = true;
  await page.route("**/posts", (route) => (fails ? route.fulfill({ status: 422, json: {} }) : route.continue()));
  await walk.type("Refused at first.");
  await walk.press("Control+Enter");
  await walk.hears("Your post has not been sent.");
  await walk.standsOn("input");
  await walk.tabTo("button", "Retry", "Shift+Tab");
  fails = false;
  await walk.press("Enter");
  await walk.hears("Your post has been sent.");
  await walk.standsOn("post", "Eva");
  fails = true;
  await walk.tabTo("input", "Write a reply");
  await walk.type("Given up.");
  await walk.press("Control+Enter");
  await walk.hears("Your post has not been sent.");
  await walk.tabTo("button", "Discard", "Shift+Tab");
  await walk.press("Enter");
  await walk.standsOn("input", "Write a reply");
  await walk.type("A draft.");
  await eventually("it is kept", async () => (await kept(page)).includes("A draft."));
  await page.reload();
  await page.locator("plein-feed [part=post]").first().waitFor();
  const again = await Walk.begin(page);
  await signIn(page, { sub: "eva", name: "Eva" });
  await page.getByText("Draft restored.").waitFor();
  await page.locator("plein-feed [part=post]").first().focus();
  await again.tabTo("button", "Discard");
  await again.press("Enter");
  await again.standsOn("button", "Undo");
  await again.press("Enter");
  await again.standsOn("input", "Write a reply");
  assert.equal(await page.locator("plein-feed [part=thread] > form textarea").inputValue(), "A draft.");
  stage.problems.length = 0;
});

/** @param {Page} page @returns {Promise<string>} what is kept in this browser */
const kept = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open("plein");
        opening.onsuccess = () => {
          const reading = opening.result.transaction("kept").objectStore("kept").getAll();
          reading.onsuccess = () => (opening.result.close(), resolve(JSON.stringify(reading.result)));
        };
      }),
  );

/** By Tab to the menu of the post that says this, and by its first letters to an item. @param {Walk} walk @param {string} text @param {string} item */
async function chooseByKeys(walk, text, item) {
  await postOf(walk.page, text).first().focus();
  await walk.tabTo("menu-button", "More");
  await walk.press("Enter");
  await walk.standsOn("menuitem");
  for (let n = 0; (await walk.where())?.says !== item; n++) {
    assert.ok(n < 10, `${item} is in the menu`);
    await walk.press("ArrowDown");
  }
  await walk.press("Enter");
}

test("one's own post: edited, kept as it was, removed, and each undone", async () => {
  const walk = await beginWalk(stage, { signedIn: { sub: "fem", name: "Fem" } });
  const { page } = walk;
  await walk.open("Roaming in Londen");
  await walk.tabTo("input", "Write a reply");
  await walk.type("Mine.");
  await walk.press("Control+Enter");
  await walk.hears("Your post has been sent.");
  await chooseByKeys(walk, "Mine.", "Edit");
  await walk.standsOn("input", "Change your text");
  await walk.press("Escape");
  await walk.standsOn("menu-button");
  await chooseByKeys(walk, "Mine.", "Edit");
  await walk.standsOn("input", "Change your text");
  await walk.press("Control+A");
  await walk.type("Mine, but better.");
  await walk.press("Control+Enter");
  await walk.hears("Saved.");
  await walk.standsOn("post", "Fem");
  await walk.tabTo("undo", "Undo");
  await walk.press("Enter");
  await walk.hears("Saved.");
  await walk.standsOn("menu-button");
  await postOf(page, "Mine.").waitFor();
  await chooseByKeys(walk, "Mine.", "Remove");
  await walk.hears("You have removed this post.");
  await walk.standsOn("undo");
  await walk.press("Enter");
  await walk.standsOn("menu-button");
  await chooseByKeys(walk, "Mine.", "Remove");
  await walk.standsOn("undo");
  await walk.hears("The post is removed.");
  await walk.standsOn("post");
});

test("somebody else's post: liked, its link copied and shared, reported, marked as the answer, held back", async () => {
  const walk = await beginWalk(stage, {
    signedIn: kim,
    prepare: async (page) => {
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.evaluate(() => {
        navigator.share = async (what) => void Object.assign(window, { shared: what });
      });
    },
  });
  const { page } = walk;
  const answer = "Ja, gewoon zoals thuis";
  await walk.open("Roaming in Londen");
  await eventually("who one is, is known", () => postOf(page, answer).locator("[part=like]").isVisible());
  await postOf(page, answer).focus();
  await walk.tabTo("like", "Like");
  await walk.press("Space");
  await walk.standsOn("like", "Like: 1 like");
  await walk.press("Space");
  await walk.standsOn("like", "Like");
  await chooseByKeys(walk, answer, "Copy link");
  await walk.hears("Link copied.");
  await walk.standsOn("menu-button");
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /#plein=/);
  await page.locator("plein-feed [part=note]").waitFor({ state: "detached" });
  await chooseByKeys(walk, answer, "Share");
  await walk.standsOn("menu-button");
  assert.equal(await page.evaluate(() => /** @type {any} */ (window).shared.title), "Roaming in Londen");
  await walk.press("Enter");
  await walk.standsOn("menuitem");
  await walk.press("Escape");
  await walk.standsOn("menu-button");

  await chooseByKeys(walk, answer, "Report");
  await walk.standsOn("input");
  await walk.press("Escape");
  await walk.standsOn("menu-button");
  await chooseByKeys(walk, answer, "Report");
  await walk.standsOn("input");
  await walk.press("ArrowDown", "Enter");
  await walk.hears("Thank you. Our moderators will look at it.");
  await walk.standsOn("button", "Close");
  await walk.press("Enter");
  await walk.standsOn("menu-button");

  await chooseByKeys(walk, answer, "Mark as the answer");
  await walk.hears("Marked as the answer.");
  await walk.standsOn("menu-button");
  await chooseByKeys(walk, answer, "Not the answer");
  await walk.hears("No longer the answer.");
  await walk.standsOn("menu-button");

  await chooseByKeys(walk, answer, "Hold back");
  await walk.hears("Held back: nobody sees this post now.");
  await walk.standsOn("post");
  await walk.tabTo("undo", "Undo");
  await walk.press("Enter");
  await walk.hears("Everybody sees this post again.");
  await walk.standsInPost(answer);
});

test("a question: what may answer it already is offered and read, and then it is asked", async () => {
  const walk = await beginWalk(stage, { signedIn: { sub: "guus", name: "Guus" } });
  const { page } = walk;
  await page.locator("plein-feed [part=search]").focus();
  await walk.tabTo("ask");
  await walk.press("Enter");
  await walk.standsOn("input", "Your question in one line");
  await walk.type("Roaming, also outside Londen");
  await walk.hears("1 conversation may answer it already");
  await walk.tabTo("a", "Roaming in Londen");
  await walk.press("Enter");
  await walk.standsOn("post");
  await walk.press("Escape");
  await walk.standsOn("a", "Roaming in Londen");
  await walk.tabTo("input", "Tell a little more", "Shift+Tab");
  await walk.type("And in Bath?");
  await walk.tabTo("send", "Ask");
  await walk.press("Enter");
  await walk.standsOn("ask");
  await walk.hears("Your post has been sent.");
  await eventually("it stands on the forum", () => onForum(stage, "And in Bath") === 1);
});
