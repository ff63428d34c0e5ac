// A day at the desk, by keyboard alone, between the real relay and both places: a question of the page is answered and accepted, and the figures
// move; a heated thread is slowed; an announcement is made and taken down. After each step it is known where focus is, and what was said.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, token } from "../../bridge/relay-fixture.js";
import { violations } from "../axe.js";
import { part } from "./stage.js";
import { stageOfTests } from "../stage.js";
import { visit } from "../visit.js";
import { Walk, beginWalk } from "../walk.js";
import { onForum, onPage } from "../writer.js";

/** @import { Page } from "playwright-core" */

// Nobody has answered anybody yet: a figure of first replies has nothing to tell.
const stage = stageOfTests(({ forum, page }) => {
  const { tid } = forum.topic("carla", "Roaming in Londen", "Werkt mijn bundel daar ook?");
  forum.reply("carla", tid, "Ik ga zaterdag.");
  page.post("ana.test", "mijn router knippert rood. Wat nu?", { mentionBrand: true });
});
const question = "mijn factuur klopt niet, wie helpt?";
const canned = { title: "Factuur", text: "Hoi {{name}}, {{brand}} zoekt het uit voor {{tijd}}." };

/** What the team keeps ready. */
async function keepCanned() {
  const manager = await token({ sub: "mia", name: "Mia Hofstra", role: "manager" });
  const answer = await stage.relay.fetch("/v1/bridges/noordnet/desk/canned/invoice-0001", {
    method: "POST",
    headers: { authorization: `Bearer ${manager}`, "content-type": "application/json" },
    body: JSON.stringify(canned),
  });
  assert.equal(answer.status, 204, await answer.text());
}

/** The brand's page for those who work there, where one of them signs in by keys. @param {string} who */
async function beginAtDesk(who) {
  const page = await visit(stage, "/desk");
  const button = page.getByRole("button", { name: who });
  await button.waitFor();
  for (let n = 0; !(await button.evaluate((each) => each === document.activeElement)); n++) {
    assert.ok(n < 10, `${who} is reached`);
    await page.keyboard.press("Tab");
  }
  const hears = page.waitForResponse((one) => one.url().endsWith("/desk/events"));
  await page.keyboard.press("Enter");
  await page.locator(part("page-button")).first().waitFor();
  assert.ok(await page.locator("plein-desk").getAttribute("token"));
  await hears;
  const walk = await Walk.begin(page, "en", { tag: "plein-desk", ready: "[part=page-button]" });
  await page.keyboard.press("Tab");
  await toDesk(walk);
  return walk;
}

/** @param {Walk} walk on the page around the desk */
async function toDesk(walk) {
  for (let n = 0; !(await walk.where()); n++) {
    assert.ok(n < 5, "the desk follows what is before it");
    await walk.page.keyboard.press("Tab");
  }
  await walk.standsOn("page-button", /^(Plan|Inbox)/);
}

/** Another page of the desk. @param {Walk} walk @param {string} name @param {"Tab" | "Shift+Tab"} key in which direction its button is */
async function goTo(walk, name, key) {
  await walk.tabTo("page-button", new RegExp(`^${name}`), key);
  await walk.press("Enter");
  await walk.standsOn("h2", name);
}

/** @param {Page} page */
const accessible = async (page) => assert.deepEqual(await violations(page), []);

/** A figure's own number, as it stands there. @param {Page} page @param {string} name */
async function figure(page, name) {
  const card = page.locator(`${part("figure")}[data-row=${name}]`);
  await card.waitFor();
  return card.locator(".value").innerText();
}

/** @param {Page} page */
const figures = async (page) => ({
  answered: Number(await figure(page, "answered")),
  accepted: Number(await figure(page, "accepted")),
  reply: await figure(page, "first_reply_median"),
});

/** @param {string} text @returns {number[]} how often it stands on the page, and on the forum */
const places = (text) => [onPage(stage, text), onForum(stage, text)];
/** @param {string} text @param {number} n in each place */
const stands = (text, n) =>
  eventually(`“${text}” stands ${n} times in each place`, () => places(text).every((each) => each === n));

