// Everything that one reads and finds in the widget, with nothing but a keyboard: focus is never lost, and what happens is said.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { eventually, token } from "../bridge/relay-fixture.js";
import { Stage, twoThreads } from "./stage.js";
import { states } from "./states.js";
import { Walk, beginWalk } from "./walk.js";
import { postOf } from "./writer.js";

const stage = new Stage();
const long = "Which router for fibre?";

before(() =>
  stage.start((simulators) => {
    twoThreads(simulators);
    const { tid } = simulators.forum.topic("carla", long, "Any will do?");
    for (let n = 1; n <= 5; n++) simulators.forum.reply("carla", tid, `Reply number ${n}.`);
  }),
);
after(() => stage.end());
afterEach(async () => {
  for (const page of stage.context?.pages() ?? []) if (page.url() !== "about:blank") await page.close();
});

test("the list: into it, what it shows and in which order, from card to card, and out", async () => {
  const walk = await beginWalk(stage);
  const { page } = walk;
  for (let n = 0; n < 40 && !(await walk.where()); n++) await page.keyboard.press("Tab");
  await walk.standsOn("search", "Search");
  for (const [name, says] of [
    ["ask", "Ask a question"],
    ["choice", "All"],
    ["choice", "Unanswered"],
  ]) {
    await walk.press("Tab");
    await walk.standsOn(name, says);
  }
  await walk.press("Enter");
  await walk.hears("2 conversations shown");
  await walk.standsOn("choice", "Unanswered");
  await walk.press("Tab", "Tab");
  await walk.standsOn("choice", "Where it began");
  await walk.press("ArrowDown", "ArrowDown");
  await walk.hears("1 conversation shown");
  await walk.standsOn("choice", "Where it began");
  await walk.press("ArrowUp", "ArrowUp", "Tab");
  await walk.standsOn("choice", "Order");
  await walk.press("ArrowDown");
  await walk.hears("2 conversations shown");
  await walk.standsOn("choice", "Order");
  await walk.press("Tab");
  await walk.standsOn("card");
  const first = (await walk.where())?.says;
  await walk.press("PageDown");
  await walk.standsOn("card");
  assert.notEqual((await walk.where())?.says, first);
  await walk.press("PageUp");
  await walk.standsOn("card", first);
  await walk.press("Control+Home");
  await walk.standsOn("ask");
});

test("a widget that waits for a press is begun by one, and focus is on its first card then", async () => {
  const page = await stage.open();
  await page.locator("plein-feed").evaluate((each) => {
    const later = document.createElement("plein-feed");
    for (const { name, value } of [...each.attributes]) later.setAttribute(name, value);
    later.setAttribute("loading", "manual");
    each.replaceWith(later);
  });
  const walk = new Walk(page);
  await page.locator("plein-feed [part=load]").focus();
  await walk.standsOn("load");
  await walk.press("Enter");
  await walk.standsOn("card");
});

test("the rest of a list: the first that has come, as long as there is more", async () => {
  const walk = await beginWalk(stage, {
    prepare: async (page) => {
      await page.locator("plein-feed").evaluate((each) => each.setAttribute("page-size", "1"));
      await page.locator("plein-feed [part=more]").waitFor();
    },
  });
  await walk.page.locator("plein-feed [part=search]").focus();
  await walk.tabTo("card");
  const titles = [(await walk.where())?.says];
  for (let n = 0; n < 2; n++) {
    await walk.press("Control+End");
    await walk.standsOn("more", "Show more");
    await walk.press("Enter");
    await walk.standsOn("card");
    titles.push((await walk.where())?.says);
  }
  assert.equal(new Set(titles).size, 3);
  assert.equal(await walk.page.locator("plein-feed [part=more]").count(), 0);
});

