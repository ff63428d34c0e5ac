// Finding: as one types, what is chosen for the list, and what is offered to somebody who writes a question.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { eventually, token } from "../bridge/relay-fixture.js";
import { launchChromium, watch } from "./chromium.js";
import { Site, strict } from "./site.js";
import { StubRelay, idOf, postOf } from "./stub-relay.js";

/** @import { BrowserContext, Page } from "playwright-core" */

const relay = new StubRelay();
/** What was asked of it. @type {URL[]} */
const asked = [];
/** Answers to searches for these words wait until they are let go. @type {Map<string, () => void>} */
const waiting = new Map();
const slow = new Set(["slow", "router", "Question 12"]);
const site = new Site({
  relay: {
    answer(request, response, url) {
      asked.push(url);
      const text = url.searchParams.get("text") ?? "";
      if (url.pathname.endsWith("/search") && slow.has(text)) {
        waiting.set(text, () => relay.answer(request, response, url));
        return true;
      }
      return relay.answer(request, response, url);
    },
  },
  policy: strict,
});
/** @type {BrowserContext} */
let browser;
/** @type {string[]} */
const problems = [];

/** @param {number} n @param {string} text @param {string | null} [by] */
const result = (n, text, by = null) => ({
  post: postOf({ id: idOf("c", n * 1000), thread: idOf("b", n), parent: idOf("b", n) }),
  title: `Question ${n} about the router`,
  replies: 2,
  last_at: 1,
  answered_by: by,
  accepted: by ? idOf("c", n * 1000 + 1) : undefined,
  excerpt: ["Here is ", text, " in the middle"],
});

before(async () => {
  relay.fill(15, 2);
  relay.instead.set("/search", ({ searchParams }) => {
    const text = searchParams.get("text") ?? "";
    if (text === "broken") return JSON.stringify({ results: "none" });
    const found = searchParams.get("like")
      ? [result(4, text, "Joris Bakker")]
      : text === "nothing"
        ? []
        : text === "router"
          ? [result(8, text), result(9, text)] // which are held too, in the other order
          : [result(1, text), result(2, text, "Joris Bakker")];
    const after = searchParams.get("after");
    return {
      results: after ? [result(3, text)] : found,
      total: text === "many" ? 3 : found.length,
      next: text === "many" && !after ? "2" : null,
      relaxed: text === "few words",
      complete: true,
    };
  });
  await site.start();
  browser = await launchChromium();
});
after(async () => {
  await browser.close();
  site.end();
});
afterEach(async () => {
  for (const page of browser.pages()) if (page.url() !== "about:blank") await page.close();
  assert.deepEqual(problems.splice(0), []);
});

async function open() {
  const page = await browser.newPage();
  watch(page, site.url, problems);
  await eventually("nobody listens yet", () => relay.streams.size === 0);
  asked.length = 0;
  await page.goto(site.url);
  await page.locator("plein-feed [part=choices] button").first().waitFor();
  return page;
}

/** @param {Page} page */
const field = (page) => page.locator("plein-feed [part=search]");
/** @param {Page} page */
const found = (page) => page.locator("plein-feed [part=result]");
/** @param {Page} page */
const said = (page) => page.locator("plein-feed .hidden[role=status]");
const searches = () =>
  asked.filter(({ pathname }) => pathname.endsWith("/search")).map(({ searchParams }) => searchParams);

test("what is typed is found, marked, counted aloud, and opens its thread at the very post", async () => {
  const page = await open();
  const told = page.evaluate(
    () =>
      new Promise((resolve) =>
        document.addEventListener("plein-search", (event) => resolve(/** @type {any} */ (event).detail)),
      ),
  );
  await field(page).pressSequentially("lamp", { delay: 10 });
  await eventually("two are found", async () => (await found(page).count()) === 2);
  assert.deepEqual(await found(page).locator("mark").allInnerTexts(), ["lamp", "lamp"]);
  await eventually("it is said", async () => (await said(page).innerText()) === "2 conversations found");
  assert.deepEqual(await told, { text: "lamp", total: 2 });
  assert.equal(searches().at(-1)?.get("text"), "lamp");
  await found(page).nth(1).getByText("Answered").waitFor();
  await found(page).first().getByRole("link", { name: "Question 1" }).click();
  const post = page.locator(`plein-feed [data-post="${idOf("c", 1000)}"]`);
  await post.waitFor();
  await eventually("it has the focus", () => post.evaluate((each) => each.matches(":focus")));
  assert.equal(new URL(page.url()).hash, `#plein=${idOf("c", 1000)}`);
  await page.keyboard.press("Escape");
  await post.waitFor({ state: "detached" });
  assert.equal(await found(page).count(), 2);
});

