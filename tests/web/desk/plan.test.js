// The plan: what a manager sees first, and by keys from a goal's figure to the same figure in insight.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../../bridge/relay-fixture.js";
import { violations } from "../axe.js";
import { deskOfTests, focused, part } from "./stage.js";

const stage = deskOfTests();

test("a manager begins with the plan: what changed most, and each figure against its target, with its course as a chart and as a table", async () => {
  const page = await stage.open({ page: "first" });
  await page
    .locator(`${part("chart")} canvas`)
    .first()
    .waitFor();
  assert.match(
    await page.locator(part("most")).innerText(),
    /What changed most: Time to first reply, down by 23 min, from 1 hr 1 min to 38 min\./,
  );
  assert.deepEqual(await page.locator(part("goal")).locator("h3").allInnerTexts(), [
    "Answer customers",
    "Be seen and talked about",
  ]);
  const card = (/** @type {string} */ name) => page.locator(`plein-desk [part=goal-figure][data-row="${name}"]`);
  assert.match(
    await card("answered_share").innerText(),
    /90\.1%\s+Reaches the target of 90%\.\s+5 percentage points more than before/,
  );
  assert.match(
    await card("first_reply_median").innerText(),
    /38 min\s+Does not reach the target of 30 min\.\s+23 min shorter than before/,
  );
  const course = page.locator(part("course")).first();
  await course.locator("summary").click();
  await course.locator("tbody").waitFor();
  assert.equal(await course.locator("tbody tr").count(), 4, "four weeks");
  assert.deepEqual(await violations(page, { within: "plein-desk" }), []);
});

test("who is no manager begins with the inbox, and does not see the plan", async () => {
  for (const role of ["ambassador", "moderator"]) {
    const page = await stage.open({ role, page: "first" });
    await page.locator(part("inbox")).waitFor();
    assert.equal(await page.getByRole("button", { name: "Plan", exact: true }).count(), 0);
    await page.close();
  }
  assert.equal(stage.relay.all("GET", "/desk/plan").length, 0);
  const page = await stage.open({ role: "moderator", page: "plan" });
  await page.locator(part("lacking")).waitFor();
});

test("by keys from a figure to the same one in insight, over the same weeks", async () => {
  const page = await stage.open({ page: "first" });
  await page.locator(part("goal-figure")).first().waitFor();
  await page.keyboard.press("j");
  await eventually("the first has focus", async () => (await focused(page)) === "answered_share");
  await page.keyboard.press("j");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await eventually("it has focus in insight", async () => (await focused(page)) === "first_reply_median");
  assert.equal(await page.locator(part("insight")).count(), 1);
  const { from, to } = stage.relay.all("GET", "/desk/insight")[0].query;
  assert.equal(Math.round((Number(to) - Number(from)) / 86_400_000), 29, "the days that the weeks touch");
});

test("without goals it says so, and without enough of anything that nothing changed much; what fails is asked for again", async () => {
  Object.assign(stage.relay.data.plan, { goals: [], changed: undefined });
  const page = await stage.open({ page: "plan", lang: "nl" });
  await page.getByText("Er zijn geen doelen gesteld.").waitFor();
  await page.getByText("Er is weinig veranderd").waitFor();
  await page.close();
  stage.relay.refuses.set("GET /desk/plan", 503);
  const other = await stage.open({ page: "plan" });
  const again = other.locator(part("again"));
  await again.waitFor();
  stage.relay.refuses.clear();
  stage.problems.length = 0; // the browser says that it was refused
  await again.click();
  await other.getByText("No goals are set.").waitFor();
});