test("searching: what was found is counted and opened; Escape goes back step by step; what is not found can be asked", async () => {
  const walk = await beginWalk(stage, { signedIn: { name: "Kim" } });
  await walk.page.locator("plein-feed [part=search]").focus();
  await walk.type("roaming");
  await walk.hears("1 conversation found");
  await walk.standsOn("search");
  await walk.tabTo("a", "Roaming in Londen");
  await walk.press("Enter");
  await walk.standsOn("post");
  await walk.press("Escape");
  await walk.standsOn("a", "Roaming in Londen");
  await walk.press("Escape");
  await walk.standsOn("search");
  assert.equal(await walk.page.locator("plein-feed [part=search]").inputValue(), "");
  await walk.type("kwantumverstrengeling");
  await walk.hears("0 conversations found");
  await walk.tabTo("button", "Ask it");
  await walk.press("Enter");
  await walk.standsOn("input", "Your question in one line");
  await walk.press("Escape");
  await walk.standsOn("ask");
});

test("what failed is tried again: a search, the list", async () => {
  const walk = await beginWalk(stage);
  const { page } = walk;
  await page.route("**/search?*", (route) => route.abort(), { times: 1 });
  await page.locator("plein-feed [part=search]").focus();
  await walk.type("roaming");
  // The latter where the engine has come by then.
  await walk.hears(/^Searching did not work, so there is nothing to show now|^Only what had been loaded here already/);
  await walk.tabTo("button", "Try again");
  await walk.press("Enter");
  await walk.hears("1 conversation found");
  await walk.standsOn("search");
  await walk.press("Escape");
  await walk.tabTo("choice", "Answered");
  await walk.press("Enter");
  await walk.hears("1 conversation shown");
  // Of which nothing was seen before, that could be shown instead.
  let fails = true;
  await page.route("**/feed?*", (route) => (fails ? route.fulfill({ status: 500, json: {} }) : route.continue()));
  await walk.tabTo("choice", "Where it began");
  await walk.press("ArrowDown", "ArrowDown");
  await walk.hears(/The conversation could not be loaded/);
  await page.locator("plein-feed [part=again]").waitFor();
  await walk.tabTo("again");
  fails = false;
  await walk.press("Enter");
  await walk.hears(/There is nothing here that you have chosen/);
  await walk.standsOn("ask");
});

test("a thread: opened and closed by keys and by the browser, read page by page", async () => {
  const walk = await beginWalk(stage, {
    // As if it were long: two replies a page.
    prepare: (page) =>
      page.route(/\/threads\//, (route) =>
        route.continue({
          url: route
            .request()
            .url()
            .replace(/page_size=\d+/, "page_size=2"),
        }),
      ),
  });
  const { page } = walk;
  await walk.open(long);
  await walk.press("Escape");
  await walk.standsOn("a", long);
  await walk.press("Enter");
  await walk.standsOn("post");
  await page.goBack();
  await walk.standsOn("a", long);
  await walk.press("Enter");
  await walk.standsOn("post");
  await walk.press("Shift+Tab");
  await walk.standsOn("close", "Close");
  await walk.press("Enter");
  await walk.standsOn("a", long);
  await walk.press("Enter");
  await walk.standsOn("post");
  const text = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent ?? "");
  const numbers = async () => /Reply number \d/.exec(await text())?.[0] ?? "";
  const shown = () => page.locator("plein-feed .posts").innerText();
  for (let n = 0; n < 2; n++) {
    await walk.tabTo("later");
    const before = await shown();
    await page.route(/\/threads\//, (route) => route.abort(), { times: 1 });
    await walk.press("Enter");
    await walk.hears("The replies could not be loaded.");
    await walk.standsOn("later");
    await walk.press("Enter");
    await eventually(
      "one that is new has the focus",
      async () => (await numbers()) && !before.includes(await numbers()),
    );
    await walk.standsOn("post", "carla");
  }
  assert.equal(await page.locator("plein-feed [part=later]").count(), 0);
  // From an address in the middle of it.
  const last = page.locator("plein-feed .posts [part=post]").last();
  const address = await last.locator(".when").getAttribute("href");
  const before = await last.locator("[part=text]").innerText();
  await page.goto("about:blank");
  await page.goto(address ?? "");
  const again = await Walk.begin(page);
  await again.standsOn("post");
  assert.ok((await text()).includes(before));
  await again.tabTo("earlier", /./, "Shift+Tab");
  await again.press("Enter");
  await eventually("an earlier one has the focus", async () => (await numbers()) && !before.includes(await numbers()));
  stage.problems.length = 0; // Chromium reports the aborted requests
});