/** When the engine has come: what it holds is searched from then on. */
const engineHere = () => eventually("the engine has come", () => relay.streams.size > 0, 30_000);
/** @param {Page} page */
const threads = (page) => found(page).evaluateAll((all) => all.map((each) => each.getAttribute("data-id")));

test("what the engine holds is found at once, and the relay's answer takes its place where one is", async () => {
  const page = await open();
  await engineHere();
  await field(page).fill("router");
  await eventually("all that is held is found", async () => (await found(page).count()) === 10);
  assert.equal(await page.locator("plein-feed [part=results]").getAttribute("aria-busy"), "true");
  await eventually("the relay is asked", () => waiting.has("router"));
  assert.equal(await found(page).count(), 10);
  assert.equal(new Set(await threads(page)).size, 10);
  const second = found(page).and(page.locator(`[data-id="${idOf("b", 9)}"]`));
  await second.getByRole("link").focus();
  waiting.get("router")?.();
  await eventually("the relay's answer is shown", async () => (await found(page).count()) === 2);
  assert.deepEqual(await threads(page), [idOf("b", 8), idOf("b", 9)]);
  await eventually("who stood there stands there", () =>
    second.evaluate((each) => each.contains(/** @type {ShadowRoot} */ (each.getRootNode()).activeElement)),
  );

  // Who stands where nothing is any more is back in the field.
  waiting.delete("router");
  await field(page).fill("router ");
  await eventually("they are here again", async () => (await found(page).count()) === 10);
  await eventually("it is asked again", () => waiting.has("router"));
  await found(page)
    .and(page.locator(`[data-id="${idOf("b", 5)}"]`))
    .getByRole("link")
    .focus();
  waiting.get("router")?.();
  await eventually("two are left", async () => (await found(page).count()) === 2);
  await eventually("in the field", () => field(page).evaluate((each) => each.matches(":focus")));
});

test("what has all of the words is found here, and what nothing held has is the relay's to answer", async () => {
  const page = await open();
  await engineHere();
  await field(page).fill("Question 12");
  await eventually("it is asked", () => waiting.has("Question 12"));
  assert.deepEqual(await threads(page), [idOf("b", 12)]);
  waiting.get("Question 12")?.();
  await eventually("the relay has answered", async () => (await found(page).count()) === 2);
  await field(page).fill("nothing");
  await page.locator("plein-feed [part=nothing-found]").waitFor();
});

test("without the relay, what is held is searched, and that is said in every language", async () => {
  const page = await open();
  await engineHere();
  await page.route("**/search?*", (route) => route.abort());
  await field(page).fill("router");
  const line = page.locator("plein-feed [part=search-failed]");
  for (const language of ["en", "nl", "de", "fr", "ar"]) {
    const { default: messages } = await import(`../../web/messages/${language}/finding.js`);
    await page.locator("plein-feed").evaluate((each, lang) => each.setAttribute("lang", lang), language);
    await line.getByText(messages.searchedHere).waitFor();
  }
  assert.equal(await found(page).count(), 10);
  await page.locator("plein-feed").evaluate((each) => each.setAttribute("lang", "en"));
  await field(page).fill("giraffe");
  await page.locator("plein-feed [part=nothing-found]").waitFor();
  await line.waitFor();
  await page.unroute("**/search?*");
  await line.getByRole("button", { name: "Try again" }).click();
  await eventually("it is searched whole", async () => (await found(page).count()) === 2);
  assert.equal(await line.count(), 0);
  problems.length = 0; // Chromium reports the aborted requests
});

test("the last word wins, and what is not wanted any more is not waited for", async () => {
  const page = await open();
  await field(page).fill("slow");
  await eventually("it is asked", () => waiting.has("slow"));
  await field(page).fill("quick");
  await eventually(
    "the newer is shown",
    async () =>
      (await found(page)
        .locator("mark")
        .first()
        .innerText()
        .catch(() => "")) === "quick",
  );
  waiting.get("slow")?.();
  await field(page).fill("quicker");
  await eventually("and the newest", async () => (await found(page).locator("mark").first().innerText()) === "quicker");
  assert.equal(await page.getByText("slow").count(), 0);
});

