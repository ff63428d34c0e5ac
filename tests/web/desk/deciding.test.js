// The desk's pages where one decides: the queue, what was decided, and who helps; what each asks of the relay, and what is undone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../../bridge/relay-fixture.js";
import { deskOfTests, has, part, says } from "./stage.js";
import { idOf } from "../stub-relay.js";

/** @import { Page } from "playwright-core" */

const stage = deskOfTests();
const askedOnce = stage.askedOnce.bind(stage);

/** Fills in why, and sends it. @param {Page} page @param {string} reason */
async function because(page, reason) {
  const dialog = page.locator(part("dialog"));
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.locator("[part=submit]").click();
  await dialog.waitFor({ state: "detached" });
}

test("the queue by keys: a held post is released, with a reason, and the next one has focus", async () => {
  const page = await stage.open({ page: "queue" });
  await page.locator(part("row")).nth(3).waitFor();
  await page.keyboard.press("j");
  await has(page, `[data-row="${idOf("d", 1)}"]`);
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await has(page, `[data-row="${idOf("d", 1)}"]`);
  await page.keyboard.press("Tab");
  await has(page, "[data-act=releasePost]");
  await page.keyboard.press("Enter");
  await page.keyboard.type("A real customer.");
  await page.locator(part("submit")).click();
  assert.deepEqual(await askedOnce("POST", `/posts/${idOf("d", 1)}/release`), { reason: "A real customer." });
  await says(page, /Released/);
  await has(page, `[data-row="${idOf("d", 2)}"]`);
  await page.locator(part("undo")).click();
  await askedOnce("POST", `/posts/${idOf("d", 1)}/hold`);
});

test("a held post says who held it and why", async () => {
  const page = await stage.open({ page: "queue" });
  const first = page.locator(`${part("held")} [part=row]`).first();
  await first.getByText("Held back by a rule: “Links of new people”").waitFor();
  assert.match(await first.innerText(), /Crypto Kees/);
});

test("what was reported is one entry a post, and is left, held, hidden, or its author blocked", async () => {
  const page = await stage.open({ page: "queue" });
  const reported = page.locator(`${part("reported")} [part=row]`);
  await reported.nth(1).waitFor();
  assert.equal(await reported.count(), 2);
  const text = await reported.first().innerText();
  assert.match(text, /2 reports: insulting or threatening, something else/);
  assert.match(text, /You are all liars/);
  await reported.first().locator("[data-act=hidePost]").click();
  assert.deepEqual(
    await page
      .locator(part("dialog"))
      .locator("label", { has: page.locator("[type=radio]") })
      .allInnerTexts(),
    ["In every place", "Bluesky"],
  );
  await because(page, "Insulting.");
  // Where it was written it cannot be hidden.
  assert.deepEqual(await askedOnce("POST", `/desk/posts/${idOf("d", 3)}/hide`), {
    place: "page",
    reason: "Insulting.",
  });
  assert.deepEqual(await askedOnce("POST", `/posts/${idOf("d", 3)}/reports/close`), { outcome: "hidden" });
  await eventually("it is gone from the list", async () => (await reported.count()) === 1);
  await page.locator(part("undo")).click();
  await askedOnce("POST", "/desk/decisions/d-hide-page/undo");
  await askedOnce("POST", `/posts/${idOf("d", 3)}/reports/reopen`);
  await eventually("it is back", async () => (await reported.count()) === 2);
  await reported.first().locator("[data-act=block]").click();
  await because(page, "");
  assert.equal(await askedOnce("POST", `/authors/${idOf("a", 33)}/block`), undefined);
  await says(page, /Rob Woest is blocked/);
  await reported.first().locator("[data-act=keepPost]").click();
  await because(page, "It is an office number.");
  const note = await askedOnce("POST", `/desk/posts/${idOf("d", 4)}/note`);
  assert.equal(note.text, "It is an office number.");
  assert.deepEqual(await askedOnce("POST", `/posts/${idOf("d", 4)}/reports/close`), { outcome: "kept" });
  await page.locator(part("reported")).getByText("Nobody has reported anything.").waitFor();
});

test("a dialog that is refused stays, and says why", async () => {
  const page = await stage.open({ page: "queue" });
  await page.locator(part("row")).nth(3).waitFor();
  stage.relay.refuses.set(`POST /posts/${idOf("d", 1)}/release`, 503);
  const button = page.locator(`[data-row="${idOf("d", 1)}"] [data-act=releasePost]`);
  await button.click();
  const dialog = page.locator(part("dialog"));
  await dialog.locator("[part=submit]").click();
  await dialog.getByRole("alert").getByText("wrong on our side").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await has(page, "[data-act=releasePost]");
  assert.match(String(stage.problems.splice(0)), /503/);
});

test("decisions: the latest first, with their reasons; what can be undone is", async () => {
  const page = await stage.open({ page: "decisions" });
  const rows = page.locator(part("row"));
  await rows.nth(4).waitFor();
  assert.match(await rows.first().innerText(), /Locked\s+Mira Hoek\s+2 hr\. ago\s+“It went round in circles\.”/);
  await rows.first().locator("[part=open-case]").getByText("No internet since this morning").waitFor();
  assert.match(await rows.nth(1).innerText(), /Joris van Dam/);
  assert.equal(await rows.locator("[part=undo-decision]").count(), 3);
  assert.match(await rows.nth(3).innerText(), /undone/);
  await rows.first().locator("[part=undo-decision]").focus();
  await page.keyboard.press("Enter");
  await askedOnce("POST", "/desk/decisions/5f/undo");
  await rows.first().getByText("undone").waitFor();
  await has(page, '[data-row="5f"]');
  await rows.nth(2).locator("[part=open-case]").click();
  await page.locator("plein-desk #case-title").getByText("Does my bundle work in London?").waitFor();
});

test("people: by level, why they have their points, and candidates with the reasons", async () => {
  const page = await stage.open({ page: "people" });
  const rows = page.locator(part("row"));
  await rows.nth(6).waitFor();
  assert.match(await rows.first().innerText(), /Joris van Dam.*1,240 points.*Ambassador/s);
  const candidate = page.locator(part("candidates"));
  assert.match(await candidate.innerText(), /Fatima Bakir.*64 answers were accepted.*last answered 1 day ago/s);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.locator(part("person")).waitFor();
  await has(page, "#person-title");
  const why = page.locator(`${part("person")} .reasons li`);
  assert.equal(await why.count(), 5);
  assert.match(await why.nth(3).innerText(), /2\.5\s+Liked: .*8 at first · counts less: often for the same person/s);
  await page.locator(`${part("person")} [part=appoint]`).click();
  await because(page, "Kind and quick.");
  assert.deepEqual(await askedOnce("POST", `/desk/people/${idOf("a", 41)}/appoint`), { reason: "Kind and quick." });
  await says(page, /Fatima Bakir is an ambassador now/);
  await page.locator(part("withdraw")).waitFor();
  await page.locator(part("undo")).click();
  await askedOnce("POST", `/desk/people/${idOf("a", 41)}/withdraw`);
  await page.keyboard.press("Escape");
  await page
    .locator(`${part("list")} [part=filter]`)
    .getByText("Expert")
    .click();
  await eventually("two experts", async () => (await rows.count()) === 2);
  assert.equal(stage.relay.all("GET", "/desk/people").at(-1)?.query.level, "expert");
});
