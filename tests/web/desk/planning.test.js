// Polls and the calendar on the desk: what they ask of the relay, by keys and on a phone, and what is asked where the brand pushes too much.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { eventually } from "../../bridge/relay-fixture.js";
import { violations } from "../axe.js";
import { now } from "./data.js";
import { deskOfTests, part, says } from "./stage.js";
import { idOf } from "../stub-relay.js";

const stage = deskOfTests();
const { desk } = JSON.parse(readFileSync(path.join(import.meta.dirname, "../../../build/web/manifest.json"), "utf8"));

/** @param {import("playwright-core").Page} page */
const loaded = (page) =>
  page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name.split("/").at(-1) ?? ""));

test("polls come when they are opened; one is asked, says why where it is much, and is ended", async () => {
  stage.relay.pushing = { day: 2, week: 3, replies: 9, ...{ often: true } };
  const page = await stage.open({ role: "moderator" });
  await page.locator(part("page-button")).first().waitFor();
  const before = await loaded(page);
  assert.ok(!desk.planning.some((/** @type {string} */ name) => before.includes(name)));
  await page.getByRole("button", { name: "Polls" }).click();
  const row = page.locator(part("row")).first();
  await row.waitFor();
  assert.match(await row.innerText(), /Which day\?[\s\S]*4 voters[\s\S]*Monday\s+3 votes · 75%/);
  assert.deepEqual(await violations(page, { within: "plein-desk" }), []);
  await page.locator(part("poll-ask")).click();
  const dialog = page.locator(part("dialog"));
  await eventually("what it would be is said", async () =>
    /post 3 of the brand that day; in the seven days to it, post 4 and 9 replies/.test(await dialog.innerText()),
  );
  await dialog.getByLabel("Question").fill("Which colour?");
  await dialog.getByLabel("What there is to know").fill("For the new shop.");
  await dialog.getByLabel("Options, one a line").fill("Red\nBlue\n\nRed");
  await dialog.getByLabel("One or more").check();
  await dialog.locator("[part=submit]").click();
  await dialog.getByLabel("Reason").waitFor();
  assert.equal(stage.relay.all("POST", "/desk/polls").length, 0);
  await dialog.getByLabel("Reason").fill("They asked for it.");
  await page.keyboard.press("Enter");
  const { key, ...asked } = await stage.askedOnce("POST", "/desk/polls");
  assert.match(key, /^[A-Za-z0-9_-]{8,64}$/);
  assert.deepEqual(asked, {
    title: "Which colour?",
    text: "For the new shop.",
    options: ["Red", "Blue"],
    several: true,
    after: false,
    reason: "They asked for it.",
  });
  await says(page, /It is asked in every place/);
  await page.locator(`[data-row="${idOf("b", 81)}"] [part=poll-end]`).click();
  await dialog.locator("[part=submit]").click();
  await stage.askedOnce("POST", `/desk/polls/${idOf("b", 81)}/end`);
  await says(page, /The poll has ended/);
});

test("when a poll comes above the one at which one is, one stays at it", async () => {
  const page = await stage.open({ page: "polls" });
  const rows = page.locator(part("row"));
  await rows.first().waitFor();
  const id = await rows.first().getAttribute("data-row");
  await page.locator(`[data-row="${id}"] [part=poll-end]`).focus();
  const [poll] = stage.relay.polls;
  stage.relay.polls.unshift({ ...poll, post: idOf("b", 82), title: "Which colour?" });
  stage.relay.tellDesk();
  await page.locator(`[data-row="${idOf("b", 82)}"]`).waitFor();
  assert.equal(await rows.first().getAttribute("data-row"), idOf("b", 82));
  await page.keyboard.press("Enter");
  await page.locator(part("dialog")).locator("[part=submit]").click();
  await stage.askedOnce("POST", `/desk/polls/${id}/end`);
});

test("the calendar on a phone: what was missed is asked; a post is planned, moved, withdrawn", async () => {
  stage.relay.pushing = { day: 0, week: 0, replies: 0 };
  const page = await stage.open({ page: "calendar", width: 390, lang: "nl" });
  await page.locator(part("row")).nth(1).waitFor();
  const text = await page.locator(part("calendar")).innerText();
  assert.match(text, /Gemist[\s\S]*Too late[\s\S]*A new shop[\s\S]*niet op Bluesky/);
  assert.deepEqual(await violations(page, { within: "plein-desk" }), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.locator(`[data-row="plan-0001"] summary`).click();
  await page.locator(`[data-row="plan-0001"] [part=plan]`).waitFor();

  await page.locator(`[data-row="plan-0002"] [part=plan-change]`).click();
  const dialog = page.locator(part("dialog"));
  assert.equal(await dialog.getByLabel("Tekst").inputValue(), "Yesterday.");
  await dialog.locator("[part=submit]").click();
  await eventually("a time to come is wanted", async () => /nog komt/.test(await dialog.innerText()));
  const later = new Date(now + 2 * 3600000);
  const local = new Date(later.getTime() - later.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  await dialog.locator("[name=at]").fill(local);
  await dialog.locator("[part=submit]").click();
  const asked = await stage.askedOnce("POST", "/desk/calendar");
  assert.equal(asked.key, "plan-0002");
  assert.equal(asked.at, new Date(local).getTime());
  assert.deepEqual(asked.without, []);
  await says(page, /Het is gepland/);
  await page.locator(`[data-row="plan-0001"] [part=plan-withdraw]`).click();
  await dialog.locator("[part=submit]").click();
  await stage.askedOnce("DELETE", "/desk/calendar/plan-0001");
  await page.getByRole("button", { name: "Maand" }).click();
  await page.locator(part("calendar-go")).last().click();
  await page.getByText("Hier is niets gepland.").waitFor();
});
