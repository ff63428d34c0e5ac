// The inbox by keys alone: a case is found, taken, answered with a canned reply, accepted, noted, snoozed; what each asks of the relay, and what is
// said where it refuses.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../bridge/relay-fixture.js";
import { now } from "./desk-data.js";
import { deskOfTests, focused, has, part, says } from "./desk-stage.js";
import { idOf, postOf } from "./stub-relay.js";

/** @import { Page } from "playwright-core" */
/** @import { How } from "./desk-stage.js" */

const stage = deskOfTests();
const askedOnce = stage.askedOnce.bind(stage);
const [first, second, third] = [0, 1, 2].map((n) => idOf("b", n));

/** @param {How} [how] */
async function open(how) {
  const page = await stage.open(how);
  await page.locator(part("row")).first().waitFor();
  return page;
}

/** Opens the first case by keys. @param {Page} page */
async function openFirst(page) {
  await page.keyboard.press("j");
  await has(page, `[data-row="${first}"]`);
  await page.keyboard.press("Enter");
  await page.locator(part("composer")).waitFor();
  await has(page, "#case-title");
}

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

test("r replies: a canned reply is filled, what is left is pointed out, and one reply goes to every place", async () => {
  const page = await open();
  await openFirst(page);
  await page.locator(part("canned-button")).focus();
  await page.keyboard.press("Enter");
  await page.locator(part("canned")).first().waitFor();
  assert.match(await page.locator(part("canned")).first().innerText(), /Hello Ana de Wit/);
  await page.locator(part("canned")).first().focus();
  await page.keyboard.press("Enter");
  await has(page, "[part=input]");
  const field = page.locator(`${part("composer")} textarea`);
  assert.match(await field.inputValue(), /^Hello Ana de Wit, .* solved at \{\{time\}\}\.\n\nnoordnet\.example$/s);
  await page.locator(part("unfilled")).getByText("{{time}}").waitFor();
  await eventually("it says what becomes of it", async () =>
    /195 left/.test(await page.locator(part("plan")).innerText()),
  );
  // The first press points out what is left, with the field's name selected; then it is written.
  await page.keyboard.press("Control+Enter");
  await says(page, /Still to be filled in: \{\{time\}\}/);
  assert.equal(stage.relay.all("POST", "/posts").length, 0);
  await page.keyboard.type("14:00");
  await eventually("it is filled", async () => (await field.inputValue()).includes("solved at 14:00."));
  await page.keyboard.press("Control+Enter");
  const { key, ...reply } = await askedOnce("POST", "/posts");
  assert.match(key, /^[A-Za-z0-9_-]{8,64}$/);
  assert.equal(reply.parent, first);
  assert.equal(reply.format, "markdown");
  assert.match(reply.text, /solved at 14:00/);
  await says(page, /Your reply is sent to every place/);
  await page.locator(part("post")).getByText("solved at 14:00").waitFor();
  assert.equal(await field.inputValue(), "");
  await page.locator(part("undo")).click();
  await eventually("it is taken back", () =>
    stage.relay.asked.some(({ method, path }) => method === "DELETE" && path.startsWith("/posts/")),
  );
  await eventually("its text is back", async () => (await field.inputValue()).includes("14:00"));
});

test("a reply that the network loses is sent again under the same key, and its text stays", async () => {
  const page = await open();
  await openFirst(page);
  await page.keyboard.press("r");
  await has(page, "[part=input]");
  await page.keyboard.type("We are on it.");
  stage.relay.refuses.set("POST /posts", 503);
  await page.keyboard.press("Control+Enter");
  await says(page, /did not work.*wrong on our side/i);
  assert.equal(await page.locator(`${part("composer")} textarea`).inputValue(), "We are on it.");
  stage.relay.refuses.clear();
  await page.locator(part("send")).click();
  await page.locator(part("post")).getByText("We are on it.").waitFor();
  const keys = stage.relay.all("POST", "/posts").map(({ body }) => body.key);
  assert.equal(keys.length, 2);
  assert.equal(keys[0], keys[1]);
  assert.match(String(stage.problems.splice(0)), /503/);
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

test("a moderator keeps what they wrote as a canned reply, and removes one; both can be undone", async () => {
  const page = await open({ role: "moderator" });
  await openFirst(page);
  await page.locator(`${part("composer")} textarea`).fill("Hello {{name}}, thank you.");
  await page.locator(part("canned-button")).click();
  await page.locator(part("canned-keep")).click();
  await page.locator(part("dialog")).getByLabel("What it is called").fill("Thanks");
  await page.locator(part("submit")).click();
  await eventually("it is kept", () => stage.relay.asked.some(({ path }) => path.startsWith("/desk/canned/")));
  const { method, path, body } = stage.relay.asked.find((each) => each.path.startsWith("/desk/canned/")) ?? {};
  assert.equal(method, "POST");
  assert.match(String(path), /^\/desk\/canned\/[A-Za-z0-9_-]{8,64}$/);
  assert.deepEqual(body, { title: "Thanks", text: "Hello {{name}}, thank you." });
  await says(page, /The canned reply is kept/);
  await page.locator(part("canned-button")).click();
  await page.locator(part("canned")).nth(2).waitFor();
  await page.getByRole("button", { name: "Remove “Restart the modem”" }).click();
  await askedOnce("DELETE", "/desk/canned/reset-0001");
  await eventually("two are left", async () => (await page.locator(part("canned")).count()) === 2);
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
