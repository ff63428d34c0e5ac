// The desk as an element of a page: who may see what of it, signing in, its languages and attributes; and what is said where nothing can be had.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../../bridge/relay-fixture.js";
import { tokenOf } from "./relay.js";
import { deskOfTests, part } from "./stage.js";

const stage = deskOfTests();

test("who may not work here reads what they need; each sees the pages that are theirs", async () => {
  const member = await stage.open({ role: "member" });
  await member.locator(part("lacking")).getByText("Ask a manager of this community").waitFor();
  assert.equal(stage.relay.all("GET", "/desk/inbox").length, 0);
  const ambassador = await stage.open({ role: "ambassador", page: "insight" });
  await ambassador.locator(part("lacking")).getByText("This page is for managers").waitFor();
  assert.deepEqual(await ambassador.locator(part("page-button")).allInnerTexts(), ["Inbox", "People"]);
  assert.equal(stage.relay.all("GET", "/desk/insight").length, 0);
  const moderator = await stage.open({ role: "moderator" });
  await moderator.locator(part("row")).first().waitFor();
  assert.deepEqual(
    (await moderator.locator(part("page-button")).allInnerTexts()).map((text) => text.replace(/\d| /g, "")),
    ["Inbox", "Queue", "People", "Decisions", "Polls", "Ideas", "Rules"],
  );
});

test("who is signed out signs in on the page, and the page is told", async () => {
  const page = await stage.open({ role: "" });
  await page.locator(part("sign-in")).waitFor();
  await page.evaluate(() => {
    const global = /** @type {any} */ (window);
    global.told = [];
    for (const name of ["plein-sign-in", "plein-desk-ready", "plein-desk-page"])
      document.addEventListener(name, (event) => global.told.push([name, /** @type {CustomEvent} */ (event).detail]));
  });
  await page.locator(part("sign-in")).click();
  await page.locator(part("sign-in-prompt")).getByText("Sign in on this website first").waitFor();
  await page.evaluate((token) => {
    const desk = /** @type {any} */ (document.querySelector("plein-desk"));
    desk.token = token;
  }, tokenOf("moderator"));
  await page.locator(part("row")).first().waitFor();
  await page.locator(part("page-button")).nth(1).click();
  await page.locator(part("queue")).waitFor();
  const told = await page.evaluate(() => /** @type {any} */ (window).told);
  assert.deepEqual(told, [
    ["plein-sign-in", { for: "ask" }],
    ["plein-desk-ready", { role: "moderator", page: "inbox" }],
    ["plein-desk-page", { page: "queue" }],
  ]);
});

test("it speaks Dutch, and English to everybody else", async () => {
  const dutch = await stage.open({ lang: "nl" });
  await dutch
    .locator(part("row"))
    .first()
    .getByText("1 uur en 10 min te laat")
    .or(
      dutch
        .locator(part("row"))
        .first()
        .getByText(/te laat/),
    )
    .first()
    .waitFor();
  assert.match(
    await dutch.locator(part("row")).first().innerText(),
    /Hoog risico \(86\): wacht lang, dringende woorden/,
  );
  const french = await stage.open({ lang: "fr" });
  await french.locator(part("row")).first().waitFor();
  assert.match(await french.locator(part("row")).first().innerText(), /High risk \(86\)/);
});

test("what cannot be set up, or had, is a sentence and a way on", async () => {
  const page = await stage.open({ role: "" });
  await page.evaluate(() => document.querySelector("plein-desk")?.removeAttribute("bridge"));
  await page.locator(part("wrong")).getByText("not set up").waitFor();
  stage.relay.refuses.set("GET /me", 503);
  const other = await stage.open();
  await other.locator(part("failed")).getByText("could not be loaded").waitFor();
  stage.relay.refuses.clear();
  await other.locator(part("again")).click();
  await other.locator(part("row")).first().waitFor();
  assert.match(String(stage.problems.splice(0)), /503/);
});

