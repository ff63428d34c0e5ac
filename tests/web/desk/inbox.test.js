// The inbox by keys alone: what it says of each case, how one walks, searches and narrows it, and what happens to it meanwhile.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../../bridge/relay-fixture.js";
import { now } from "./data.js";
import { first, inboxOfTests, openFirst, second } from "./inbox.js";
import { focused, has, part } from "./stage.js";
import { idOf, postOf } from "../stub-relay.js";

const { stage, open } = inboxOfTests();

test("the list says of each case how long it waits, until when, at what risk and why, and whose it is", async () => {
  const page = await open();
  const rows = page.locator(part("row"));
  assert.equal(await rows.count(), 7);
  const text = await rows.first().innerText();
  for (const wanted of [
    "My router blinks red",
    "Bluesky",
    "Ana de Wit",
    "waiting 4 hr 10 min",
    "overdue by 1 hr 10 min",
    "High risk (86): waiting long, urgent words",
    "told to a manager",
    "1 note",
  ])
    assert.ok(text.includes(wanted), `${wanted} in ${text}`);
  assert.match(await rows.nth(1).innerText(), /Joris van Dam has it/);
  assert.match(await rows.nth(2).innerText(), /due in 20 min/);
  assert.match(await rows.nth(3).innerText(), /for you/);
  assert.deepEqual(await page.locator(`${part("list")} [part=filter] .count`).allInnerTexts(), ["7", "1", "2", "0"]);
});

test("j and k walk the list, Enter opens, Escape goes back to the row; j goes on to the next case", async () => {
  const page = await open();
  await page.keyboard.press("j");
  await has(page, `[data-row="${first}"]`);
  await page.keyboard.press("j");
  await has(page, `[data-row="${second}"]`);
  await page.keyboard.press("k");
  await has(page, `[data-row="${first}"]`);
  // One row is reached by Tab.
  assert.equal(await page.locator(`${part("row")}[tabindex="0"]`).count(), 1);
  await page.keyboard.press("Enter");
  await has(page, "#case-title");
  await page.locator(part("post")).first().waitFor();
  assert.match(
    await page.locator(part("similar")).innerText(),
    /Router blinks red after a storm\s+Answer by Joris van Dam, accepted/,
  );
  await page.keyboard.press("j");
  await page.locator("plein-desk #case-title").getByText("Charged twice").waitFor();
  await has(page, "#case-title");
  await page.keyboard.press("Escape");
  await has(page, `[data-row="${second}"]`);
  assert.equal(await page.locator(part("case")).count(), 0);
});

test("/ searches: in the list at once, and in the whole conversation", async () => {
  const page = await open();
  await page.keyboard.press("/");
  await has(page, "[part=find]");
  await page.keyboard.type("router");
  await eventually("the list is narrower", async () => (await page.locator(`${part("list")} .case-row`).count()) === 2);
  await page.locator(part("list")).getByText("Router blinks red after a storm").waitFor();
  // Letters in a field are letters.
  assert.equal(await page.locator(part("case")).count(), 0);
  await page.keyboard.press("Escape");
  await has(page, "[data-row]");
});

test("filters and places ask the relay", async () => {
  const page = await open();
  await page
    .locator(`${part("list")} [part=filter]`)
    .getByText("Overdue")
    .click();
  await eventually("two are overdue", async () => (await page.locator(part("row")).count()) === 2);
  await page.locator(`${part("list")} select`).selectOption("page");
  await eventually("one on the page", async () => (await page.locator(part("row")).count()) === 1);
  const { query } = stage.relay.all("GET", "/desk/inbox").at(-1) ?? {};
  assert.equal(query?.filter, "overdue");
  assert.equal(query?.place, "page");
  await page
    .locator(`${part("list")} [part=filter]`)
    .getByText("Snoozed")
    .click();
  await page.locator(part("empty")).getByText("Nothing is snoozed.").waitFor();
});

test("? shows all keys, and who does not want single keys turns them off", async () => {
  const page = await open();
  await page.keyboard.press("?");
  const dialog = page.locator(part("dialog"));
  await dialog.waitFor();
  const shown = await dialog.locator("dt").allInnerTexts();
  assert.deepEqual(shown, ["j", "k", "Enter", "r", "c", "a", "e", "n", "/", "?", "Esc"]);
  await dialog.getByLabel("Use single keys").uncheck();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.keyboard.press("/");
  assert.notEqual(await focused(page), "find");
  await page.locator(part("keys-button")).click();
  await dialog.getByLabel("Use single keys").check();
});

test("what others do is shown where it stands: nothing moves until one wants it", async () => {
  const page = await open();
  await page.keyboard.press("j");
  await has(page, `[data-row="${first}"]`);
  const { data } = stage.relay;
  data.cases[0] = { ...data.cases[0], claimed: { by: "joris", name: "Joris van Dam", at: now } };
  const fresh = {
    ...data.cases[2],
    thread: { ...data.cases[2].thread, root: postOf({ id: idOf("b", 30), title: "No signal at all" }) },
  };
  data.cases.unshift(fresh);
  await eventually("it listens", () => stage.relay.told.size === 1);
  stage.relay.tellDesk();
  await page.locator(part("row")).first().getByText("Joris van Dam has it").waitFor();
  assert.equal(await page.locator(part("row")).first().getAttribute("data-row"), first);
  await has(page, `[data-row="${first}"]`);
  await page.locator(part("pill")).getByText("1 new").click();
  await page.locator(part("row")).first().getByText("No signal at all").waitFor();
});

test("what is open is kept up to date: a reply that comes in stands there", async () => {
  const page = await open();
  await openFirst(page);
  await page.keyboard.press("r");
  await page.keyboard.type("Half a");
  stage.relay.data.threads
    .get(first)
    ?.push(
      postOf({ id: idOf("c", 90), thread: first, parent: first, depth: 1, body: [{ t: "p", c: ["It works again."] }] }),
    );
  await eventually("it listens", () => stage.relay.told.size === 1);
  stage.relay.tellDesk();
  await page.locator(part("post")).getByText("It works again.").waitFor();
  await has(page, "[part=input]");
  assert.equal(await page.locator(`${part("composer")} textarea`).inputValue(), "Half a");
});
