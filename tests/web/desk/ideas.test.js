// Ideas and tags on the desk: by status and likes, changed with a reason, from the page and from a case; and the bar of pages where it is narrow.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../../bridge/relay-fixture.js";
import { violations } from "../axe.js";
import { deskOfTests, focused, has, part, says } from "./stage.js";
import { idOf, postOf } from "../stub-relay.js";
import { now } from "./data.js";

/** @import { Page } from "playwright-core" */

const stage = deskOfTests();
const planned = idOf("f", 0);

/** @param {import("./stage.js").How} [how] */
async function open(how) {
  const page = await stage.open({ role: "moderator", page: "ideas", ...how });
  await page.locator(part("row")).first().waitFor();
  return page;
}
/** @param {Page} page */
const titles = (page) => page.locator("plein-desk [data-row] .entry-title").allInnerTexts();
/** @param {Page} page @param {string} name */
const filter = (page, name) => page.getByRole("button", { name, exact: true });

test("ideas by likes or the newest, by status with counts, each with its reason", async () => {
  const page = await open();
  assert.deepEqual(await titles(page), [
    "A night mode for the app",
    "Show in the app which device uses the data",
    "Let us choose when the router restarts",
    "Pay by the day",
    "Bring back the shop in Assen",
  ]);
  assert.match(
    await page.locator(part("row")).last().innerText(),
    /declined\s+8 likes[\s\S]*Reason: Too few people came/,
  );
  assert.deepEqual(await violations(page, { within: "plein-desk" }), []);
  await page.getByRole("button", { name: "Newest" }).click();
  assert.equal((await titles(page))[0], "Pay by the day");
  await filter(page, "declined 1").click();
  await eventually("one is left", async () => (await titles(page)).join() === "Bring back the shop in Assen");
  stage.relay.ideas.marks = [];
  stage.relay.tellDesk();
  await page.getByText("No thread is an idea yet").waitFor();
});

test("by keys: the status of an idea is changed with a reason that everybody reads, and undone; the thread is opened", async () => {
  const page = await open();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await has(page, `[data-row="${planned}"]`);
  await page.keyboard.press("Tab");
  await has(page, `[data-row="${planned}"] [part=idea-change]`);
  await page.keyboard.press("Enter");
  const dialog = page.locator(part("dialog"));
  await dialog.getByText("Everybody reads it").waitFor();
  assert.equal(await dialog.locator("[name=status]:checked").inputValue(), "planned");
  await dialog.locator("[name=status]:checked").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.type("It is there since today.");
  assert.deepEqual(await violations(page, { within: "plein-desk" }), []);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const body = await stage.askedOnce("POST", `/desk/posts/${planned}/idea`);
  assert.deepEqual(body, { status: "done", reason: "It is there since today." });
  await says(page, /status is changed/);
  await page.locator(`[data-row="${planned}"]`).getByText("Reason: It is there since today.").waitFor();
  await has(page, `[data-row="${planned}"] [part=idea-change]`);
  await filter(page, "done 2").waitFor();
  await page.locator(part("undo")).click();
  await stage.askedOnce("POST", "/desk/decisions/d-idea/undo");
  await page.locator(`[data-row="${planned}"] [part=open-case]`).click();
  await page.locator("#case-title").getByText("Show in the app").waitFor();
});

test("a thread becomes an idea in its case, which says what became of it, and is one no longer", async () => {
  const page = await stage.open({ role: "moderator" });
  await page.locator(part("row")).nth(4).click();
  const menu = page.locator(`${part("case")} .case-head [part=menu-button]`);
  await menu.click();
  await page.getByRole("menuitem", { name: "Mark as an idea" }).click();
  const dialog = page.locator(part("dialog"));
  await dialog.getByLabel("being considered").check();
  await dialog.getByLabel("Reason").fill("We look into it.");
  await dialog.locator("[part=submit]").click();
  const body = await stage.askedOnce("POST", `/desk/posts/${idOf("b", 4)}/idea`);
  assert.deepEqual(body, { status: "considered", reason: "We look into it." });
  await page.locator(part("case")).getByText("idea: being considered").waitFor();
  await page.locator(part("case")).getByText("“We look into it.”").waitFor();
  await menu.click();
  await page.getByRole("menuitem", { name: "Change the idea’s status" }).waitFor();
  await page.getByRole("menuitem", { name: "No longer an idea" }).click();
  await dialog.locator("[part=submit]").click();
  await stage.askedOnce("POST", `/desk/posts/${idOf("b", 4)}/unidea`);
  await page.locator(part("case")).getByText("idea: being considered").waitFor({ state: "detached" });
});

