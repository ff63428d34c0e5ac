// What a person writes, on a bad line: it is kept, it can be sent again, and it never stands twice.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { eventually } from "../bridge/relay-fixture.js";
import { Stage } from "./stage.js";
import { openThread, onForum as standsOn, postOf, reply as write, signIn } from "./writer.js";

/** @import { Page } from "playwright-core" */

const stage = new Stage();
before(() => stage.start());
after(() => stage.end());
afterEach(async () => {
  for (const page of stage.context?.pages() ?? []) if (page.url() !== "about:blank") await page.close();
});

const onForum = (/** @type {string} */ text) => standsOn(stage, text);

/** @param {Page} page @param {string} text */
async function reply(page, text) {
  await openThread(page);
  await write(page, text);
}

test("a reply that could not be sent says why, is kept, and is the same post when it is sent again", async () => {
  const page = await stage.open({ signedIn: true });
  /** @type {string[]} */
  const keys = [];
  let fails = true;
  await page.route("**/posts", (route) => {
    keys.push(route.request().postDataJSON().key);
    return fails ? route.abort() : route.continue();
  });
  await reply(page, "Over een slechte lijn.");
  const failed = page.locator("plein-feed [data-state=failed]");
  await failed.getByText("er is geen verbinding").waitFor();
  fails = false;
  await failed.getByText("Opnieuw").click();
  await eventually("it stands on the forum", () => onForum("slechte lijn") === 1);
  await failed.waitFor({ state: "detached" });
  assert.equal(await page.locator("plein-feed [part=post]").getByText("Over een slechte lijn.").count(), 1);
  assert.ok(keys.length >= 2);
  assert.equal(new Set(keys).size, 1);
  stage.problems.length = 0; // Chromium reports the aborted request
});

test("a reply whose answer is lost stands once, and not as failed", async () => {
  const page = await stage.open({ signedIn: true });
  await page.route("**/posts", async (route) => {
    await route.fetch();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await route.abort();
  });
  await reply(page, "Het antwoord ging verloren.");
  await eventually("it stands on the forum", () => onForum("ging verloren") === 1);
  await page.waitForTimeout(1500);
  assert.equal(await page.locator("plein-feed [part=post]").getByText("Het antwoord ging verloren.").count(), 1);
  assert.equal(await page.locator("plein-feed [data-state=failed]").count(), 0);
  stage.problems.length = 0;
});

test("a question of one's own stands first at once, and opens", async () => {
  const page = await stage.open({ signedIn: true });
  await page.locator("plein-feed [part=ask]").click();
  await page.locator("plein-feed .asking input:focus").waitFor();
  await page.keyboard.type("Kan ik mijn nummer meenemen?");
  await page.locator("plein-feed .asking textarea").fill("Ik kom van een andere aanbieder.");
  await page.locator("plein-feed .asking [part=send]").click();
  const first = page.locator("plein-feed [part=card]").first();
  await first.getByText("Kan ik mijn nummer meenemen?").waitFor();
  await eventually("it stands on the forum", () => onForum("van een andere aanbieder") === 1);
  await eventually("it has an id of the relay's", async () => !(await first.getAttribute("data-id"))?.startsWith("~"));
  await first.getByText("Kan ik mijn nummer meenemen?").click();
  await first.locator("[part=post]").getByText("Ik kom van een andere aanbieder.").waitFor();
  assert.equal(await page.getByText("Kan ik mijn nummer meenemen?").count(), 1);
  assert.equal(await page.locator("plein-feed [part=pill]").count(), 0, "one's own is not news");
});

test("who is not signed in is asked to, and no composer opens", async () => {
  const page = await stage.open();
  await page.evaluate(() => {
    document.addEventListener("plein-sign-in", (event) =>
      document.body.setAttribute("data-for", /** @type {CustomEvent} */ (event).detail.for),
    );
  });
  await page.locator("plein-feed [part=ask]").click();
  await page.locator("body[data-for=ask]").waitFor();
  await page.getByText("Roaming in Londen").click();
  await page.locator("plein-feed [part=sign-in]").click();
  await page.locator("body[data-for=reply]").waitFor();
  assert.equal(await page.locator("plein-feed textarea").count(), 0);
  assert.deepEqual(stage.problems.splice(0), []);
});

test("what was sent survives a closed tab and no network, for who wrote it, and is sent once", async () => {
  const first = await stage.open();
  await signIn(first, { sub: "eva", name: "Eva" });
  await first.route("**/posts", (route) => route.abort());
  await reply(first, "Geschreven in de trein.");
  await first.getByText("Het wacht hier").waitFor();
  await first.close();

  const other = await stage.open();
  await signIn(other, { sub: "bob", name: "Bob" });
  await openThread(other);
  assert.equal(await postOf(other, "in de trein").count(), 0, "it is not shown to somebody else");
  assert.equal(onForum("in de trein"), 0);
  await other.close();

  const again = await stage.open();
  await signIn(again, { sub: "eva", name: "Eva" });
  await openThread(again);
  await postOf(again, "in de trein").waitFor();
  await eventually("it stands on the forum", () => onForum("in de trein") === 1);
  await again.reload(); // its address opens the thread
  await signIn(again, { sub: "eva", name: "Eva" });
  await postOf(again, "in de trein").waitFor();
  assert.equal(await postOf(again, "in de trein").count(), 1);
  assert.equal(onForum("in de trein"), 1);
  stage.problems.length = 0;
});

