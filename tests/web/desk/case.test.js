// What one does with a case, by keys: it is taken, accepted, noted, snoozed, or needs no answer; and what is said where the relay refuses.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../../bridge/relay-fixture.js";
import { now } from "./data.js";
import { first, inboxOfTests, openFirst, second, third } from "./inbox.js";
import { has, part, says } from "./stage.js";
import { idOf } from "../stub-relay.js";

const { stage, open, askedOnce } = inboxOfTests();

test("c takes a case and gives it back, and the list and the case say so", async () => {
  const page = await open();
  await openFirst(page);
  await page.keyboard.press("c");
  assert.deepEqual(await askedOnce("POST", `/desk/posts/${first}/claim`), {});
  await page.locator(part("row")).first().getByText("You have it").waitFor();
  await says(page, /The case is yours/);
  await page.keyboard.press("c");
  await askedOnce("POST", `/desk/posts/${first}/unclaim`);
  await says(page, /You gave the case back/);
  await page.locator(part("undo")).click();
  await eventually("it is taken again", () => stage.relay.all("POST", "/claim").length === 2);
  await says(page, /Undone/);
});

test("a case that somebody else has just taken: it is said, nothing changes, and one sees who has it", async () => {
  const page = await open();
  await openFirst(page);
  stage.relay.refuses.set(`POST /desk/posts/${first}/claim`, 409);
  stage.relay.data.cases[0].claimed = { by: "joris", name: "Joris van Dam", at: now };
  await page.keyboard.press("c");
  await says(page, /Somebody else has just taken this case/);
  await page.locator(part("row")).first().getByText("Joris van Dam has it").waitFor();
  await page.locator(part("taken")).getByText("Agree with them before you answer too").waitFor();
  assert.match(String(stage.problems.splice(0)), /409/);
});

test("what was asked for before something was done does not show it undone: neither the case nor the list", async () => {
  const page = await open();
  await openFirst(page);
  /** @type {() => void} */
  let come = () => {};
  const late = new Promise((resolve) => (come = () => resolve(undefined)));
  const paths = ["/desk/inbox", `/desk/cases/${first}`];
  const before = stage.relay.asked.length;
  for (const path of paths) stage.relay.delays.set(`GET ${path}`, late);
  stage.relay.tellDesk();
  const asked = (/** @type {string} */ path) =>
    stage.relay.asked.slice(before).filter((each) => each.path === path).length;
  const under = new Set();
  page.on(
    "request",
    (request) => paths.some((path) => request.url().split("?")[0].endsWith(path)) && under.add(request),
  );
  page.on("requestfinished", (request) => under.delete(request));
  await eventually("both are being read again", () => paths.every((path) => asked(path) >= 1));
  stage.relay.delays.clear();
  await page.keyboard.press("c");
  await page.locator(part("row")).first().getByText("You have it").waitFor();
  come();
  await eventually("both are read once more", () => paths.every((path) => asked(path) >= 2));
  await eventually("all of it has come", () => under.size === 0);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  assert.ok(await page.locator(part("row")).first().getByText("You have it").isVisible());
  assert.match(await page.locator(part("claim")).innerText(), /Give it back/);
});

test("a accepts the post that has focus, by arrows or Tab; without one it says to choose", async () => {
  const page = await open();
  await openFirst(page);
  await page.keyboard.press("a");
  await says(page, /Choose a reply first/);
  await page.locator(`${part("post")}[tabindex="0"]`).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("a");
  await askedOnce("POST", `/posts/${idOf("c", 1)}/accept`);
  await page.locator(part("post")).nth(2).getByText("Accepted answer").waitFor();
  await has(page, `[data-post="${idOf("c", 1)}"]`);
  await page.locator(part("undo")).click();
  await askedOnce("POST", `/posts/${idOf("c", 1)}/unaccept`);
});

test("n writes a note, which is marked as internal; e snoozes until a moment", async () => {
  const page = await open();
  await openFirst(page);
  await page.keyboard.press("n");
  await has(page, "[part=note-input]");
  await page.keyboard.type("Network knows.");
  await page.keyboard.press("Control+Enter");
  const { key, text } = await askedOnce("POST", `/desk/posts/${first}/note`);
  assert.match(key, /^[A-Za-z0-9_-]{8,64}$/);
  assert.equal(text, "Network knows.");
  const notes = page.locator(part("notes"));
  await notes.getByText("Network knows.").waitFor();
  assert.match(await notes.innerText(), /Internal: only who works here reads this/);
  await page.keyboard.press("Escape");
  await has(page, "#case-title");

  await page.keyboard.press("e");
  const dialog = page.locator(part("dialog"));
  await dialog.waitFor();
  await dialog.getByLabel("Tomorrow at").check();
  await page.keyboard.press("Enter");
  const { until } = await askedOnce("POST", `/desk/posts/${first}/snooze`);
  const at = new Date(until);
  assert.deepEqual([at.getHours(), at.getMinutes()], [9, 0]);
  assert.equal(at.getDate(), new Date(now + 86_400_000).getDate());
  await says(page, /Snoozed until/);
  await page.keyboard.press("e");
  await askedOnce("POST", `/desk/posts/${first}/unsnooze`);
});

test("refusals are said, with a way on: not allowed, gone, no network, signed out", async () => {
  const page = await open();
  await openFirst(page);
  stage.relay.refuses.set(`POST /desk/posts/${first}/assign`, 403);
  await page.locator(part("assign")).click();
  await says(page, /Your role here does not allow this/);
  stage.relay.refuses.clear();
  stage.relay.isGone = true;
  await page.locator(part("assign")).click();
  await says(page, /relay cannot be reached/);
  stage.relay.isGone = false;
  await page.locator(part("again")).click();
  await says(page, /The case is assigned to you/);
  assert.deepEqual(stage.relay.all("POST", "/assign").at(-1)?.body, { to: "mira", name: "Mira Hoek" });
  stage.relay.refuses.set(`GET /desk/cases/${third}`, 404);
  await page.locator(part("row")).nth(2).click();
  await page.locator(part("failed")).getByText("not there any more").waitFor();
  stage.relay.refuses.set(`POST /desk/posts/${second}/claim`, 401);
  await page.locator(part("row")).nth(4).click();
  await page.locator(part("composer")).waitFor();
  stage.relay.refuses.set(`POST /desk/posts/${idOf("b", 4)}/claim`, 401);
  await page.locator(part("claim")).click();
  await page.locator(part("sign-in-prompt")).getByText("You are no longer signed in").waitFor();
  stage.problems.splice(0);
});

test("what needs no answer is said to need none, and the other way round; where nobody waits, nothing says so", async () => {
  const page = await open();
  await openFirst(page);
  await page.locator(part("done")).click();
  await askedOnce("POST", `/desk/posts/${first}/done`);
  await says(page, /Nobody needs to answer it/);
  await page.locator(part("row")).first().getByText("needs no answer").waitFor();
  await page.locator(part("done")).click();
  await askedOnce("POST", `/desk/posts/${first}/reopen`);
  const { waiting_since: _, risk: __, reasons: ___, words: ____, ...settled } = stage.relay.data.cases[1];
  stage.relay.data.cases[1] = /** @type {any} */ (settled);
  await page.locator(part("row")).nth(1).click();
  await page.locator(part("risk")).last().getByText("Nothing speaks of a risk yet.").waitFor();
  assert.doesNotMatch(await page.locator(`${part("case")} .case-head`).innerText(), /waiting/);
});