test("Escape and an empty field give the list back", async () => {
  const page = await open();
  await field(page).fill("lamp");
  await found(page).first().waitFor();
  await page.keyboard.press("Escape");
  await page.locator("plein-feed [part=card]").first().waitFor();
  assert.equal(await field(page).inputValue(), "");
  assert.equal(await field(page).evaluate((each) => each.matches(":focus")), true);
  await field(page).fill("lamp");
  await found(page).first().waitFor();
  await field(page).fill("");
  await page.locator("plein-feed [part=card]").first().waitFor();
});

test("where nothing is found one is told what to do, and can ask it", async () => {
  const page = await open();
  await page.evaluate(
    (jwt) => document.querySelector("plein-feed")?.setAttribute("token", jwt),
    await token({ name: "Ana" }),
  );
  await field(page).fill("nothing");
  const line = page.locator("plein-feed [part=nothing-found]");
  await line.getByText("Nothing was found for “nothing”").waitFor();
  await line.getByRole("button", { name: "Ask it" }).click();
  assert.equal(await page.locator("plein-feed .asking input").inputValue(), "nothing");
});

test("a search that fails says so and is tried again; there is more where there is more; few words are forgiven", async () => {
  const page = await open();
  await page.route("**/search?*", (route) => route.abort(), { times: 1 });
  await field(page).fill("lamp");
  const line = page.locator("plein-feed [part=search-failed]");
  await line.getByText(/Searching did not work|could be searched/).waitFor();
  await line.getByRole("button").click();
  await found(page).first().waitFor();
  await field(page).fill("many");
  await eventually("it is the new one", async () => (await found(page).locator("mark").first().innerText()) === "many");
  await page.locator("plein-feed [part=more]").click();
  await eventually("three are found", async () => (await found(page).count()) === 3);
  await field(page).fill("few words");
  await page.getByText("these come closest").waitFor();
  problems.length = 0; // Chromium reports the aborted request
});

test("an answer that is none is a failure, not an exception", async () => {
  const page = await open();
  await field(page).fill("broken");
  await page.locator("plein-feed [part=search-failed]").waitFor();
});

test("what the list shows is chosen, in words of the relay's, and searched in too", async () => {
  const page = await open();
  const choices = page.locator("plein-feed [part=choices]");
  await choices.getByRole("button", { name: "Unanswered", exact: true }).click();
  await eventually("it is asked", () => asked.some(({ searchParams }) => searchParams.get("status") === "unanswered"));
  assert.equal(
    await choices.getByRole("button", { name: "Unanswered", exact: true }).getAttribute("aria-pressed"),
    "true",
  );
  await choices.getByLabel("Order").selectOption("top");
  await eventually("so is that", () => asked.some(({ searchParams }) => searchParams.get("sort") === "top"));
  await choices.getByLabel("Where it began").selectOption("forum");
  await eventually("and that", () => asked.some(({ searchParams }) => searchParams.get("place") === "forum"));
  await field(page).fill("lamp");
  await found(page).first().waitFor();
  assert.equal(searches().at(-1)?.get("place"), "forum");
  assert.equal(searches().at(-1)?.get("answered"), "false");
  await choices.getByRole("button", { name: "All" }).click();
  await eventually("it is looked for again", () => searches().at(-1)?.get("answered") === null);
});

test("who writes a question is offered threads that may answer it, and keeps what they wrote", async () => {
  const page = await open();
  await page.evaluate(
    (jwt) => document.querySelector("plein-feed")?.setAttribute("token", jwt),
    await token({ name: "Ana" }),
  );
  await page.locator("plein-feed [part=ask]").click();
  const title = page.locator("plein-feed .asking input");
  await title.fill("My router has a red lamp");
  const offered = page.locator("plein-feed [part=suggestions]");
  await offered.getByText("Answered by Joris Bakker").waitFor();
  await eventually("it is said", async () => (await said(page).innerText()) === "1 conversation may answer it already");
  assert.deepEqual(
    ["text", "like", "answered"].map((name) => searches().at(-1)?.get(name)),
    ["My router has a red lamp", "true", "true"],
  );
  await offered.getByRole("link").click();
  await page.locator(`plein-feed [data-post="${idOf("c", 4001)}"]`).waitFor();
  assert.equal(await title.inputValue(), "My router has a red lamp");
  await page.keyboard.press("Escape");
  await page.locator("plein-feed [part=thread]").waitFor({ state: "detached" });
  assert.equal(await title.inputValue(), "My router has a red lamp");
  // It is an older relay, which foresees nothing.
  for (const problem of problems.splice(0)) assert.match(problem, /404/);
});
