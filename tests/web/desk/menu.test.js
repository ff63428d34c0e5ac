// A moderator's menu, of a case and of one post: each asks for a reason, says what was done, and undoes it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { first, inboxOfTests, openFirst } from "./inbox.js";
import { has, part, says } from "./stage.js";
import { idOf } from "../stub-relay.js";

const { stage, open, askedOnce } = inboxOfTests();

test("a moderator's menu: each asks for a reason, says what was done, and undoes it", async () => {
  const page = await open();
  await openFirst(page);
  /** @param {string} item @param {(dialog: import("playwright-core").Locator) => Promise<unknown>} [fill] */
  const choose = async (item, fill) => {
    await page.locator(`${part("case")} .case-head [part=menu-button]`).click();
    await page.getByRole("menuitem", { name: item, exact: true }).click();
    const dialog = page.locator(part("dialog"));
    await fill?.(dialog);
    await dialog.getByLabel("Reason").fill("It gets heated.");
    await dialog.locator("[part=submit]").click();
    await dialog.waitFor({ state: "detached" });
  };
  await choose("Lock the thread");
  assert.deepEqual(await askedOnce("POST", `/desk/posts/${first}/lock`), { reason: "It gets heated." });
  await says(page, /Locked: nobody can reply/);
  await page.locator(part("undo")).click();
  await askedOnce("POST", "/desk/decisions/d-lock/undo");
  await choose("Slow mode", (dialog) => dialog.getByLabel("Minutes").fill("10"));
  assert.deepEqual(await askedOnce("POST", `/desk/posts/${first}/slow`), {
    every_ms: 600_000,
    reason: "It gets heated.",
  });
  await choose("Add a tag", (dialog) => dialog.getByLabel("Tag").fill("#router"));
  assert.deepEqual(await askedOnce("POST", `/desk/posts/${first}/tag`), { tag: "router", reason: "It gets heated." });
  await choose("Hold back");
  assert.deepEqual(await askedOnce("POST", `/posts/${first}/hold`), { reason: "It gets heated." });
  await page.locator(part("undo")).click();
  await askedOnce("POST", `/posts/${first}/release`);
  for (const [item, act] of [
    ["Feature", "feature"],
    ["Pin", "pin"],
    ["Label as sponsored", "sponsor"],
    ["Hide", "hide"],
  ]) {
    await choose(item);
    await askedOnce("POST", `/desk/posts/${first}/${act}`);
  }
});

test("a moderator's menu of one post, by keys: held back, and released again", async () => {
  const page = await open();
  await openFirst(page);
  const button = page.locator(part("post")).nth(1).locator("[part=menu-button]");
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Hold back" }).waitFor();
  await page.keyboard.press("Escape");
  await has(page, `[data-menu="${idOf("c", 0)}"]`);
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Hold back" }).press("Enter");
  await page.locator(part("dialog")).waitFor();
  await page.locator(part("submit")).click();
  assert.equal(await askedOnce("POST", `/posts/${idOf("c", 0)}/hold`), undefined);
  await has(page, `[data-menu="${idOf("c", 0)}"]`);
  await page.locator(part("undo")).click();
  await askedOnce("POST", `/posts/${idOf("c", 0)}/release`);
});

test("a reply is moved to a thread that is searched for, or given by its address, and becomes a thread of its own", async () => {
  const page = await open();
  await openFirst(page);
  const reply = idOf("c", 0);
  const button = page.locator(part("post")).nth(1).locator("[part=menu-button]");
  const dialog = page.locator(part("dialog"));
  /** @param {string} item */
  const choose = async (item) => {
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: item, exact: true }).press("Enter");
    await dialog.waitFor();
  };
  await choose("Move to another thread");
  await page.keyboard.type("nothing is so");
  await page.keyboard.press("Enter");
  await dialog.getByRole("alert").waitFor();
  const { title = "" } = stage.relay.data.similar[0];
  await dialog.getByLabel("Words from that thread").fill(title);
  await page.keyboard.press("Enter");
  await dialog.getByRole("radio", { name: title }).waitFor();
  await dialog.getByLabel("Reason").fill("It is about that.");
  await dialog.locator("[part=submit]").click();
  assert.deepEqual(await askedOnce("POST", `/desk/posts/${reply}/move`), {
    under: idOf("b", 40),
    reason: "It is about that.",
  });
  await says(page, /Moved to the other thread/);
  await has(page, `[data-menu="${reply}"]`);
  await page.locator(part("undo")).click();
  await askedOnce("POST", "/desk/decisions/d-move/undo");

  await choose("Make it a thread of its own");
  await dialog.getByLabel("Title of the new thread").fill("Another matter");
  await dialog.locator("[part=submit]").click();
  await dialog.waitFor({ state: "detached" });
  const all = stage.relay.all("POST", `/desk/posts/${reply}/move`);
  assert.deepEqual(all[1].body, { title: "Another matter" });
  await says(page, /It is a thread of its own now/);

  await page.locator(`${part("case")} .case-head [part=menu-button]`).click();
  await page.getByRole("menuitem", { name: "Merge into another thread" }).click();
  await dialog.getByLabel("Words from that thread").fill(`https://relay.example/threads/${idOf("b", 3)}`);
  await page.keyboard.press("Enter");
  await dialog.getByRole("radio").waitFor();
  await dialog.locator("[part=submit]").click();
  assert.deepEqual(await askedOnce("POST", `/desk/posts/${first}/move`), { under: idOf("b", 3) });
});

test("what is so already is not offered to be undone", async () => {
  const page = await open();
  await openFirst(page);
  stage.relay.decides = false;
  await page.locator(`${part("case")} .case-head [part=menu-button]`).click();
  await page.getByRole("menuitem", { name: "Pin", exact: true }).click();
  await page.locator(part("submit")).click();
  await says(page, /Pinned/);
  assert.equal(await page.locator(part("undo")).count(), 0);
});