test("a question comes in on the page, is taken, answered with a canned reply and accepted, and the figures move", async () => {
  await keepCanned();
  const walk = await beginAtDesk("Log in als manager");
  const { page } = walk;
  await accessible(page);
  await goTo(walk, "Insight", "Tab");
  const earlier = await figures(page);
  await accessible(page);
  await goTo(walk, "Inbox", "Shift+Tab");
  await page.locator(part("row")).first().waitFor();
  const rows = await page.locator(part("row")).count();

  stage.simulators?.page.post("bea.test", question, { mentionBrand: true });
  await page.locator(part("pill")).waitFor();
  await walk.hears("1 case came in");
  await walk.standsOn("h2", "Inbox");
  await walk.tabTo("pill", /^1 new/);
  await walk.press("Enter");
  await walk.standsOn("row");
  assert.equal(await page.locator(part("row")).count(), rows + 1);
  for (let n = 0; !(await walk.where())?.says.includes("bea.test"); n++) {
    assert.ok(n <= rows, "it is in the list");
    await walk.press("j");
    await walk.standsOn("row");
  }
  await walk.press("Enter");
  await walk.standsOn("h2", /factuur klopt niet/);
  await page.locator(part("composer")).waitFor();
  await accessible(page);

  await walk.press("c");
  await walk.hears("The case is yours.");
  await walk.standsOn("h2", /factuur klopt niet/);

  await walk.press("r");
  await walk.standsOn("input");
  await walk.tabTo("canned-button", "Canned replies", "Shift+Tab");
  await walk.press("Enter");
  await walk.standsOn("canned", /^Factuur/);
  await accessible(page);
  await walk.press("Enter");
  await walk.standsOn("input");
  await walk.hears("Still to be filled in: {{tijd}}.");
  await walk.press("Control+Enter");
  await walk.hears("Still to be filled in: {{tijd}}.");
  await walk.standsOn("input");
  await walk.type("vanavond"); // over the field, which is chosen
  const reply = "Hoi bea.test, noordnet.example zoekt het uit voor vanavond.";
  assert.equal(await page.locator(`${part("composer")} textarea`).inputValue(), reply);
  await walk.press("Control+Enter");
  await walk.hears("Your reply is sent to every place.");
  await walk.standsOn("input");
  await stands(reply, 1);

  await walk.press("Escape");
  await walk.standsOn("h2", /factuur klopt niet/);
  await walk.press("a");
  await walk.hears(/^Choose a reply first/);
  await walk.tabTo("post");
  await walk.press("ArrowDown");
  await walk.standsOn("post", "Mia Hofstra");
  await walk.press("a");
  await walk.hears("Marked as the answer.");
  await page.locator(part("post")).getByText("Accepted answer").waitFor();
  await walk.standsOn("post", "Mia Hofstra");
  await accessible(page);

  await goTo(walk, "Insight", "Shift+Tab");
  await page.locator(part("figure")).first().waitFor();
  const later = await figures(page);
  assert.deepEqual(earlier, { answered: 0, accepted: 0, reply: "–" });
  assert.deepEqual(later, { answered: 1, accepted: 1, reply: "1 min" });
});

