import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { eventually } from "../bridge/relay-fixture.js";
import { Stage } from "./stage.js";

const stage = new Stage();
before(() => stage.start());
after(() => stage.end());
afterEach(async () => {
  for (const page of stage.context?.pages() ?? []) if (page.url() !== "about:blank") await page.close();
});

/** @param {string} text */
const onForum = (text) => stage.simulators?.forum.posts().filter((post) => post.content.includes(text)).length;
/** @param {string} text */
const onPage = (text) => stage.simulators?.page.posts().filter((post) => post.text.includes(text)).length;
const quiet = () => assert.deepEqual(stage.problems.splice(0), []);

test("the list shows each thread once, with where it came from and whether it is answered", async () => {
  const page = await stage.open();
  const cards = page.locator("plein-feed [part=card]");
  assert.equal(await cards.count(), 2);
  const roaming = cards.filter({ hasText: "Roaming in Londen" });
  await roaming.getByText("Beantwoord").waitFor();
  assert.match(await roaming.innerText(), /Noordnet forum/);
  assert.match(await cards.filter({ hasText: "Mijn router knippert rood" }).innerText(), /Bluesky[\s\S]*ana\.test/);
  quiet();
});

test("the first list comes without the engine, and stands where WebAssembly is forbidden", async () => {
  const page = await stage.open({ policy: "default-src 'self'; script-src 'self'; style-src 'self'" });
  await page.getByText("Roaming in Londen").waitFor();
  await page.getByText("Je kunt hier meelezen").waitFor();
  await page.getByText("Roaming in Londen").click();
  await page.getByText("Ja, gewoon zoals thuis").first().waitFor();
  // Chromium says that WebAssembly is forbidden, and that is all it says.
  for (const problem of stage.problems.splice(0)) assert.match(problem, /wasm|WebAssembly|Content Security Policy/i);
});

test("a reply stands at once, then in both places, once each, with a mark a place", async () => {
  const page = await stage.open({ signedIn: true });
  await page.getByText("Roaming in Londen").click();
  const input = page.locator("plein-feed [part=input]").last();
  await input.fill("Dank, dat wilde ik weten.");
  await page.locator("plein-feed [part=send]").click();
  await page.locator("plein-feed [part=post]").getByText("Dank, dat wilde ik weten.").waitFor();
  await eventually(
    "it stands in both places",
    () => onForum("dat wilde ik weten") === 1 && onPage("dat wilde ik weten") === 1,
  );
  await eventually(
    "both marks say so",
    async () => (await page.locator("plein-feed [part=deliveries]").getByText("verstuurd").count()) === 2,
  );
  assert.equal(await page.locator("plein-feed [part=post]").getByText("Dank, dat wilde ik weten.").count(), 1);
  quiet();
});

test("what somebody posts elsewhere appears without a reload", async () => {
  const page = await stage.open();
  await page.getByText("Roaming in Londen").click();
  await page.getByText("Ja, gewoon zoals thuis").first().waitFor();
  const tid = stage.simulators?.forum.posts().find((post) => post.title === "Roaming in Londen")?.tid ?? 0;
  stage.simulators?.forum.reply("joris", tid, "Zet wel dataroaming aan.");
  await page.locator("plein-feed [part=post]").getByText("Zet wel dataroaming aan.").waitFor({ timeout: 5000 });
  stage.simulators?.page.post("bert.test", "ligt mobiel eruit in Assen?", { mentionBrand: true });
  await page.locator("plein-feed [part=pill]").click({ timeout: 5000 });
  await page.getByText("Ligt mobiel eruit in Assen?").first().waitFor();
  quiet();
});

test("a failing place says so in one line, and what was written arrives there when it answers again", async () => {
  const page = await stage.open({ signedIn: true });
  await page.getByText("Roaming in Londen").click();
  stage.simulators?.faults("nodebb", { fail_next: 0, unauthorised: true });
  await page.locator("plein-feed [part=input]").last().fill("Dit komt later aan.");
  await page.locator("plein-feed [part=send]").click();
  await page.locator("plein-feed [part=failing]").getByText("Noordnet forum antwoordt niet").waitFor({ timeout: 8000 });
  await eventually("it stands on the page all the same", () => onPage("Dit komt later aan") === 1);
  stage.simulators?.faults("nodebb", { unauthorised: false });
  await eventually("it stands on the forum", () => onForum("Dit komt later aan") === 1, 20000);
  await eventually(
    "nothing fails any more",
    async () => (await page.locator("plein-feed [part=failing]").count()) === 0,
    20000,
  );
  quiet();
});