test("of two tabs one sends", async () => {
  const tabs = [await stage.open(), await stage.open()];
  let closed = true;
  let sent = 0;
  for (const tab of tabs) {
    await tab.route("**/posts", (route) => {
      if (closed) return route.abort();
      sent += 1;
      return route.continue();
    });
    await signIn(tab, { sub: "cas", name: "Cas" });
    await openThread(tab);
    if (tab === tabs[0]) await write(tab, "Uit twee tabbladen.");
    await tab.getByText("Het wacht hier").waitFor();
  }
  closed = false;
  await Promise.all(tabs.map((tab) => tab.evaluate(() => dispatchEvent(new Event("online")))));
  for (const tab of tabs) {
    await tab.locator("plein-feed [data-state=failed]").waitFor({ state: "detached" });
    await postOf(tab, "Uit twee tabbladen").waitFor();
    assert.equal(await postOf(tab, "Uit twee tabbladen").count(), 1);
  }
  assert.equal(sent, 1);
  await eventually("it stands on the forum", () => onForum("Uit twee tabbladen") === 1);
  stage.problems.length = 0;
});

test("a token that has lapsed is not used: one is asked to sign in, and it goes on after that", async () => {
  const page = await stage.open();
  await signIn(page, { sub: "dirk", name: "Dirk" }, "11s");
  const field = await openThread(page);
  let asked = 0;
  await page.route("**/posts", (route) => {
    asked += 1;
    return route.continue();
  });
  await field.fill("Net te laat.");
  await page.evaluate(() =>
    document.addEventListener("plein-sign-in", () => document.body.setAttribute("data-asked", "")),
  );
  const deadline = Date.now() + 1500;
  await eventually("it has lapsed", () => Date.now() > deadline);
  await page.locator("plein-feed [part=send]").click();
  await page.locator("body[data-asked]").waitFor();
  await page.getByText("Je bent niet meer ingelogd").waitFor();
  assert.equal(asked, 0);
  await signIn(page, { sub: "dirk", name: "Dirk" });
  await eventually("it stands on the forum", () => onForum("Net te laat") === 1);
  await page.locator("plein-feed [data-state=failed]").waitFor({ state: "detached" });
  stage.problems.length = 0;
});

test("who signs out sees nothing of their own, and has it back when they sign in", async () => {
  const page = await stage.open();
  await signIn(page, { sub: "fem", name: "Fem" });
  await page.route("**/posts", (route) => route.abort());
  await reply(page, "Alleen voor mij nog.");
  await page.getByText("Het wacht hier").waitFor();
  await page.locator("plein-feed").evaluate((widget) => void Object.assign(widget, { token: "" }));
  await postOf(page, "Alleen voor mij").waitFor({ state: "detached" });
  assert.equal(await page.locator("plein-feed textarea").count(), 0);
  await signIn(page, { sub: "fem", name: "Fem" });
  await postOf(page, "Alleen voor mij").waitFor();
  stage.problems.length = 0;
});

test("each refusal says what happened and what one can do", async () => {
  const page = await stage.open();
  await signIn(page, { sub: "gijs", name: "Gijs" });
  await openThread(page);
  /** @type {[number, string][]} */
  const refusals = [
    [403, "Dit mag je hier niet doen"],
    [404, "staat er niet meer"],
    [409, "heeft het intussen gewijzigd"],
    [413, "De tekst is te lang"],
    [422, "De tekst is niet geaccepteerd"],
    [429, "Dat was te veel in korte tijd"],
    [500, "Er ging bij ons iets mis"],
    [401, "Je bent niet meer ingelogd"],
  ];
  let status = 0;
  await page.route("**/posts", (route) => route.fulfill({ status, json: { error: { code: "x", message: "" } } }));
  for (const [each, words] of refusals) {
    status = each;
    await write(page, `Geweigerd met ${each}.`);
    const line = postOf(page, `Geweigerd met ${each}.`).locator("[data-state=failed]");
    await line.getByText(words).waitFor();
    await line.getByRole("button", { name: "Verwijder" }).click();
    await postOf(page, `Geweigerd met ${each}.`).waitFor({ state: "detached" });
  }
  stage.problems.length = 0;
});

test("what was sent can be taken back: it is gone, and its text is where it was written", async () => {
  const page = await stage.open();
  await signIn(page, { sub: "hans", name: "Hans" });
  const field = await openThread(page);
  const post = await write(page, "Toch maar niet.");
  const onPage = () => stage.simulators?.page.posts().filter(({ text }) => text.includes("Toch maar niet")).length;
  await eventually("it stands on the page", () => onPage() === 1);
  await post.locator("[part=take-back]").click();
  await eventually("it is gone from the page", () => onPage() === 0);
  assert.equal(await field.inputValue(), "Toch maar niet.");
  stage.problems.length = 0;
});