test("tags: those in use are offered in a case, and lead to all that bears them, from where they are removed", async () => {
  const page = await stage.open({ role: "moderator" });
  await page.locator(part("row")).nth(3).click();
  const menu = page.locator(`${part("case")} .case-head [part=menu-button]`);
  await menu.click();
  await page.getByRole("menuitem", { name: "Add a tag" }).click();
  const dialog = page.locator(part("dialog"));
  // Not the one it bears; the most used first.
  await dialog.waitFor();
  assert.deepEqual(
    await dialog.locator("datalist option").evaluateAll((all) => all.map((each) => each.getAttribute("value"))),
    ["app", "router"],
  );
  await dialog.getByLabel("Tag").fill("#buiten de EU");
  await dialog.locator("[part=submit]").click();
  assert.deepEqual(await stage.askedOnce("POST", `/desk/posts/${idOf("b", 3)}/tag`), { tag: "buiten-de-EU" });
  await page
    .locator(`${part("case")} [part=tag]`)
    .filter({ hasText: "#buiten-de-EU" })
    .waitFor();

  await page
    .locator(`${part("case")} [part=tag]`)
    .filter({ hasText: "#roaming" })
    .click();
  await has(page, "#tags-title");
  const tagged = page.locator(part("tagged"));
  await tagged.getByRole("button", { name: "Does my bundle work in London?", exact: true }).waitFor();
  assert.equal(await page.locator(part("tag")).first().innerText(), "#app 2");
  await page.locator(part("tag")).first().click();
  await eventually("both of them", async () => (await tagged.locator("li").count()) === 2);
  assert.deepEqual(await violations(page, { within: "plein-desk" }), []);
  await tagged.getByRole("button", { name: "Remove the tag of “A night mode for the app”" }).click();
  await dialog.locator("[part=submit]").click();
  assert.deepEqual(await stage.askedOnce("POST", `/desk/posts/${idOf("f", 1)}/untag`), { tag: "app" });
  await eventually("one is left", async () => (await tagged.locator("li").count()) === 1);
  await tagged.locator("[part=open-case]").click();
  await page.locator("#case-title").getByText("Show in the app").waitFor();
});

test("of many ideas a bounded number is read, and the others when one asks; what cannot be had is said", async () => {
  const many = Array.from({ length: 130 }, (_, n) => idOf("9", n));
  stage.relay.ideas = {
    posts: many.map((id, n) => postOf({ id, title: `Idea ${n}`, created_at: now - n, reactions: { count: n } })),
    marks: many.map((thread) => ({ thread, idea: { status: "new" } })),
  };
  const page = await open();
  const read = () => stage.relay.asked.filter(({ path }) => path.startsWith("/posts/")).length;
  assert.equal(await page.locator(part("row")).count(), 100);
  assert.equal(read(), 100);
  await filter(page, "new 130").waitFor();
  await page.getByText("30 ideas are not read yet.").waitFor();
  await page.locator(part("more")).click();
  await eventually("all of them", async () => (await page.locator(part("row")).count()) === 130);
  assert.equal(read(), 130);
  assert.equal((await titles(page))[0], "Idea 129");

  stage.relay.refuses.set(`GET /posts/${many[0]}`, 503);
  const failing = await stage.open({ role: "moderator", page: "ideas" });
  await failing.locator(part("failed")).waitFor();
  stage.relay.refuses.clear();
  await failing.locator(part("again")).click();
  await failing.locator(part("row")).first().waitFor();
  assert.ok(stage.problems.splice(0).every((each) => /503/.test(each)));
});

test("the bar is one line: what it has no room for stands under More, by keys and for screen readers", async () => {
  for (const [width, shown] of /** @type {const} */ ([
    [360, ["Plan", "Inbox"]],
    [768, ["Plan", "Inbox", "Queue", "People", "Insight", "Decisions"]],
  ])) {
    const page = await stage.open({ page: "plan", width });
    await page.locator(part("page-button")).first().waitFor();
    const nav = page.getByRole("navigation", { name: "Pages of the desk" });
    const height = await nav.evaluate((each) => each.getBoundingClientRect().height);
    assert.ok(height < 60, `${width}: ${height}`);
    const buttons = nav.getByRole("button");
    const names = async () => (await buttons.allInnerTexts()).map((text) => text.replace(/[\d▾]/g, "").trim());
    assert.deepEqual(await names(), [...shown, "More"]);
    const more = nav.getByRole("button", { name: /^More/ });
    assert.equal(await more.getAttribute("aria-expanded"), "false");
    await more.focus();
    await page.keyboard.press("Enter");
    assert.equal(await more.getAttribute("aria-expanded"), "true");
    assert.equal((await names()).length, 12);
    assert.deepEqual(await violations(page, { within: "plein-desk" }), []);
    await page.keyboard.press("Escape");
    assert.equal(await more.getAttribute("aria-expanded"), "false");
    assert.equal(await focused(page), "more-pages");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Shift+Tab");
    await eventually("leaving it closes it", async () => (await more.getAttribute("aria-expanded")) === "false");
    await more.click();
    await nav.getByRole("button", { name: "Rules" }).click();
    await has(page, "#page-title");
    assert.equal(await more.getAttribute("aria-expanded"), "false");
    assert.match(await more.innerText(), /^More: Rules/);
    assert.ok((await nav.evaluate((each) => each.getBoundingClientRect().height)) < 60);
  }
  const page = await stage.open({ page: "plan" });
  const all = page.getByRole("navigation", { name: "Pages of the desk" }).getByRole("button");
  await all.first().waitFor();
  assert.equal(await all.count(), 11);
  const ambassador = await stage.open({ role: "ambassador", width: 360 });
  await ambassador.locator(part("page-button")).first().waitFor();
  assert.equal(await ambassador.locator(part("more-pages")).count(), 0);
});