test("a warning and a picture are opened, and focus stays with what they show", async () => {
  const state = states.find(({ name }) => name === "a thread with everything in it");
  const page = await state?.open(stage);
  assert.ok(page);
  await page.locator("plein-feed").evaluate((each) => each.setAttribute("media", "click"));
  const walk = await Walk.begin(page);
  await postOf(page, "Alles bij elkaar").focus();
  await walk.tabTo("button", "Show the image: Een lampje");
  await page.route("**/images/*", (route) =>
    route.fulfill({ contentType: "image/svg+xml", body: "<svg xmlns='http://www.w3.org/2000/svg'/>" }),
  );
  await walk.press("Enter");
  await walk.standsOn("a", "Een lampje");
  await walk.tabTo("summary", "Eten");
  await walk.press("Enter");
  await page.getByText("Een boterham").waitFor();
  await walk.standsOn("summary", "Eten");
  await walk.press("Space");
  await page.getByText("Een boterham").waitFor({ state: "hidden" });
});

test("what is new: said, brought by the pill, and read from its first on", async () => {
  const walk = await beginWalk(stage);
  await walk.page.locator("plein-feed [part=search]").focus();
  await walk.tabTo("card");
  stage.simulators?.page.post("bert.test", "is er storing in Assen?", { mentionBrand: true });
  await walk.hears("1 new post");
  await walk.standsOn("card");
  await walk.tabTo("pill", "1 new post", "Shift+Tab");
  await walk.press("Enter");
  await walk.standsOn("card", /storing in Assen/);
  await walk.open("Roaming in Londen");
  const tid = stage.simulators?.forum.posts().find(({ title }) => title === "Roaming in Londen")?.tid ?? 0;
  stage.simulators?.forum.reply("joris", tid, "Ook in Bath.");
  await walk.hears("joris replied");
  await walk.standsOn("post");
});

test("signing in: the ways, a window that does not open, and writing on when it is done", async () => {
  const ways = [
    { way: "forum", title: "With the forum" },
    { way: "oidc", title: "With Noordnet" },
  ];
  const walk = await beginWalk(stage, {
    prepare: async (page) => {
      await page.route("**/sign-in", (route) => route.fulfill({ json: { ways } }));
      await page.reload();
      await page.locator("plein-feed [part=card]").first().waitFor();
      await page.evaluate(() => void (window.open = () => null));
    },
  });
  const { page } = walk;
  await walk.open("Roaming in Londen");
  await walk.tabTo("sign-in", "Sign in to reply");
  await walk.press("Enter");
  await walk.standsOn("button", "With the forum");
  await walk.hears("How would you like to sign in?");
  await walk.press("Escape");
  await walk.standsOn("sign-in", "Sign in to reply");
  await walk.press("Enter");
  await walk.standsOn("button", "With the forum");
  await walk.press("Enter");
  await walk.standsOn("a", "Open the window");
  await walk.hears(/Your browser did not open the window/);
  const link = await page.locator("plein-feed [part=sign-in-prompt] a").getAttribute("href");
  const request = new URL(link ?? "", stage.url).searchParams.get("request");
  /** @param {Record<string, unknown>} answer */
  const answers = (answer) => page.evaluate((data) => postMessage(data, location.origin), { request, ...answer });
  await answers({ token: await token({ sub: "ida", name: "Ida" }) });
  await walk.hears("You are signed in.");
  await walk.standsOn("input", "Write a reply");
});

test("where one can sign in only on the page itself, that is said where one is", async () => {
  const walk = await beginWalk(stage);
  await walk.open("Roaming in Londen");
  await walk.tabTo("sign-in", "Sign in to reply");
  await walk.press("Enter");
  await walk.hears("Sign in on this website first; then you can write here.");
  await walk.standsOn("button", "Cancel");
  await walk.press("Enter");
  await walk.standsOn("sign-in", "Sign in to reply");
  await walk.page.locator("plein-feed [part=search]").focus();
  await walk.tabTo("ask");
  await walk.press("Enter");
  await walk.hears("Sign in on this website first; then you can write here.");
  await walk.standsOn("button", "Cancel");
  await walk.press("Escape");
  await walk.standsOn("ask");
});