test("everything is reached by keyboard: open, reply, close", async () => {
  const page = await stage.open({ signedIn: true });
  const card = page.locator("plein-feed [part=card]").filter({ hasText: "Roaming in Londen" });
  await card.locator("[part=title] button, [part=title] a").first().focus();
  await page.keyboard.press("Enter");
  await page.getByText("Ja, gewoon zoals thuis").first().waitFor();
  for (
    let i = 0;
    i < 40 &&
    !(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.matches("[part=input]") ?? false));
    i++
  ) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type("Met het toetsenbord.");
  await page.keyboard.press("Control+Enter");
  await page.locator("plein-feed [part=post]").getByText("Met het toetsenbord.").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await eventually("the thread is closed", async () => (await page.locator("plein-feed [part=thread]").count()) === 0);
  const focused = await page.evaluate(
    () => document.activeElement?.shadowRoot?.activeElement?.closest("[part=card]")?.textContent ?? "",
  );
  assert.match(focused, /Roaming in Londen/);
  const roles = await page
    .locator("plein-feed [role=feed] article")
    .first()
    .evaluate((each) => [each.getAttribute("aria-posinset"), each.getAttribute("aria-setsize")]);
  assert.equal(roles[0], "1");
  assert.ok(Number(roles[1]) >= 2);
  quiet();
});

test("hostile posts stay text", async () => {
  const tid = stage.simulators?.forum.topic(
    "carla",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script> [klik](javascript:alert(1)) " + "x".repeat(300),
  ).tid;
  assert.ok(tid);
  const page = await stage.open();
  await page.getByText("<img src=x onerror=alert(1)>").first().click();
  await page.getByText("<script>alert(1)</script>").first().waitFor();
  const links = await page
    .locator("plein-feed a")
    .evaluateAll((all) => all.map((each) => /** @type {HTMLAnchorElement} */ (each).protocol));
  assert.ok(
    links.every((protocol) => ["http:", "https:", "mailto:"].includes(protocol)),
    links.join(" "),
  );
  assert.equal(await page.locator("plein-feed img").count(), 0);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  assert.equal(wider, false);
  quiet();
});

test("language and theme follow what the page says", async () => {
  const page = await stage.open({ scheme: "dark" });
  await page.getByRole("button", { name: "EN", exact: true }).click();
  await page.getByText("Ask a question").waitFor();
  const colours = () =>
    page
      .locator("plein-feed [part=card] [part=title]")
      .first()
      .evaluate((each) => getComputedStyle(each).color);
  await page.locator("plein-feed").evaluate((each) => each.setAttribute("theme", "light"));
  const light = await colours();
  await page.locator("plein-feed").evaluate((each) => each.setAttribute("theme", "dark"));
  assert.notEqual(await colours(), light);
  quiet();
});

test("a wrong attribute gives a readable message and an event, never an exception", async () => {
  const page = await stage.open();
  const code = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const widget = document.createElement("plein-feed");
        widget.addEventListener("plein-error", (event) =>
          resolve(/** @type {CustomEvent} */ (event).detail !== undefined),
        );
        document.body.append(widget);
      }),
  );
  assert.equal(code, true);
  await page
    .locator("body > plein-feed")
    .getByText(/niet goed ingesteld|not set up correctly/)
    .waitFor(); // the site remembers who chose English
  quiet();
});

test("taken away and added again twenty times, the widget works and opens no pile of streams", async () => {
  const page = await stage.open();
  const streams = async () =>
    await page.evaluate(
      () => performance.getEntriesByType("resource").filter((each) => each.name.includes("/events")).length,
    );
  await eventually("the stream is open", async () => (await stage.relay.get("/healthz")).status);
  await page.locator("plein-feed").evaluate((widget) => {
    const home = widget.parentElement;
    for (let i = 0; i < 20; i++) {
      widget.remove();
      home?.append(widget);
    }
  });
  await page.getByText("Roaming in Londen").first().waitFor();
  await page.locator("plein-feed").evaluate((widget) => widget.remove());
  await page.waitForTimeout(300);
  assert.ok((await streams()) <= 22);
  quiet();
});
