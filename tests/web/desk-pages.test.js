// The desk's other pages: what each asks of the relay, what is undone, and what is said where somebody may not, or nothing can be had.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { eventually } from "../bridge/relay-fixture.js";
import { violations } from "./axe.js";
import { tokenOf } from "./desk-relay.js";
import { deskOfTests, has, part, says } from "./desk-stage.js";
import { idOf } from "./stub-relay.js";

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
  });
  await eventually("it listens no more", () => stage.relay.told.size === 0);
  await page.evaluate(() => document.querySelector("main")?.append(/** @type {any} */ (window).desk));
  await page.locator(part("row")).first().waitFor();
  await eventually("it listens again", () => stage.relay.told.size === 1);
});
