// People on the desk: a manager says which accounts are one person.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../../bridge/relay-fixture.js";
import { deskOfTests, has, part, says } from "./stage.js";

/** @import { Page } from "playwright-core" */

const stage = deskOfTests();

/** @param {Page} page */
async function firstPerson(page) {
  await page
    .locator(`${part("list")} [part~=row]`)
    .first()
    .click();
  await page.locator(part("person")).waitFor();
}

test("a manager says that two accounts are one person; it is undone, and taken back later", async () => {
  const page = await stage.open({ page: "people" });
  await firstPerson(page);
  const shown = page.locator(`${part("person")} .person-head .place`);
  const before = await shown.count();
  await page.locator(part("join-person")).click();
  const dialog = page.locator(part("dialog"));
  assert.equal(await dialog.getByLabel("A part of their name").inputValue(), "Joris");
  await dialog.getByLabel("A part of their name").fill("bak");
  await page.keyboard.press("Enter");
  await dialog.getByLabel("Fatima Bakir (Bluesky, Noordnet forum)").waitFor();
  assert.equal(await dialog.locator("[type=radio]").count(), 1);
  await page.keyboard.press("Escape");
  await has(page, "[part=join-person]");
  await page.keyboard.press("Enter");
  await dialog.locator("[part=submit]").click(); // nobody else is named so: those who are named most alike
  await dialog.locator("[type=radio]").first().waitFor();
  const names = await dialog.locator("label", { has: page.locator("[type=radio]") }).allInnerTexts();
  assert.ok(names.length > 2 && names.every((name) => / \(.+\)$/.test(name)), names.join());
  assert.ok(!names.some((name) => name.startsWith("Joris van Dam")), "nobody is said to be themselves");
  await dialog.locator("[type=radio]").first().check();
  await dialog.locator("textarea").fill("Told us so.");
  await dialog.locator("[part=submit]").click();
  const asked = `/desk/people/${stage.relay.data.people[0].author.key}/same`;
  await eventually("it was asked", () => stage.relay.all("POST", asked).length === 1);
  const { other, reason } = stage.relay.all("POST", asked)[0].body;
  assert.equal(reason, "Told us so.");
  await says(page, /one person now/);
  await eventually("the account is shown with the others", async () => (await shown.count()) === before + 1);
  await page.locator(part("undo")).click();
  await eventually("it is undone", async () => (await shown.count()) === before);
  assert.deepEqual(stage.relay.all("POST", asked.replace("same", "unsame"))[0].body, { other });
  await page.locator(part("join-person")).click();
  await dialog.locator("[part=submit]").click();
  await dialog.locator("[type=radio]").first().check();
  await dialog.locator("[part=submit]").click();
  await page.locator(part("part-person")).click();
  await dialog.locator("[part=submit]").click();
  await says(page, /different people now/);
  await eventually("it is taken back", async () => (await shown.count()) === before);
  await has(page, "#person-title, button");
});

test("an ambassador sees who somebody is, and decides nothing about it", async () => {
  const page = await stage.open({ page: "people", role: "ambassador" });
  await firstPerson(page);
  assert.equal(await page.locator(part("join-person")).count(), 0);
  assert.equal(await page.locator(part("part-person")).count(), 0);
});