test("a heated thread is slowed with a reason, and a visitor's second reply is refused", async () => {
  const walk = await beginAtDesk("Log in als manager");
  const { page } = walk;
  await goTo(walk, "Inbox", "Tab");
  await page.locator(part("row")).first().waitFor();
  await walk.press("/");
  await walk.standsOn("find");
  await walk.type("Roaming");
  await walk.hears("1 case found");
  await walk.tabTo("row", /Roaming in Londen/);
  await walk.press("Enter");
  await walk.standsOn("h2", "Roaming in Londen");
  await page.locator(part("composer")).waitFor();
  await walk.tabTo("menu-button", "Moderate");
  await walk.press("Enter");
  await walk.standsOn("menuitem");
  await walk.press("s");
  await walk.standsOn("menuitem", "Slow mode");
  await accessible(page);
  await walk.press("Enter");
  await page.locator(part("dialog")).waitFor();
  await walk.standsOn("input");
  await walk.press("Control+A");
  await walk.type("10");
  await accessible(page);
  await walk.tabTo("textarea", "");
  await walk.type("Even rustig.");
  await walk.tabTo("submit", "Slow mode");
  await walk.press("Enter");
  await walk.hears("Slow mode is on.");
  await walk.standsOn("menu-button", "Moderate");
  await page.locator(part("case")).getByText("slow: one post in 10 min").waitFor();
  await goTo(walk, "Decisions", "Shift+Tab");
  const decision = page.locator(part("row")).first();
  await decision.getByText("Even rustig.").waitFor();
  assert.match(await decision.innerText(), /^Slow mode: 10 min/);
  await accessible(page);

  const visitor = await beginWalk(stage, { signedIn: { sub: "eva", name: "Eva" } });
  await visitor.open("Roaming in Londen");
  await visitor.page.locator("plein-feed [part=slow]").getByText("10 minutes").first().waitFor();
  await visitor.tabTo("input", "Write a reply");
  await visitor.type("Belachelijk.");
  await visitor.press("Control+Enter");
  await visitor.hears("Your post has been sent.");
  await visitor.standsOn("input");
  await stands("Belachelijk.", 1);
  await visitor.type("Echt belachelijk.");
  await visitor.press("Control+Enter");
  await visitor.hears("Your post has not been sent.");
  await visitor.standsOn("input");
  assert.deepEqual(places("Echt belachelijk."), [0, 0]);
  assert.match(String(stage.problems.splice(0)), /409/);
});

test("an announcement is made, stands in both places and in the widget, and is taken down everywhere", async () => {
  const walk = await beginAtDesk("Log in als manager");
  const { page } = walk;
  await goTo(walk, "Announcements", "Tab");
  await accessible(page);
  await walk.tabTo("announce", "Announce something");
  await walk.press("Enter");
  await page.locator(part("dialog")).waitFor();
  await walk.standsOn("input");
  await walk.type("Storing in Assen");
  await walk.tabTo("textarea", "");
  await walk.type("We zijn onderweg naar de kast.");
  await accessible(page);
  await walk.tabTo("submit", "Announce");
  await walk.press("Enter");
  await walk.hears("It is announced in every place.");
  await walk.standsOn("row", "Storing in Assen");
  await stands("We zijn onderweg", 1);
  await accessible(page);
  const feed = await stage.open();
  await feed.locator("plein-feed [part=announcement]").getByText("Storing in Assen").waitFor();

  await walk.tabTo("announce-end", "Take it down");
  await walk.press("Enter");
  await page.locator(part("dialog")).waitFor();
  await walk.tabTo("submit", "Take it down");
  await walk.press("Enter");
  await walk.hears("The announcement is taken down.");
  await walk.standsOn("h2", "Announcements");
  await stands("We zijn onderweg", 0);
  await page.locator(part("empty")).getByText("Nothing is announced now.").waitFor();
  await feed.reload();
  await feed.locator("plein-feed [part=card]").first().waitFor();
  assert.equal(await feed.locator("plein-feed [part=announcement]").count(), 0);
});

test("every page of the desk holds against axe, for a manager and for an ambassador", async () => {
  for (const [who, names] of /** @type {const} */ ([
    [
      "Log in als manager",
      ["Queue", "People", "Insight", "Decisions", "Announcements", "Polls", "Calendar", "Ideas", "Rules"],
    ],
    ["Log in als ambassadeur", ["People"]],
  ])) {
    const walk = await beginAtDesk(who);
    for (const name of names) {
      await goTo(walk, name, "Tab");
      await walk.page.locator("plein-desk [aria-busy]").first().waitFor({ state: "detached" });
      await accessible(walk.page);
      await walk.tabTo("page-button", new RegExp(`^${name}`), "Shift+Tab");
    }
    await walk.page.close();
  }
});