test("texts that mean ill are texts, and what is no answer breaks nothing", async () => {
  const ill = `<img src=x onerror="alert(1)"><script>alert(2)</script>`;
  const { data } = stage.relay;
  const one = data.cases[0];
  one.thread.root = {
    ...one.thread.root,
    title: ill,
    author: { ...one.thread.root.author, name: ill },
    body: [{ t: "p", c: [ill, { t: "a", u: "javascript:alert(3)", c: ["a link"] }] }],
  };
  data.threads.set(one.thread.root.id, [one.thread.root]);
  one.reasons = [{ why: "constructor", points: 1 }];
  one.words = [ill];
  one.notes = [{ id: "x", by: "mira", name: ill, at: 0, text: ill }];
  one.claimed = { by: "x", name: ill, at: 0 };
  data.similar[0].title = ill;
  data.canned[0].title = ill;
  data.cases.push(
    /** @type {any} */ ({ thread: null }),
    /** @type {any} */ ({ ...data.cases[1], waiting_since: "soon" }),
  );
  data.decisions[0] = { ...data.decisions[0], did: "__proto__", value: ill, reason: ill, name: ill };
  data.people[0] = {
    ...data.people[0],
    level: ill,
    badges: [ill, "toString"],
    author: { ...data.people[0].author, name: ill },
  };
  const page = await stage.open();
  await page.locator(part("row")).first().click();
  await page.locator(part("composer")).waitFor();
  assert.equal(await page.locator(`${part("list")} .case-row`).count(), 7);
  assert.match(await page.locator("plein-desk #case-title").innerText(), /<img src=x/);
  await page.locator(part("canned-button")).click();
  await page.locator(part("canned")).first().waitFor();
  await page.keyboard.press("Escape");
  for (const name of ["decisions", "people"]) {
    await page.evaluate((wanted) => document.querySelector("plein-desk")?.setAttribute("page", wanted), name);
    await page.locator(`plein-desk [part=${name}] [part~=row]`).first().waitFor();
  }
  const made = await page.evaluate(
    () =>
      document.querySelector("plein-desk")?.shadowRoot?.querySelectorAll("script, img[src=x], a[href^=javascript]")
        .length,
  );
  assert.equal(made, 0);
});

test("an attribute that cannot be what it is counts as its default, and the page is told once", async () => {
  const page = await stage.open();
  await page.locator(part("row")).first().waitFor();
  await page.evaluate(() => {
    const global = /** @type {any} */ (window);
    global.told = [];
    document.addEventListener("plein-error", (event) => global.told.push(/** @type {CustomEvent} */ (event).detail));
    document.querySelector("plein-desk")?.setAttribute("page", "kitchen");
    document.querySelector("plein-desk")?.setAttribute("theme", "dark");
  });
  await eventually("it is dark", () =>
    page.evaluate(
      () => getComputedStyle(/** @type {Element} */ (document.querySelector("plein-desk"))).colorScheme === "dark",
    ),
  );
  await page.locator(part("goal-figure")).first().waitFor();
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).told), [
    { code: "attributes", message: "page" },
  ]);
});

test("a desk that is taken off the page and put back goes on, and its line to the relay is given up meanwhile", async () => {
  const page = await stage.open();
  await page.locator(part("row")).first().waitFor();
  await eventually("it listens", () => stage.relay.told.size === 1);
  await page.evaluate(() => {
    const global = /** @type {any} */ (window);
    global.desk = document.querySelector("plein-desk");
    global.desk.remove();
    // What was still on its way has it rendered once more.
    global.desk.requestUpdate();
    return global.desk.updateComplete;
  });
  await eventually("it listens no more", () => stage.relay.told.size === 0);
  await page.evaluate(() => document.querySelector("main")?.append(/** @type {any} */ (window).desk));
  await page.locator(part("row")).first().waitFor();
  await eventually("it listens again", () => stage.relay.told.size === 1);
});
