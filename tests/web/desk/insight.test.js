// Insight on the desk: figures of the time and place that one chooses, the posts behind them, and all of it as a file.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { eventually } from "../../bridge/relay-fixture.js";
import { deskOfTests, has, part } from "./stage.js";

const stage = deskOfTests();

test("insight: figures with what changed in words, charts and the same as tables, posts behind, and the table as a file", async () => {
  const page = await stage.open({ page: "insight" });
  await page
    .locator(`${part("chart")} canvas`)
    .first()
    .waitFor();
  const card = (/** @type {string} */ name) => page.locator(`plein-desk [data-row="${name}"]`);
  assert.match(await card("questions").innerText(), /412\s+6% more than before \(388\)/);
  assert.match(await card("answered_share").innerText(), /90\.1%\s+5 percentage points more than before \(85\.1%\)/);
  assert.match(await card("ambassador_share").innerText(), /As before \(54\.2%\)/);
  assert.match(await card("answers_per_brand_post").innerText(), /–\s+Nothing to count in this time/);
  assert.match(await card("talked_about").innerText(), /nothing to compare with before/);
  // Of many parts those of which there is anything; of few all.
  assert.equal(await card("clicks").locator(".parts li").count(), 3);
  assert.doesNotMatch(await card("clicks").innerText(), /Facebook/);
  // A figure that the desk does not know yet is called as the relay calls it.
  assert.match(await card("coffee_drunk").innerText(), /coffee drunk\s+12/);
  const course = page.locator(part("course")).first();
  await course.locator("summary").click();
  await course.locator("tbody").waitFor();
  const heads = await course.locator("thead th").allInnerTexts();
  assert.deepEqual(heads, ["Day", "Together", "Bluesky", "Noordnet forum", "noordnet.example"]);
  assert.equal(await course.locator("tbody tr").count(), 30);

  await page
    .locator(`${part("insight")} [part=filter]`)
    .getByText("7 days")
    .click();
  await eventually("it is asked for", () =>
    stage.relay
      .all("GET", "/desk/insight")
      .some(({ query }) => Number(query.to) - Number(query.from) === 7 * 86_400_000),
  );
  await page
    .locator(`${part("insight")} [part=filter]`)
    .getByText("Choose days")
    .click();
  await page.locator(part("day")).first().fill("2026-01-05");
  await page.locator(part("day")).first().dispatchEvent("change");
  await eventually("these days are asked for", () => {
    const query = stage.relay.all("GET", "/desk/insight").at(-1)?.query;
    return new Date(Number(query?.from)).getDate() === 5 && Number(query?.step) === 86_400_000;
  });
  await page
    .locator(`${part("insight")} select`)
    .first()
    .selectOption("forum");
  await eventually(
    "only one place is asked for",
    () => stage.relay.all("GET", "/desk/insight").at(-1)?.query.place === "forum",
  );

  await card("answered").waitFor();
  await card("answered").getByText("by an ambassador").click();
  await page.locator(part("behind")).getByText("2 posts").waitFor();
  await has(page, "#behind-title");
  const { query } = stage.relay.all("GET", "/desk/insight/posts")[0];
  assert.deepEqual([query.figure, query.part, query.place], ["answered", "by_ambassador", "forum"]);
  await page.keyboard.press("Escape");
  await has(page, '[data-row="answered"]');

  const saved = page.waitForEvent("download");
  await page.locator(part("save")).click();
  const file = await saved;
  assert.match(file.suggestedFilename(), /^plein-2026-01-05-.*\.csv$/);
  assert.match(readFileSync(await file.path(), "utf8"), /questions,412,388/);
});
