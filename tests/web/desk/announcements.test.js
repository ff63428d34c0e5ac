// Announcements on the desk: made with an end, or with a question, and taken down.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../../bridge/relay-fixture.js";
import { violations } from "../axe.js";
import { deskOfTests, part } from "./stage.js";
import { idOf } from "../stub-relay.js";

const stage = deskOfTests();
const askedOnce = stage.askedOnce.bind(stage);

test("announcements are made, with an end, and taken down", async () => {
  const page = await stage.open({ page: "announcements" });
  await page.locator(part("row")).getByText("Fault in postcode 9712").waitFor();
  await page.locator(part("announce")).click();
  const dialog = page.locator(part("dialog"));
  await dialog.getByLabel("Title").fill("Night work");
  await dialog.getByLabel("What there is to know").fill("Between two and four.");
  await dialog.getByLabel("Ends").fill("2026-01-15T04:00");
  await dialog.locator("[part=submit]").click();
  const { key, ...said } = await askedOnce("POST", "/desk/announcements");
  assert.match(key, /^[A-Za-z0-9_-]{8,64}$/);
  assert.deepEqual(said, {
    title: "Night work",
    text: "Between two and four.",
    until: new Date("2026-01-15T04:00").getTime(),
  });
  await page.locator(part("row")).getByText("Night work").waitFor();
  await page.locator(`[data-row="${idOf("b", 60)}"] [part=announce-end]`).click();
  await dialog.locator("[part=submit]").click();
  await askedOnce("DELETE", `/desk/announcements/${idOf("b", 60)}`);
  await eventually("one is left", async () => (await page.locator(part("row")).count()) === 1);
  await page.locator(part("undo")).click();
  await askedOnce("POST", "/desk/decisions/ended/undo");
});

test("an announcement asks something too, with the polls' own fields", async () => {
  const page = await stage.open({ page: "announcements" });
  await page.locator(part("announce")).click();
  const dialog = page.locator(part("dialog"));
  await dialog.getByLabel("Title").fill("Night work");
  await dialog.getByLabel("What there is to know").fill("Does it suit you?");
  await dialog.getByText("Ask something too").focus();
  await page.keyboard.press("Enter");
  await eventually("one writes options", () =>
    page.evaluate(() => document.querySelector("plein-desk")?.shadowRoot?.activeElement?.id === "field-options"),
  );
  await page.keyboard.type("Yes");
  await dialog.locator("[part=submit]").click();
  await dialog.locator("p.soft", { hasText: "2 to 10, all different." }).first().waitFor();
  assert.deepEqual(await violations(page), []);
  await dialog.getByLabel("Options").fill("Yes\nNo\nNo");
  await dialog.getByLabel("After one has voted").check();
  await dialog.getByLabel("The poll ends").fill("2026-01-15T04:00");
  await dialog.locator("[part=submit]").click();
  const { key: _, ...said } = await askedOnce("POST", "/desk/announcements");
  const until = new Date("2026-01-15T04:00").getTime();
  assert.deepEqual(said, {
    title: "Night work",
    text: "Does it suit you?",
    poll: { options: ["Yes", "No"], several: false, after: true, until },
  });
});
